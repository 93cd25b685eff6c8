"""The confined child reads what the parser reads, though libraries and zone data are out of its reach by then."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from coachapp.domain.calendars import reading
from coachapp.domain.calendars.expand import expand
from tests.domain.calendars.more_shapes import SHAPES

NOW = datetime(2026, 11, 2, tzinfo=UTC)
ALL = "\r\n".join(shape.text for shape in SHAPES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_the_child_gives_what_the_parser_gives(encoding: str) -> None:
    data = ALL.replace("SUMMARY:", "SUMMARY:é ").encode(encoding)
    here = expand(data, ZoneInfo("Asia/Kathmandu"), *reading.horizon(NOW))

    found = reading.read(data, "Asia/Kathmandu", NOW)

    assert len(here.busy) > 30
    assert (found.busy, found.n_read, found.n_unread) == (here.busy, here.n_read, len(here.unread))
    assert [each["title"] for each in found.unread] == [each.title for each in here.unread]


def test_what_is_no_calendar_or_too_much_is_said() -> None:
    for data, trouble in ((b"<html>", "not_a_calendar"), (b"BEGIN:VEVENT\nEND:VEVENT\n" * 60_000, "too_much")):
        with pytest.raises(reading.NotRead) as refusal:
            reading.read(data, "UTC", NOW)
        assert refusal.value.trouble == trouble


def test_a_zone_that_nobody_knows_is_not_the_files_fault() -> None:
    with pytest.raises(reading.NotRead):
        reading.read(ALL.encode(), "No/Where", NOW)
