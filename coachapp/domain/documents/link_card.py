"""What a web page says about itself: its title, its description, its site and its picture, as a preview card."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser
from typing import TypedDict
from urllib.parse import urljoin, urlsplit

LONGEST = {"title": 200, "description": 600, "site": 100}
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([A-Za-z0-9_-]{2,20})""", re.IGNORECASE)
_NAMES = {
    "og:title": "title",
    "twitter:title": "title",
    "og:description": "description",
    "twitter:description": "description",
    "description": "description",
    "og:site_name": "site",
    "application-name": "site",
    "og:image:secure_url": "image",
    "og:image": "image",
    "og:image:url": "image",
    "twitter:image": "image",
    "twitter:image:src": "image",
}
_ORDER = list(_NAMES)
_SILENT = {"script", "style", "noscript", "template", "svg"}


class Card(TypedDict):
    """What stands on a preview card; `image` is where its picture is, empty for none."""

    title: str
    description: str
    site: str
    image: str


class _Reader(HTMLParser):
    """Collects title and meta tags of the head, and the first heading and paragraph of the body."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.told: dict[str, str] = {}
        self.said: dict[str, str] = {}
        self._inside = ""
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a meta tag tells; go on listening inside of title, heading and paragraph."""
        if tag == "meta":
            facts = {name: value or "" for name, value in attrs}
            name = (facts.get("property") or facts.get("name") or "").strip().lower()
            if name in _NAMES and facts.get("content", "").strip():
                self.told.setdefault(name, facts["content"])
        elif tag in _SILENT:
            self._silent += 1
        elif tag in {"title", "h1", "p"} and not self._silent and not self.said.get(tag, "").strip():
            self._inside, self.said[tag] = tag, ""

    def handle_endtag(self, tag: str) -> None:
        """Stop listening."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        """Keep what is said where we listen."""
        if self._inside and not self._silent and len(self.said[self._inside]) < 2 * LONGEST["description"]:
            self.said[self._inside] += data


def card(data: bytes, url: str, charset: str = "") -> Card:
    """Read a page's card from its HTML; what it does not say is made of its first words, and of its address."""
    reader = _Reader()
    reader.feed(_decoded(data, charset))
    reader.close()
    found: dict[str, str] = {}
    for name in _ORDER:
        if name in reader.told:
            found.setdefault(_NAMES[name], reader.told[name])
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    said = reader.said
    return Card(
        title=_line(found.get("title") or said.get("title") or said.get("h1") or "", "title") or host,
        description=_line(found.get("description") or said.get("p") or "", "description"),
        site=_line(found.get("site") or "", "site") or host,
        image=_image(url, found.get("image", "")),
    )


def _decoded(data: bytes, charset: str) -> str:
    named = _CHARSET.search(data[:4096])
    for name in (charset, named.group(1).decode() if named else "", "utf-8"):
        try:
            return data.decode(name or "utf-8")
        except (LookupError, UnicodeError, ValueError):
            continue
    return data.decode("utf-8", "replace")


def _line(text: str, name: str) -> str:
    """Give text as one line without controls, cut at a word where it is long."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in unicodedata.normalize("NFC", text))
    line, most = " ".join(kept.split()), LONGEST[name]
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def _image(url: str, told: str) -> str:
    try:
        found = urljoin(url, told.strip()) if told.strip() else ""
        return found if urlsplit(found).scheme in {"http", "https"} and len(found) <= 2000 else ""
    except ValueError:
        return ""
