"""The smallest parts of a page: those that stand in every row, and so are written by functions.

A macro costs ten times as much, and a list asks for hundreds. Templates import them from `_components/ui.html` like the
others. Whatever comes from people is escaped here.
"""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path

from flask import g
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup, escape

from coachapp.domain.clients.models import Status

STATIC = Path(__file__).parent / "static"
GLYPHS = {
    "open": "circle-dashed",
    "waiting": "hourglass",
    "due": "clock",
    "done": "circle-check",
    "win": "sunrise",
    "ended": "leaf",
}
STANDING = {Status.INVITED: "waiting", Status.ACTIVE: "open", Status.PAUSED: "waiting", Status.FINISHED: "done"}
ORDER = "AGMSBHNTCIOUDJPVEKQWFLRX"
"""Letters in the order of the six hues, so that names which begin alike look apart."""


@lru_cache(maxsize=1024)
def static_url(filename: str) -> str:
    """Give the address of a file of ours, which changes with the file; asked for dozens of times a page."""
    return f"/static/{filename}?v={hashlib.sha256((STATIC / filename).read_bytes()).hexdigest()[:12]}"


@lru_cache(maxsize=4096, typed=True)
def icon(name: str, label: str = "", *, small: bool = False, large: bool = False) -> Markup:
    """Draw an icon of the sprite; with a label it says something, without it is decoration."""
    size = " icon-small" if small else " icon-large" if large else ""
    spoken = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return Markup(f'<svg class="icon{size}" {spoken}><use href="{static_url("icons.svg")}#{escape(name)}"></use></svg>')


@lru_cache(maxsize=1)
def mark() -> Markup:
    """Draw our mark."""
    return Markup(f'<svg class="mark" aria-hidden="true"><use href="{static_url("icons.svg")}#mark"></use></svg>')


def initials(name: str) -> str:
    """Give one or two letters for a person."""
    words = name.split()
    if not words:
        return "?"
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()


@lru_cache(maxsize=4096, typed=True)
def avatar(name: str, size: str = "", photo: str = "") -> Markup:
    """Draw a person's mark: their picture, or their initials on a color of their own."""
    grown = f" avatar-{escape(size)}" if size else ""
    inside = f'<img src="{escape(photo)}" alt="">' if photo else escape(initials(name))
    hue = ORDER.find(name.strip()[:1].upper()) % 6
    return Markup(f'<span class="avatar{grown} hue-{hue}" aria-hidden="true">{inside}</span>')


def person(name: str, note: str = "", href: str = "", size: str = "", photo: str = "") -> Markup:
    """Write a person: mark, name, a link where there is one, a line below."""
    said = f'<a class="plain-link" href="{escape(href)}">{escape(name)}</a>' if href else escape(name)
    below = f'<span class="person-note">{escape(note)}</span>' if note else ""
    return Markup(
        f'<span class="person">{avatar(name, size, photo)}<span class="person-text">'
        f'<bdi class="person-name">{said}</bdi>{below}</span></span>'
    )


def status(label: str, tone: str = "open", when: str = "", turn: str = "", *, mine: bool = False) -> Markup:
    """Write how something stands; tone: open waiting due done win ended; turn: whose move it is."""
    at = f'<span class="status-when">{escape(when)}</span>' if when else ""
    who = f'<span class="status-turn{" status-mine" if mine else ""}">{escape(turn)}</span>' if turn else ""
    return Markup(
        f'<span class="status status-{escape(tone)}">'
        f'<span class="status-word">{icon(GLYPHS[tone])}{escape(label)}</span>{at}{who}</span>'
    )


@cache
def standing(of: str) -> Markup:
    """Write how the work with a client stands, by the word of its Status."""
    kind = Status(of)
    return status(kind.label, STANDING[kind])


def tag(label: str, tone: str = "", icon_name: str = "", href: str = "") -> Markup:
    """Write a tag, with a link where it leads somewhere."""
    name, leads = ("a", f' href="{escape(href)}"') if href else ("span", "")
    toned = f" tag-{escape(tone)}" if tone else ""
    return Markup(f'<{name} class="tag{toned}"{leads}>{icon(icon_name) if icon_name else ""}{escape(label)}</{name}>')


def table_row(head: Markup, *cells: tuple[str, Markup]) -> Markup:
    """Write a row of a table: its head, then each cell with the name of its column, which a phone shows beside it."""
    rest = "".join([f"{_cell(label)}{cell}</td>" for label, cell in cells])
    return Markup(f'<tr><th scope="row">{head}</th>{rest}</tr>')


@lru_cache
def _cell(label: str) -> str:
    return f'<td data-label="{escape(label)}">'


def as_id(name: str) -> str:
    """Give the id of a field by its name; a list of ids is parted by spaces, so there are none in it."""
    return "_".join(name.split()) if " " in name else name


def muted(text: str) -> Markup:
    """Write what is there to say that there is nothing."""
    return Markup(f'<span class="muted">{escape(text)}</span>')


def need(
    name: str,
    why: str,
    button: str,
    href: str,
    *,
    note: str = "",
    path: str = "",
    icon_name: str = "",
    below: str = "",
    spoken: str = "",
    kind: str = "quiet",
    posts: bool = False,
) -> Markup:
    """Write a row of a list of people: who, the one reason, one button; `posts` makes of the button a form.

    `below` stands under the reason, `spoken` is what the button says to those who hear it without the row.
    """
    more = f'<br><span class="small muted clamp-2">{escape(below)}</span>' if below else ""
    reason = (
        f'<div class="needs-why row top">{icon(icon_name)}<div>{escape(why)}{more}</div></div>'
        if icon_name
        else f'<span class="needs-why muted">{escape(why)}{more}</span>'
    )
    said = f' aria-label="{escape(spoken)}"' if spoken else ""
    look, label = f"button button-{escape(kind)}", escape(button)
    act = f'<a class="{look}" href="{escape(href)}"{said}>{label}</a>'
    if posts:
        act = f'<button class="{look}" type="submit"{said}>{label}</button>'
        act = f'<form method="post" action="{escape(href)}">{csrf()}{act}</form>'
    return Markup(f"<li>{person(name, note, path)}{reason}{act}</li>")


def csrf() -> Markup:
    """Write the field that proves that a form came from our page; the same in all forms of a page."""
    field: Markup | None = g.get("csrf_field")
    if field is None:
        field = g.csrf_field = Markup(f'<input type="hidden" name="csrf_token" value="{generate_csrf()}">')
    return field
