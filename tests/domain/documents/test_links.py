"""Pages on the web: what stands on their card, and what we never ask or keep."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import pytest
from PIL import Image

from coachapp.core import wayout
from coachapp.domain.documents import link_reading
from coachapp.domain.documents.files import Reason
from coachapp.domain.documents.link_card import card
from tests.factories.feeds import FeedServer, serving

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Maya &amp; Co</title>
<meta property="og:title" content="Maya Lindqvist, product &lt;b&gt;lead&lt;/b&gt;">
<meta name="description" content="Nine products,
   two   of them loved.">
<meta property="og:site_name" content="maya.example"><meta property="og:image" content="/cover.png"></head>
<body><h1>Hello</h1><p>I build things.</p></body></html>"""


@pytest.fixture
def web() -> Iterator[FeedServer]:
    """Give a server of somebody's portfolio that may be asked."""
    wayout.configure(["127.0.0.1"])
    with serving() as server:
        yield server
    wayout.configure([])


def drawn(size: tuple[int, int] = (2400, 1260), kind: str = "PNG") -> bytes:
    """Give a picture with something hidden in it."""
    out = io.BytesIO()
    Image.new("RGBA", size, (20, 90, 70, 255)).save(out, kind, **({"comment": b"secret"} if kind == "GIF" else {}))
    return out.getvalue() + b"<?php secret ?>"


def test_a_card_holds_what_the_page_says_of_itself() -> None:
    assert card(PAGE.encode(), "https://www.maya.example/work/") == {
        "title": "Maya Lindqvist, product <b>lead</b>",
        "description": "Nine products, two of them loved.",
        "site": "maya.example",
        "image": "https://www.maya.example/cover.png",
    }


@pytest.mark.parametrize(
    ("html", "title", "description"),
    [
        (b"<title>Only this</title>", "Only this", ""),
        (b"<h1>A heading</h1><p>And a line", "A heading", "And a line"),
        (b"<script><title>no</title></script><p>Just a line</p>", "maya.example", "Just a line"),
        (b"", "maya.example", ""),
        (b"<meta property=og:image content='javascript:alert(1)'><title>\x00\x07T\xe2\x80\xa8x</title>", "T x", ""),
        ("<meta charset=latin-1><title>Ampère</title>".encode("latin-1"), "Ampère", ""),
        (b"<title>" + b"long " * 100 + b"</title>", "long " * 38 + "long…", ""),
        (b"<" * 50_000 + b"<!--" * 20_000, "maya.example", ""),
    ],
)
def test_a_page_that_says_little_gets_a_card_of_what_there_is(html: bytes, title: str, description: str) -> None:
    found = card(html, "https://maya.example/")

    assert (found["title"], found["description"], found["image"]) == (title, description, "")


def test_a_page_is_seen_with_its_picture_drawn_anew(web: FeedServer) -> None:
    url = web.says(PAGE, "/", headers={"Content-Type": "text/html"})
    web.says(drawn(), "/cover.png")

    seen = link_reading.look(url)

    assert seen.reading.reason is None
    assert seen.reading.text == "Maya Lindqvist, product <b>lead</b>\n\nNine products, two of them loved."
    assert "&lt;b&gt;lead&lt;/b&gt;" in seen.reading.html
    assert seen.picture is not None
    with Image.open(io.BytesIO(seen.picture)) as image:
        assert (image.format, image.size) == ("WEBP", (1200, 630))
    assert b"secret" not in seen.picture
    assert [headers.get("cookie") for _, headers in web.asked] == [None, None]


@pytest.mark.parametrize("picture", [b"", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\n" + b"0" * 50])
def test_a_picture_that_is_none_is_left_out(web: FeedServer, picture: bytes) -> None:
    url = web.says(PAGE, "/", headers={"Content-Type": "text/html"})
    web.says(picture, "/cover.png")

    seen = link_reading.look(url)

    assert seen.reading.text
    assert seen.picture is None


@pytest.mark.parametrize(
    ("status", "kind", "reason"),
    [(404, "text/html", Reason.CLOSED), (403, "text/html", Reason.CLOSED), (503, "text/html", Reason.UNREACHABLE),
     (200, "application/pdf", Reason.NOT_A_PAGE)],
)  # fmt: skip
def test_what_can_not_be_seen_says_why(web: FeedServer, status: int, kind: str, reason: Reason) -> None:
    url = web.says(PAGE, "/", status=status, headers={"Content-Type": kind})

    assert link_reading.look(url).reading.reason is reason


def test_private_addresses_are_never_asked(web: FeedServer) -> None:
    away = web.says("", "/away", status=302, headers={"Location": "http://169.254.169.254/latest/meta-data"})
    inside = json.dumps(PAGE.replace("/cover.png", "http://192.168.0.1/cover.png"))
    url = web.says(inside.encode().decode("unicode_escape"), "/", headers={"Content-Type": "text/html"})

    asked = [link_reading.look(address).reading.reason for address in (away, "https://127.0.0.2/", "https://10.0.0.8/")]
    picture = link_reading.look(url).picture

    assert asked == [Reason.UNREACHABLE, Reason.NOT_PUBLIC, Reason.NOT_PUBLIC]
    assert picture is None
    assert [path for path, _ in web.asked] == ["/away", "/"]
