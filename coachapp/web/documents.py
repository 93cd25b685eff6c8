"""What every page that shows a version needs: its pages with their marks, or its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import request

from coachapp.domain.documents.models import Version, VersionPage
from coachapp.domain.documents.places import Mark, Sheet, marked


def shown(version: Version, marks: Sequence[Mark] = (), *, as_text: bool = False, later: str = "") -> dict[str, Any]:
    """Give `_document_view.html` what it shows; the version must be loaded whole.

    `later` is the address under which the words of the pages after the first are asked for; without, all come at once.
    """
    at_once = not later or wants_all()
    return {
        "version": version,
        "as_text": as_text,
        "doc_html": marked(version.html, marks) if marks else version.html,
        "doc_later": "" if at_once else later,
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
    words = [(*word, text[int(word[0]) - offset : int(word[1]) - offset]) for word in page.words]
    return {"page": page, "marks": boxes, "numbers": numbers, "words": words}


def pages_of(version_id: UUID) -> str:
    """Give the address under which the words of a version's pages are asked for."""
    return f"/versions/{version_id}/pages"


def wants_all() -> bool:
    """Tell whether all pages were asked for at once, which is the way without scripts."""
    return request.args.get("pages") == "all"
