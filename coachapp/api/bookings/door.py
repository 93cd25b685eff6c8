"""The blueprint that both sides of a booking share."""

from __future__ import annotations

from typing import Any

from flask import Request
from marshmallow import Schema
from webargs.flaskparser import FlaskParser

from coachapp.doors.policy import ApiDoor, Policy


class JsonOrMultipart(FlaskParser):
    """Reads a body as JSON, or as a form where a file comes with it."""

    def load_json(self, req: Request, schema: Schema) -> Any:
        """Take the fields of a multipart form for the body."""
        return req.form if req.mimetype == "multipart/form-data" else super().load_json(req, schema)


class BookingDoor(ApiDoor):
    """The API of bookings, whose bodies may come as multipart."""

    ARGUMENTS_PARSER = JsonOrMultipart()


blp = BookingDoor("api_bookings", __name__, policy=Policy.COACH, description="Offers, hours and meetings")
