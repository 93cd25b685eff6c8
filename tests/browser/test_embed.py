"""The booking page in a frame of another site, in a real browser that keeps no cookies for it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Frame, Page, expect

from coachapp.core.db import db
from coachapp.domain.bookings import service
from tests.browser.installation import Installation
from tests.browser.test_look import AXE
from tests.factories import bookings, people

GROUND = '<p style="height: 30rem">About me</p>{}<p style="height: 90rem">More about me</p>'


class Site:
    """A site of somebody else: whatever is asked for, it answers with its one page."""

    def __init__(self) -> None:
        site = self
        self.body = ""

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                page = f"<!doctype html><html lang=en><title>A coach</title><main><h1>A coach</h1>{site.body}</main>"
                self.wfile.write(page.encode())

            def log_message(self, *_: object) -> None:
                """Keep quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.url = f"http://localhost:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def show(self, what: str) -> None:
        """Put this between two long paragraphs of its own."""
        self.body = GROUND.format(what)


@pytest.fixture
def site() -> Iterator[Site]:
    """Run a site on another host than the installation's."""
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Give a maker of windows of a browser that blocks cookies of third parties."""
    strict = chromium.browser_type.launch(
        executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        args=["--no-sandbox", "--disable-gpu", "--test-third-party-cookie-phaseout"],
    )
    yield lambda **options: strict.new_context(reduced_motion="reduce", **options).new_page()
    strict.close()


def offered(live: Installation, *sites: str) -> str:
    """Offer a meeting that those sites may show; gives its slug."""
    with live.app.app_context():
        owner = people.owner()
        service.let_sites_show(owner, sites=list(sites))
        slug = bookings.offer(owner, buffer_after=0).slug
        db.session.commit()
        return slug


def ours(page: Page) -> Frame:
    """Give the frame that shows the booking page."""
    return next(frame for frame in page.frames if "/embed" in frame.url)


def fits(page: Page) -> None:
    """Wait until the frame is as high as what it shows, whatever page it is on its way to."""
    for _ in range(100):
        try:
            needed = ours(page).evaluate("document.documentElement.getBoundingClientRect().height")
            if abs(page.evaluate("document.querySelector('iframe').offsetHeight") - needed) < 2:
                return
        except Error:
            pass  # it was leaving its page at that moment
        page.wait_for_timeout(100)
    raise AssertionError("the frame never became as high as what it shows")


def cookies(page: Page) -> list[Any]:
    """Give all that the browser keeps."""
    return list(page.context.cookies())


def book(page: Page) -> None:
    """Take the first time on the first free day, at the frame's own pace."""
    frame = page.frame_locator("iframe")
    frame.locator("a.month-day").first.click()
    frame.locator(".time").first.click()
    frame.get_by_label("Your name").fill("Amira Haddad")
    frame.get_by_label("Your mail address").fill("amira@example.org")
    frame.get_by_role("button", name="Book ").click()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_visitor_books_on_another_site_with_cookies_blocked(
    live: Installation, site: Site, window: Callable[..., Page], width: int
) -> None:
    slug = offered(live, site.url)
    site.show(f'<script src="{live.url}/embed.js" data-booking="{slug}" async></script>')
    page = window(viewport={"width": width, "height": 800})
    page.goto(site.url)
    frame = page.frame_locator("iframe")
    expect(frame.locator("a.month-day").first).to_be_visible()
    fits(page)
    page.evaluate("scrollTo(0, 300)")
    moved: list[float] = []

    def stands() -> None:
        fits(page)
        moved.append(page.evaluate("scrollY"))

    frame.locator("a.month-day").last.evaluate("one => one.click()")
    expect(frame.locator("a.month-day").last).to_have_attribute("aria-current", "date")
    stands()
    frame.locator(".time").first.evaluate("one => one.click()")
    expect(frame.get_by_role("button", name="Book ")).to_be_visible()
    stands()
    frame.get_by_role("button", name="Book ").evaluate("one => one.click()")
    expect(frame.locator(".error-summary")).to_be_focused()
    stands()
    frame.locator(".error-summary a").first.evaluate("one => one.click()")
    expect(frame.get_by_label("Your name")).to_be_focused()
    stands()
    frame.get_by_label("Your name").evaluate("one => { one.value = 'Amira Haddad'; }")
    frame.get_by_label("Your mail address").evaluate("one => { one.value = 'amira@example.org'; }")
    frame.get_by_role("button", name="Book ").evaluate("one => one.click()")
    expect(frame.get_by_role("heading", name="It's booked")).to_be_visible()
    stands()

    assert moved == [300] * 5
    assert cookies(page) == []
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="Add to calendar, move or cancel").click()
    expect(opened.value.get_by_role("heading", name="Your meeting with")).to_be_visible()


