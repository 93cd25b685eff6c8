"""Every page, as everybody who may open it: axe finds nothing in light and dark, nothing sticks out on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from coachapp.core import unit
from coachapp.doors.policy import Policy, registry
from tests.access import world as worlds
from tests.browser.installation import Installation

AXE = (Path(__file__).parent / "vendor/axe.min.js").read_text(encoding="utf-8")
AUDIENCE = {
    "coach": {Policy.SIGNED_IN, Policy.COACH},
    "owner": {Policy.OWNER},
    "client": {Policy.SIGNED_IN, Policy.CLIENT},
}
OTHER_FORMS = ("/api/", "/static/", "/healthz", "/readyz", "/calendar/", "/setup", "/p/")
NO_PAGES = ("/resume", "/source", "/preview.webp")
"""Answers that are a file or lead on; they are tested where they are made."""


@pytest.fixture(scope="module")
def world(live: Installation) -> worlds.World:
    """Make the world on the live installation."""
    with live.app.app_context(), unit.own():
        return worlds.build()


def addresses(live: Installation, world: worlds.World, policies: set[Policy]) -> list[str]:
    """Give the pages with these policies whose address the world can fill."""
    found = []
    with live.app.test_request_context():
        urls = live.app.url_map.bind("localhost")
        for rule in live.app.url_map.iter_rules():
            known = world.ids | world.names
            if "GET" not in (rule.methods or set()) or registry(live.app)[rule.endpoint] not in policies:
                continue
            if rule.rule.startswith(OTHER_FORMS) or rule.rule.endswith(NO_PAGES) or not rule.arguments <= known.keys():
                continue
            found.append(urls.build(rule.endpoint, {name: known[name] for name in rule.arguments}))
    return sorted(set(found))


def findings(page: Page) -> list[str]:
    """Give what axe finds wrong with the page as it stands, once it does."""
    page.wait_for_load_state()
    page.evaluate(AXE)
    result: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in result["violations"]]


def sticks_out(page: Page, width: int) -> bool:
    """Tell whether the page is wider than the window."""
    page.set_viewport_size({"width": width, "height": 800})
    return bool(page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth + 1"))


def faults(page: Page, address: str) -> list[str]:
    """Look at one page from all sides."""
    page.set_viewport_size({"width": 1280, "height": 900})
    try:
        answer = page.goto(address)
    except Exception as error:
        if "Download is starting" in str(error):
            return []
        raise
    if answer is None or "text/html" not in answer.headers.get("content-type", ""):
        return []
    told = [f"{address}: {answer.status}"] if answer.status != 200 else []
    if not page.evaluate("() => !!document.querySelector('main')"):
        return told
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        told += [f"{address} ({scheme}) {found}" for found in findings(page)]
    told += [f"{address} sticks out at {width}" for width in (390, 320) if sticks_out(page, width)]
    if page.locator("h1").count() != 1:
        told.append(f"{address} has {page.locator('h1').count()} titles")
    return told


@pytest.mark.slow
@pytest.mark.parametrize("who", sorted(AUDIENCE))
def test_pages_of_a_role_hold(live: Installation, world: worlds.World, sign_in: Callable[..., Page], who: str) -> None:
    page = sign_in(world.viewers[who])

    told = [fault for address in addresses(live, world, AUDIENCE[who]) for fault in faults(page, address)]

    assert told == []


@pytest.mark.slow
def test_public_pages_hold(live: Installation, world: worlds.World, open_window: Callable[..., Page]) -> None:
    page = open_window()

    practice = f"/p/{world.viewers['owner'].practice_slug}"
    told = [
        fault for address in [practice, *addresses(live, world, {Policy.PUBLIC})] for fault in faults(page, address)
    ]

    assert told == []
