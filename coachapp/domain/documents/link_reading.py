"""Looks at the page behind a link, and gives what stands on its preview card as a value."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from email.message import Message
from html import escape
from pathlib import Path

from coachapp.core import fetch, sandbox
from coachapp.core.confine import MEBIBYTE
from coachapp.core.fetch import NotFetched, Question, Trouble
from coachapp.core.sandbox import Ending, Limits
from coachapp.domain.documents.files import Reason
from coachapp.domain.documents.link_card import Card
from coachapp.domain.documents.reading import Busy, Reading, Stalled
from coachapp.domain.documents.richtext import with_offsets

_PROGRAM = "coachapp.domain.documents.link_extract"
_AGENT = "coachapp (link preview)"
_PAGE = Question(headers={"Accept": "text/html", "User-Agent": _AGENT}, seconds=12, most_bytes=3 * MEBIBYTE)
_PICTURE = Question(headers={"Accept": "image/*", "User-Agent": _AGENT}, seconds=8)
_LIMITS = Limits(cpu_seconds=4, wall_seconds=8, output=4 * MEBIBYTE)
_TROUBLES = {
    Trouble.NOT_PUBLIC: Reason.NOT_PUBLIC,
    Trouble.ODD_ADDRESS: Reason.NOT_PUBLIC,
    Trouble.TOO_LARGE: Reason.NOT_A_PAGE,
}


@dataclass(frozen=True, slots=True)
class Look:
    """What a page shows: its card as text and HTML, or the reason why there is none; and its picture."""

    reading: Reading
    card: Card | None = None
    picture: bytes | None = None


def look(url: str, *, patience: float = 30) -> Look:
    """Ask for the page, and for its picture where it names one; raises TryLater where the machine is busy."""
    try:
        answer = fetch.ask(url, _PAGE)
    except NotFetched as no:
        return Look(Reading(_TROUBLES.get(no.trouble, Reason.UNREACHABLE)))
    if answer.status != 200:
        return Look(Reading(Reason.UNREACHABLE if answer.status >= 500 else Reason.CLOSED))
    told = Message()
    told["content-type"] = answer.headers.get("content-type", "text/html")
    if told.get_content_type() not in {"text/html", "application/xhtml+xml"}:
        return Look(Reading(Reason.NOT_A_PAGE))
    charset = "".join(c for c in str(told.get_param("charset") or "") if c.isalnum() or c in "-_")[:20]
    with sandbox.place(patience) as free:
        if not free:
            raise Busy
        found = _child("card", f"{answer.url} {charset}", answer.body)
    if found is None:
        return Look(Reading(Reason.NOT_A_PAGE))
    card = _believed(json.loads(found))
    return Look(_reading(card), card, _picture(card["image"], patience))


def _believed(told: dict[str, object]) -> Card:
    """Take over what the child says, as far as it has the shape that we expect; a taken-over child may lie."""
    title, description, site, image = (
        str(told.get(name, "")).replace("\0", "")[:2000] for name in ("title", "description", "site", "image")
    )
    return Card(title=title, description=description, site=site, image=image)


def _reading(card: Card) -> Reading:
    html, text = with_offsets(
        "".join(f"<p>{escape(part)}</p>" for part in (card["title"], card["description"]) if part)
    )
    return Reading(None, text, html)


def _picture(url: str, patience: float) -> bytes | None:
    """Give the page's picture, drawn anew in a confined child; None where anything is in the way, or it takes long."""
    if not url:
        return None
    try:
        answer = fetch.ask(url, _PICTURE)
    except NotFetched:
        return None
    if answer.status != 200 or not answer.body:
        return None
    try:
        with sandbox.place(patience) as free:
            drawn = _child("picture", url, answer.body) if free else None
    except Stalled:
        return None
    return drawn if drawn and drawn.startswith(b"RIFF") else None


def _child(what: str, told: str, data: bytes) -> bytes | None:
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        outcome = sandbox.run(_PROGRAM, (what, told), Path(file.name), _LIMITS)
    if outcome.ending is Ending.STALLED:
        raise Stalled
    return outcome.answer if outcome.ok else None
