"""Shapes for when a coach can be met."""

from __future__ import annotations

from datetime import date
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate

from coachapp.core.fields import Line, Shape, Zone
from coachapp.domain.hours import windows
from coachapp.domain.hours.openings import Window

_WEEKDAYS = windows.WEEKDAYS
_WEEKDAY = validate.OneOf(_WEEKDAYS, error="Pick a weekday, like monday.")


class WindowIn(Shape):
    """A part of a day, in wall time: from "09:00" to "12:30", to "24:00" at the latest. Left empty, it is none."""

    starts = Line(load_default="", max_length=5, metadata={"example": "09:00"})
    ends = Line(load_default="", max_length=5, metadata={"example": "12:30"})

    @post_load
    def _as_window(self, data: dict[str, Any], **_: Any) -> Any:
        return _read_window(data)


class WeekdayWindow(WindowIn):
    """A window of one weekday."""

    weekday = fields.String(required=True, validate=_WEEKDAY)

    @post_load
    def _as_window(self, data: dict[str, Any], **_: Any) -> Any:
        return data["weekday"], _read_window(data)


def _read_window(data: dict[str, Any]) -> Window | None:
    """Read both ends; what can't be is said at the end that is wrong."""
    if not data["starts"] and not data["ends"]:
        return None
    for end in ("starts", "ends"):
        try:
            windows.minute_of(data[end])
        except windows.OddWindow as error:
            raise ValidationError(str(error), end) from error
    try:
        return windows.window_of(data["starts"], data["ends"])
    except windows.OddWindow as error:
        raise ValidationError(str(error), "ends") from error


class HoursIn(Shape):
    """Weekly hours: any number of windows on each day, in the wall time of one zone."""

    time_zone = Zone(required=True)
    windows = fields.List(
        fields.Nested(WeekdayWindow),
        load_default=list,
        validate=validate.Length(max=100, error="At most 100."),
    )
    copy_from = fields.String(load_default="", validate=validate.OneOf(["", *_WEEKDAYS]))
    copy_to = fields.List(fields.String(validate=_WEEKDAY), load_default=list)

    @post_load
    def _by_day(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Gather the windows by day, and copy one day to others where that is asked."""
        weekly: dict[int, list[Window]] = {day: [] for day in range(7)}
        for name, window in data["windows"]:
            if window is not None:
                weekly[windows.WEEKDAYS.index(name)].append(window)
        if data["copy_from"]:
            source = weekly[windows.WEEKDAYS.index(data["copy_from"])]
            weekly |= {windows.WEEKDAYS.index(name): list(source) for name in data["copy_to"]}
        return {"time_zone": data["time_zone"], "weekly": weekly}


class OverrideIn(Shape):
    """A date that differs; without windows it is a day off."""

    day = fields.Date(required=True, metadata={"example": "2027-03-15"})
    windows = fields.List(
        fields.Nested(WindowIn), load_default=list, validate=validate.Length(max=20, error="At most 20.")
    )

    @post_load
    def _rename(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        if not date(2000, 1, 1) <= data["day"] <= date(2200, 1, 1):
            raise ValidationError("Pick a date between 2000 and 2200.", "day")
        return {"day": data["day"], "those": [window for window in data["windows"] if window is not None]}


class WindowOut(Shape):
    """A window as clocks show it."""

    starts = fields.Function(lambda window: windows.clock_of(window[0]), metadata={"type": "string"})
    ends = fields.Function(lambda window: windows.clock_of(window[1]), metadata={"type": "string"})


class WeekdayWindowOut(Shape):
    """A window of one weekday as clocks show it."""

    weekday = fields.String()
    starts = fields.String()
    ends = fields.String()


class HoursOut(Shape):
    """Weekly hours."""

    time_zone = fields.String()
    windows = fields.List(fields.Nested(WeekdayWindowOut))


class OverrideOut(Shape):
    """A date that differs."""

    id = fields.UUID()
    day = fields.Date()
    windows = fields.List(fields.Nested(WindowOut))
