"""What every page that shows a version needs: its pages with their marks, or its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coachapp.domain.documents.models import Version
from coachapp.domain.documents.places import Mark, boxes, margin, marked


def shown(version: Version, marks: Sequence[Mark] = (), *, as_text: bool = False) -> dict[str, Any]:
    """Give `_document_view.html` what it shows; the version must be loaded whole."""
    return {
        "version": version,
        "as_text": as_text,
        "doc_html": marked(version.html, marks) if marks else version.html,
        "doc_pages": [
            {
                "page": page,
                "marks": [(mark, box) for mark in marks for box in boxes(page.words, mark.start, mark.end)],
                "numbers": margin(page.words, marks),
                "text": version.text[page.start : page.end],
            }
            for page in version.pages
        ],
    }
