"""Shapes for the sites that may show the booking pages."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, post_load, pre_load

from coachapp.core.fields import Line, Shape
from coachapp.domain.bookings.sites import MOST, OddSite, origins_of


class _Sites(Shape):
    """Sites as somebody wrote them, each spelled as browsers do."""

    @post_load
    def _spell(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        try:
            found = origins_of(data["sites"])
        except OddSite as odd:
            said = f"“{str(odd)[:80]}” is not a site that can show a page. Write it like https://www.example.org."
            raise ValidationError(said, "sites") from odd
        if len(found) > MOST:
            raise ValidationError(f"List at most {MOST} sites.", "sites")
        return {"sites": found}


class SitesIn(_Sites):
    """The sites that may show the booking pages; an empty list lets no site."""

    sites = fields.List(Line(max_length=300), required=True, metadata={"example": ["https://www.example.org"]})


class SitesOnPage(_Sites):
    """The same from the page, one site a line."""

    sites = fields.Raw(load_default=list)

    @pre_load
    def _take_apart(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {**data, "sites": str(data.get("sites", "")).splitlines()[:200]}


class SitesOut(Shape):
    """The sites that may show the booking pages."""

    sites = fields.List(fields.String(), attribute="shown_on")
