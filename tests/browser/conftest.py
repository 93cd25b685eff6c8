"""A whole installation in processes of its own, and Chromium in front of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from coachapp.app import lay_floor
from coachapp.domain.accounts.viewer import Viewer
from tests.browser.installation import Installation
from tests.factories import people
from tests.servers import Database, ValkeyServer

expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep browser tests together, so that one installation serves them all."""
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def new_installation(
    new_database: Callable[[], Database],
    new_valkey: Callable[[], ValkeyServer],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[], Installation]]:
    """Give a maker of installations on databases of their own, not started yet."""
    made: list[Installation] = []
    before = getattr(sys.modules.get("tests.conftest"), "shared_settings", None)

    def make() -> Installation:
        made.append(Installation(new_database().url, new_valkey().url, tmp_path_factory.mktemp("live")))
        return made[-1]

    yield make
    for each in made:
        each.close()
    if before is not None:
        lay_floor(before)


@pytest.fixture(scope="session")
def live(new_installation: Callable[[], Installation]) -> Installation:
    """Run one installation for all tests that share it."""
    made = new_installation()
    made.start()
    return made


@pytest.fixture(autouse=True)
def floor(live: Installation) -> None:
    """Let this process make links and files as the installation does, whatever ran here before."""
    lay_floor(live.app.extensions["settings"])


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
def open_window(chromium: Browser, live: Installation) -> Iterator[Callable[..., Page]]:
    """Give a maker of windows; each has cookies of its own, and any error in its console fails the test.

    `expects` are words of errors that the test itself brings about.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def make(
        *, width: int = 1280, height: int = 900, at: Installation = live, expects: str = "", **options: object
    ) -> Page:
        options.setdefault("reduced_motion", "reduce")
        options.setdefault("locale", "en-GB")
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            base_url=at.url,
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
                if said.type == "error"
                and "Failed to load resource" not in said.text
                and not (expects and expects in said.text)
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
