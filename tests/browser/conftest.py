"""A whole installation in processes of its own, and Chromium in front of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from coachapp.app import create_app, lay_floor
from coachapp.core.db import db
from coachapp.core.settings import Settings
from coachapp.domain.accounts.viewer import Viewer
from tests.factories import people
from tests.servers import Database, ValkeyServer
from tests.worker.post_office import free_port

ROOT = Path(__file__).parents[2]


@dataclass
class Live:
    """A running installation: where it answers, and an app on the same database for making things."""

    url: str
    app: Flask
    data: Path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep browser tests together, so that one installation serves them all."""
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def live(
    new_database: Callable[[], Database], valkey: ValkeyServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Live]:
    """Run gunicorn and a Celery worker with beat on a database of their own."""
    data = tmp_path_factory.mktemp("live")
    database, port = new_database(), free_port()
    url = f"http://127.0.0.1:{port}"
    settings = Settings(
        database_url=database.url,
        redis_url=valkey.url,
        secret_key="a key for live tests alone",
        data=data,
        base_url=url,
        is_dev=True,
    )
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONTZPATH": "",
        "DATABASE_URL": database.url,
        "REDIS_URL": valkey.url,
        "COACHAPP_DATA": str(data),
        "COACHAPP_SECRET_KEY": settings.secret_key,
        "COACHAPP_BASE_URL": url,
        "COACHAPP_DEV": "1",
    }
    before = list(create_floor())
    app = create_app(settings)
    crew = [_start(environment, data, *_WEB, "-b", f"127.0.0.1:{port}"), _start(environment, data, *_WORKER)]
    _wait_for(f"{url}/healthz")
    yield Live(url, app, data)
    for process in crew:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    with app.app_context():
        db.engine.dispose()
    for earlier in before:
        lay_floor(earlier)


_WEB = ("gunicorn", "coachapp.wsgi:app", "-k", "gthread", "-w", "2", "--threads", "4", "--no-control-socket")
_WORKER = ("celery", "-A", "coachapp.wsgi.celery", "worker", "-B", "-c", "2", "-s", "beat", "-l", "warning")


def create_floor() -> Iterator[Settings]:
    """Give the settings that this process had, if the shared app was built already."""
    found = sys.modules.get("tests.conftest")
    if found is not None and getattr(found, "shared_settings", None):
        yield found.shared_settings


def _start(environment: dict[str, str], data: Path, *command: str) -> subprocess.Popen[bytes]:
    with (data / f"{command[0]}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", *command],
            env=environment,
            cwd=data,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )


def _wait_for(url: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{url} did not answer")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Run one Chromium."""
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_window(chromium: Browser, live: Live) -> Iterator[Callable[..., Page]]:
    """Give a maker of windows; each has cookies of its own, and any error in its console fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(*, width: int = 1280, height: int = 900, **options: object) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            base_url=live.url,
            **options,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda said: (
                complaints.append(f"{page.url}: {said.text}")
                if said.type == "error" and "Failed to load resource" not in said.text
                else None
            ),
        )
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def sign_in(open_window: Callable[..., Page]) -> Callable[..., Page]:
    """Give a maker of windows in which somebody has signed in."""

    def make(viewer: Viewer, **options: object) -> Page:
        page = open_window(**options)
        page.goto("/sign-in")
        page.fill("#email", viewer.email)
        page.fill("#password", people.PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        return page

    return make
