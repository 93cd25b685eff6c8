"""Shapes for when a coach can be met."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from marshmallow import ValidationError, fields, post_load, pre_load, validate, validates

from coachapp.core.fields import Line, Shape, Zone
from coachapp.domain.hours import public_holidays, windows
from coachapp.domain.hours.openings import Window

_WEEKDAYS = windows.WEEKDAYS
MOST_DATES = 366
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
        """Ask for the weekday even where the rest of a schedule may be left out."""
        if "weekday" not in data:
            raise ValidationError("Pick a weekday, like monday.", "weekday")
        return data["weekday"], _read_window(data)


def _read_window(data: dict[str, Any]) -> Window | None:
    """Read both ends; what can't be is said at the end that is wrong."""
    starts, ends = data.get("starts", ""), data.get("ends", "")
    if not starts and not ends:
        return None
    for name, end in (("starts", starts), ("ends", ends)):
        try:
            windows.minute_of(end)
        except windows.OddWindow as error:
            raise ValidationError(str(error), name) from error
    try:
        return windows.window_of(starts, ends)
    except windows.OddWindow as error:
        raise ValidationError(str(error), "ends") from error


class HoursIn(Shape):
    """Weekly hours: any number of windows on each day, in the wall time of one zone.

    `holidays` is the ISO 3166 code of a country or a part of one ("DE", "DE-BY") whose public holidays are off.
    """

    time_zone = Zone(required=True)
    holidays = Line(load_default=None, allow_none=True, max_length=10, metadata={"example": "DE-BY"})
    windows = fields.List(
        fields.Nested(WeekdayWindow),
        load_default=list,
        validate=validate.Length(max=100, error="At most 100."),
    )
    copy_from = fields.String(load_default="", validate=validate.OneOf(["", *_WEEKDAYS]))
    copy_to = fields.List(fields.String(validate=_WEEKDAY), load_default=list)

    @validates("holidays")
    def _check_holidays(self, value: str | None, **_: Any) -> None:
        if value and not public_holidays.is_known(value):
            raise ValidationError("These holidays are not known. Give a country like DE, or a part of one like DE-BY.")

    @post_load
    def _by_day(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Gather the windows by day, and copy one day to others where that is asked."""
        if "windows" not in data:
            return data
        weekly: dict[int, list[Window]] = {day: [] for day in range(7)}
        for name, window in data["windows"]:
            if window is not None:
                weekly[windows.WEEKDAYS.index(name)].append(window)
        if data.get("copy_from"):
            source = weekly[windows.WEEKDAYS.index(data["copy_from"])]
            weekly |= {windows.WEEKDAYS.index(name): list(source) for name in data.get("copy_to", [])}
        typed = {"windows", "copy_from", "copy_to", "region"}
        return {name: value for name, value in data.items() if name not in typed} | {"weekly": weekly}


class ScheduleIn(HoursIn):
    """Weekly hours under a name."""

    name = Line(required=True, max_length=60, metadata={"example": "Evenings"})


class ScheduleChange(ScheduleIn):
    """What changes about a schedule; what is left out stays. Windows replace all of the week."""


class ScheduleForm(ScheduleIn):
    """The same from the page, where a country and a part of it are picked apart."""

    name = Line(load_default="Weekly hours", max_length=60)
    region = Line(load_default="", max_length=8)

    @pre_load
    def _join_region(self, data: Any, **_: Any) -> Any:
        """Put country and region together; a region of another country is left out."""
        given = {**data}
        country, region = str(given.get("holidays") or ""), str(given.pop("region", "") or "")
        known = region and region in dict(public_holidays.regions(country))
        return {**given, "holidays": f"{country}-{region}" if known else country or None}


class OverrideIn(Shape):
    """A date that differs, or each from `day` to `until`; without windows they are days off.

    It counts in all schedules of the coach, or in the one of `schedule_id`.
    """

    day = fields.Date(required=True, metadata={"example": "2027-03-15"})
    until = fields.Date(load_default=None, allow_none=True, metadata={"example": "2027-03-19"})
    schedule_id = fields.UUID(load_default=None, allow_none=True)
    windows = fields.List(
        fields.Nested(WindowIn), load_default=list, validate=validate.Length(max=20, error="At most 20.")
    )

    @post_load
    def _rename(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        if not date(2000, 1, 1) <= data["day"] <= date(2200, 1, 1):
            raise ValidationError("Pick a date between 2000 and 2200.", "day")
        if data["until"] is not None and not timedelta() <= data["until"] - data["day"] < timedelta(days=MOST_DATES):
            raise ValidationError("Pick a last day that is not before the first, and at most a year later.", "until")
        those = [window for window in data.pop("windows") if window is not None]
        return {**data, "those": those}


class UntilQuery(Shape):
    """The last date of a row of alike ones."""

    until = fields.Date(load_default=None)


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
    holidays = fields.String(allow_none=True)
    windows = fields.List(fields.Nested(WeekdayWindowOut))


class ScheduleOut(Shape):
    """Weekly hours under a name; offers that name none go by the default ones."""

    id = fields.UUID()
    name = fields.String()
    is_default = fields.Boolean()
    time_zone = fields.String()
    holidays = fields.String(allow_none=True)
    windows = fields.Function(
        lambda schedule: windows.rows(windows.read_weekly(schedule.weekly)),
        metadata={"type": "array", "items": {"type": "object"}},
    )


class OverrideOut(Shape):
    """A date that differs."""

    id = fields.UUID()
    schedule_id = fields.UUID(allow_none=True)
    day = fields.Date()
    windows = fields.List(fields.Nested(WindowOut))
