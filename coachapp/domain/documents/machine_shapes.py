"""Shapes of what a machine reads in a version, for programs."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from coachapp.domain.documents.errors import NoText
from coachapp.domain.documents.machine import found
from coachapp.domain.documents.models import Version
from coachapp.domain.documents.periods import NOW
from coachapp.domain.documents.section_names import SECTIONS
from coachapp.domain.documents.tokens import Span


class MachineFoundOut(Schema):
    """Some words, and where they stand: [start, end) in code points of the text."""

    text = fields.String(required=True)
    start = fields.Integer(required=True)
    end = fields.Integer(required=True)


class MachineSectionOut(MachineFoundOut):
    """The title of a section."""

    name = fields.String(required=True, metadata={"description": "One of: " + ", ".join(SECTIONS)})
    until = fields.Integer(required=True, metadata={"description": "Where the section ends."})


class MachinePeriodOut(MachineFoundOut):
    """A date, or from when to when."""

    since = fields.String(required=True, metadata={"description": "2019 or 2019-04"})
    until = fields.String(required=True, metadata={"description": f"2021, 2021-03 or {NOW}"})


class MachineWarnedOut(MachineFoundOut):
    """Something that a machine may stumble over."""

    said = fields.String(required=True)


class MachineOut(Schema):
    """What a program that screens applications makes out in a version."""

    version_id = fields.UUID(required=True)
    name = fields.Nested(MachineFoundOut, required=True, allow_none=True)
    mails = fields.List(fields.Nested(MachineFoundOut), required=True)
    phones = fields.List(fields.Nested(MachineFoundOut), required=True)
    links = fields.List(fields.Nested(MachineFoundOut), required=True)
    sections = fields.List(fields.Nested(MachineSectionOut), required=True)
    dates = fields.List(fields.Nested(MachinePeriodOut), required=True)
    warnings = fields.List(fields.Nested(MachineWarnedOut), required=True)
    missing = fields.List(
        fields.String(), required=True, metadata={"description": "Of name, mail, phone, link, sections, dates."}
    )


def machine_of(version: Version) -> dict[str, Any]:
    """Tell what a machine reads in a version that was loaded with its text."""
    if not version.text:
        raise NoText
    text, seen = version.text, found(version.text)

    def part(start: int, end: int, **facts: str | int) -> dict[str, Any]:
        return {"text": text[start:end], "start": start, "end": end, **facts}

    def parts(spans: list[Span]) -> list[dict[str, Any]]:
        return [part(*span) for span in spans]

    return {
        "version_id": version.id,
        "name": part(*seen.name) if seen.name else None,
        "mails": parts(seen.mails),
        "phones": parts(seen.phones),
        "links": parts(seen.links),
        "sections": [part(*one.title, name=one.name, until=one.until) for one in seen.sections],
        "dates": [part(one.start, one.end, since=one.since, until=one.until) for one in seen.dates],
        "warnings": [part(*one.where, said=one.said) for one in seen.warnings],
        "missing": seen.missing,
    }
