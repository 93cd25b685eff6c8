"""Calendar files as they really come, taken apart: RFC 5545's lines and components, with patience for broken ones.

Nothing here raises: what can't be understood is left out, and whoever reads the components decides what that means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_SIBLINGS = {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"}
_TIMES = {"DTSTART", "DTEND", "RDATE", "EXDATE", "RECURRENCE-ID", "DURATION", "FREEBUSY"}
_WANTED = _TIMES | {
    "UID", "SUMMARY", "RRULE", "TRANSP", "STATUS", "SEQUENCE", "METHOD", "X-WR-TIMEZONE", "TZID", "X-LIC-LOCATION",
    "X-MICROSOFT-CDO-BUSYSTATUS",
}  # fmt: skip
_NAME = re.compile(r"\s*([A-Za-z][A-Za-z0-9-]*)\s*(?=[;:])")
_PARAM = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_AFTER_ALL = re.compile(r"^;?(.*):(\s*\d{8}(?:T\d*Z?)?(?:[,/].*)?)$", re.IGNORECASE | re.DOTALL)
_TZID = re.compile(r'(?:^|;)TZID="?([^";]*)"?', re.IGNORECASE)
_BEGINS_LIKE_TIME = re.compile(r"\s*(\d{8}|\d{4}-\d\d|[-+]?P)", re.IGNORECASE)
_FRAME = re.compile(r"\s*(BEGIN|END)\s*:\s*(V[A-Z]+|STANDARD|DAYLIGHT|X-[A-Z0-9-]+|AVAILABLE)\s*$", re.IGNORECASE)
LONGEST_LINE = 200_000
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(slots=True)
class Line:
    """One property: its name in capitals, its parameters, its value as written."""

    name: str
    params: dict[str, str]
    value: str


@dataclass(slots=True)
class Component:
    """One component with its properties and what stands inside; `is_closed` tells whether its end was written."""

    name: str
    lines: list[Line] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)
    is_closed: bool = False
    source: list[str] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        """Give the first property of that name, or None."""
        return next((line for line in self.lines if line.name == name), None)

    def text(self, name: str) -> str:
        """Give the first property's value, trimmed; nothing where there is none."""
        found = self.first(name)
        return found.value.strip() if found else ""

    def every(self, name: str) -> list[Line]:
        """Give all properties of that name."""
        return [line for line in self.lines if line.name == name]


def decoded(data: bytes) -> str:
    """Give a file's text: UTF-8, UTF-16 by its mark, or else the old western code page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.removeprefix(b"\xef\xbb\xbf").decode("cp1252", "replace")
    return _CONTROLS.sub("", text)


def unfolded(text: str) -> Iterator[str]:
    """Give the content lines: folds undone, empty lines gone, stray pieces back on the line that they fell from."""
    held = ""
    for raw in re.split(r"\r\n|\r|\n|\u2028|\u2029|\x0b|\x0c|\x85", text):
        if not raw.strip():
            continue
        is_folded, is_frame = raw[0] in " \t", _FRAME.match(raw) is not None
        if is_frame or (not is_folded and (_NAME.match(raw) or raw.strip() in _WANTED)):
            if held:
                yield held
            held = raw
            if is_frame:
                yield raw
                held = ""
        elif held and len(held) < LONGEST_LINE:
            held += raw[1:] if is_folded else raw
    if held:
        yield held


def parsed(raw: str) -> Line | None:
    """Take one content line apart; None for what nobody here asks for."""
    found = _NAME.match(raw)
    name = found.group(1).upper() if found else ""
    if found is None or name not in _WANTED:
        return None
    at, params = found.end(), {}
    while piece := _PARAM.match(raw, at):
        params[piece.group(1).upper()] = piece.group(2).strip('" ')
        at = piece.end()
    value = raw[at + 1 :] if raw[at : at + 1] == ":" else ""
    if name in _TIMES and not _BEGINS_LIKE_TIME.match(value):
        rest = _AFTER_ALL.match(raw[found.end() :])  # TZID=(UTC+01:00) Berlin, without its quotes
        if rest:
            zone = _TZID.search(rest.group(1))
            params = {**params, **({"TZID": zone.group(1)} if zone else {})}
            value = rest.group(2)
    return Line(name, params, value)


def calendars(text: str) -> list[Component]:
    """Give the calendars of a file, each with its components; events outside of any stand in one without a name."""
    root = Component("")
    stack = [root]
    for raw in unfolded(text):
        frame = _FRAME.match(raw)
        if frame is None:
            if len(stack) > 1:
                _keep(stack, raw)
        elif frame.group(1).upper() == "BEGIN":
            _begin(stack, frame.group(2).upper())
            stack[-1].source.append(raw.strip())
        else:
            _end(stack, frame.group(2).upper(), raw.strip())
    loose = [part for part in root.parts if part.name != "VCALENDAR"]
    whole = [part for part in root.parts if part.name == "VCALENDAR"]
    return whole + ([Component("", parts=loose)] if loose else [])


def _keep(stack: list[Component], raw: str) -> None:
    inside = stack[-1]
    if any(each.name == "VTIMEZONE" for each in stack):
        for each in stack:
            if each.name == "VTIMEZONE":
                each.source.append(raw.strip())
    if (line := parsed(raw)) is not None:
        inside.lines.append(line)


def _begin(stack: list[Component], name: str) -> None:
    """Open a component; one that can't stand inside what is open closes that first."""
    if name == "VCALENDAR":
        del stack[1:]
    elif name in _SIBLINGS:
        while len(stack) > 1 and stack[-1].name != "VCALENDAR":
            stack.pop()
    made = Component(name)
    stack[-1].parts.append(made)
    stack.append(made)
    for outer in stack[:-1]:
        if outer.name == "VTIMEZONE":
            outer.source.append(f"BEGIN:{name}")


def _end(stack: list[Component], name: str, raw: str) -> None:
    """Close a component, and all that was left open inside; an end without its beginning is passed over."""
    if not any(each.name == name for each in stack[1:]):
        return
    for each in stack:
        if each.name == "VTIMEZONE":
            each.source.append(raw)
    while stack[-1].name != name:
        stack.pop()
    stack.pop().is_closed = True