def test_axe_finds_nothing_in_the_frame(live: Installation, site: Site, window: Callable[..., Page]) -> None:
    slug = offered(live, site.url)
    site.show(f'<iframe src="{live.url}/book/{slug}/embed" title="Book a meeting" width="100%" height="900"></iframe>')
    page = window()
    found = []
    page.goto(site.url)
    frame = page.frame_locator("iframe")
    for step in ("a.month-day", ".time", None):
        expect(frame.locator(step or "#name")).not_to_have_count(0)
        inside = ours(page)
        inside.wait_for_load_state()
        inside.evaluate(AXE)
        found += inside.evaluate("axe.run().then(all => all.violations.map(rule => rule.id + rule.nodes[0].html))")
        if step:
            frame.locator(step).first.click()

    assert found == []


def test_a_plain_frame_books_without_scripts(live: Installation, site: Site, window: Callable[..., Page]) -> None:
    slug = offered(live, site.url)
    site.show(f'<iframe src="{live.url}/book/{slug}/embed" title="Book a meeting" width="100%" height="900"></iframe>')
    page = window(java_script_enabled=False)
    page.goto(site.url)

    book(page)

    expect(page.frame_locator("iframe").get_by_role("heading", name="It's booked")).to_be_visible()
    assert cookies(page) == []


@pytest.mark.parametrize("listed", [(), ("https://www.example.org",)])
def test_a_site_that_is_not_listed_shows_nothing(
    live: Installation, site: Site, window: Callable[..., Page], listed: tuple[str, ...]
) -> None:
    slug = offered(live, *listed)
    site.show(f'<script src="{live.url}/embed.js" data-booking="{slug}" async></script>')
    page = window()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.goto(site.url)
    page.wait_for_function("document.querySelector('iframe')")
    page.wait_for_timeout(500)

    assert any("frame-ancestors" in line for line in said)
    expect(page.frame_locator("iframe").locator("a.month-day")).to_have_count(0)


def test_the_height_is_taken_from_our_frame_alone(live: Installation, site: Site, window: Callable[..., Page]) -> None:
    slug = offered(live, site.url)
    site.show(f'<script src="{live.url}/embed.js" data-booking="{slug}" async></script><iframe id="other"></iframe>')
    page = window()
    page.goto(site.url)
    expect(page.frame_locator("iframe").first.locator("a.month-day").first).to_be_visible()
    fits(page)
    before = page.evaluate("document.querySelector('iframe').offsetHeight")

    page.evaluate("postMessage({coachapp: 'height', height: 5000}, '*')")
    page.evaluate(
        "document.querySelector('#other').contentWindow.eval("
        "\"parent.postMessage({coachapp: 'height', height: 5000}, '*')\")"
    )
    for odd in ("'9000'", "NaN", "null", "{}", "Infinity"):
        ours(page).evaluate(f"parent.postMessage({{coachapp: 'height', height: {odd}}}, '*')")
    page.wait_for_timeout(300)

    assert page.evaluate("document.querySelector('iframe').offsetHeight") == before
