"""What every page that shows a version needs: its pages with their marks, or its text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from flask import request

from coachapp.core.errors import NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.documents.machine import found
from coachapp.domain.documents.models import Document, Version, VersionPage
from coachapp.domain.documents.places import Mark, Sheet, marked
from coachapp.domain.documents.queries import get_read_version
from coachapp.domain.documents.searching import places_of
from coachapp.domain.documents.telling import tell
from coachapp.domain.documents.tokens import Span

LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""A letter of a script that is written from right to left."""


def shown(version: Version, marks: Sequence[Mark] = (), *, as_text: bool = False, later: str = "") -> dict[str, Any]:
    """Give `_document_view.html` what it shows; the version must be loaded whole.

    `later` is the address under which the words of the pages after the first are asked for; without, all come at once.
    """
    at_once = not later or wants_all()
    words, places = _sought(version)
    marks = [*marks, *(Mark(start, end, "found", "found") for start, end in places)]
    return {
        "version": version,
        "as_text": as_text,
        "doc_html": marked(version.html, marks) if marks else version.html,
        "doc_later": "" if at_once else later,
        "doc_find": {
            "words": words,
            "count": len(places),
            "pages": [p.number for p in version.pages if any(p.start < end and start < p.end for start, end in places)],
        },
        "doc_pages": [
            {
                "page": page,
                "text": version.text[page.start : page.end],
                "layer": None if as_text or not (at_once or page.number == 1) else layer(page, version.text, marks),
            }
            for page in version.pages
        ],
    }


def layer(page: VersionPage, text: str, marks: Sequence[Mark] = (), *, offset: int = 0) -> dict[str, Any]:
    """Give what lies on the picture of a page: its words and the marks on them; the text may begin at an offset."""
    boxes, numbers = Sheet(page.words).drawn(m for m in marks if m.start < page.end and m.end > page.start)
    for mark in marks:
        area = mark.box_on(page.number, page.width, page.height)
        if area is not None:
            boxes.append((mark, area))
            numbers += [(str(mark.number), area.x, round(area.y + 10, 2))] if mark.number else []
    words = [(*word, text[int(word[0]) - offset : int(word[1]) - offset]) for word in page.words]
    leftward = {word[0] for word in words if LEFTWARD.search(word[-1])}
    return {"page": page, "marks": boxes, "numbers": numbers, "words": words, "leftward": leftward}


def read_by_machine(version: Version) -> dict[str, Any]:
    """Give `_machine.html` what a machine makes out in a version's text, and that text in pieces, found or not."""
    if request.args.get("as") != "machine" or not version.text:
        return {}
    seen = found(version.text)
    spans = [*filter(None, [seen.name]), *seen.mails, *seen.phones, *seen.links, *(one.title for one in seen.sections)]
    spans += [Span(one.start, one.end) for one in seen.dates] + [one.where for one in seen.warnings]
    pieces: list[tuple[int, int, bool]] = []
    at, ends = 0, {}
    for start, end in sorted(set(spans)):
        if start >= at:
            pieces += [(at, start, False), (start, end, True)]
            at = end
        ends[start] = pieces[-1][0]
    pieces.append((at, len(version.text), False))
    shown_pieces = [(start, version.text[start:end], marked) for start, end, marked in pieces if start < end]
    return {"seen": seen, "seen_at": ends, "seen_pieces": shown_pieces}


def pages_of(version_id: UUID) -> str:
    """Give the address under which the words of a version's pages are asked for."""
    return f"/versions/{version_id}/pages"


def wants_all() -> bool:
    """Tell whether all pages were asked for at once, which is the way without scripts."""
    return request.args.get("pages") == "all" or bool(request.args.get("find"))


def _sought(version: Version) -> tuple[str, list[Span]]:
    """Give the words that the address asks for, and where they stand."""
    words = request.args.get("find", "")[:200].strip()
    return words, places_of(version.text, words) if words else []


def on_the_shelf(documents: Sequence[Document]) -> dict[str, list[Document]]:
    """Give a list of documents as pages show it: those at hand, and below them those in the archive."""
    return {
        "documents": [document for document in documents if document.archived_at is None],
        "archived": [document for document in documents if document.archived_at is not None],
    }


def asked_again(document: Document) -> Version:
    """Give the version of that document whose number was posted."""
    found = _numbered(document, request.form.get("version"))
    if found is None:
        raise NotFound
    return found


def compared(seen_by: Viewer, found: Document, reviewed: Collection[UUID] = ()) -> dict[str, Any]:
    """Give `_comparison.html` the versions that the address asks for: `to`, else the newest, and `from`.

    Without `from` that is the last one before it with a review among those, else the one before.
    """
    look = request.args.get("as", "side")
    new = _numbered(found, request.args.get("to")) or found.latest
    earlier = [version for version in found.versions if version.number < new.number]
    since = next((version for version in earlier if version.id in reviewed), None)
    old = _numbered(found, request.args.get("from")) or since or next(iter(earlier), None)
    if look not in {"side", "inline"}:
        raise NotFound
    those = [get_read_version(seen_by, version.id) for version in (old, new) if version]
    told = tell(*(version.text for version in those)) if len(those) > 1 and all(v.text for v in those) else None
    return {"old": old, "new": new, "look": look, "told": told, "reviewed": reviewed}


def _numbered(found: Document, asked: str | None) -> Version | None:
    """Give the version with that number; None where none is asked for."""
    if asked is None:
        return None
    for version in found.versions:
        if str(version.number) == asked:
            return version
    raise NotFound
