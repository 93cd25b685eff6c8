"""WebDAV's answers about several addresses at once (RFC 4918, section 13), taken apart."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

DAV, CAL, CS = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}", "{http://calendarserver.org/ns/}"


class NotMultistatus(Exception):
    """The answer is something else."""


@dataclass(frozen=True, slots=True)
class Response:
    """What a server told about one address."""

    url: str
    props: list[ET.Element]

    def all(self, path: str) -> list[ET.Element]:
        """Give all elements below that path."""
        return [found for prop in self.props for found in prop.iterfind(f".//{path}")]

    def has(self, path: str) -> bool:
        """Tell whether there is such an element."""
        return any(prop.find(path) is not None for prop in self.props)

    def text(self, tag: str) -> str:
        """Give the text of that property, or nothing."""
        return next((found.text.strip() for prop in self.props for found in prop.iterfind(tag) if found.text), "")

    def link(self, tag: str) -> str | None:
        """Give the address that a property names, or None."""
        found = next((h.text for prop in self.props for h in prop.iterfind(f"{tag}/{DAV}href") if h.text), None)
        return urljoin(self.url, found.strip()) if found else None


def responses(url: str, body: bytes) -> list[Response]:
    """Take a multi-status answer apart, the properties that were found alone; documents with a DTD are refused."""
    if b"<!DOCTYPE" in body[:4096] or b"<!ENTITY" in body:
        raise NotMultistatus
    try:
        root = ET.fromstring(body)  # noqa: S314 - no DTD in it, and no entity is ever fetched
    except (ET.ParseError, ValueError):
        raise NotMultistatus from None
    found = []
    for each in root.iterfind(f"{DAV}response"):
        href = (each.findtext(f"{DAV}href") or "").strip()
        good = [
            prop
            for stat in each.iterfind(f"{DAV}propstat")
            if " 200" in (stat.findtext(f"{DAV}status") or " 200")
            for prop in stat.iterfind(f"{DAV}prop")
        ]
        found.append(Response(urljoin(url, href), good))
    return found
