"""Which language is chosen, and how it says texts, days and times."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from coachapp.core import dates, tongue, zonenames
from coachapp.core.errors import Conflict
from coachapp.core.tongue import gettext, ngettext, speaking
from coachapp.doors.tongue import asked_for

DAY = date(2027, 3, 2)


@pytest.mark.parametrize(
    ("header", "spoken"),
    [
        ("", "en"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("fr,es-MX;q=0.8,de;q=0.5", "es"),
        ("en-US,en;q=0.9", "en-US"),
        ("en-GB,en-US;q=0.9", "en"),
        ("de;q=0,en", "en"),
        ("den,*;q=0.1", "en"),
        ("zh-Hans", "en"),
        ("\u00e9;q=x,,;;", "en"),
    ],
)
def test_a_browser_gets_the_first_language_that_we_speak(header: str, spoken: str) -> None:
    assert asked_for(header) == spoken


@pytest.mark.parametrize(
    ("spoken", "whole", "short", "month", "time"),
    [
        ("en", "Tuesday 2 March 2027", "Tue 2 March", "March 2027", "15:05"),
        ("en-US", "Tuesday, March 2, 2027", "Tue, March 2", "March 2027", "3:05 pm"),
        ("de", "Dienstag, 2. März 2027", "Di., 2. März", "März 2027", "15:05"),
        ("es", "martes 2 de marzo de 2027", "mar 2 de marzo", "Marzo de 2027", "15:05"),
    ],
)
def test_days_and_times_are_said_in_the_manner_of_a_language(
    spoken: str, whole: str, short: str, month: str, time: str
) -> None:
    with speaking(spoken):
        said = (dates.whole_day(DAY, year=True), dates.short_day(DAY), dates.month_title(DAY))

        assert said == (whole, short, month)
        assert dates.time_of(datetime(2027, 3, 2, 15, 5, tzinfo=UTC)) == time


def test_midnight_and_noon_are_twelve_where_clocks_have_twelve_hours() -> None:
    with speaking("en-US"):
        said = [dates.time_of(datetime(2027, 3, 2, hour, tzinfo=UTC)) for hour in (0, 1, 12, 23)]

    assert said == ["12:00 am", "1:00 am", "12:00 pm", "11:00 pm"]


def test_a_language_ends_with_its_piece_of_work() -> None:
    with speaking("de"):
        german = gettext("Thank you"), ngettext("%(n)s day", "%(n)s days", 1), ngettext("%(n)s day", "%(n)s days", 2)
        refused = Conflict()
    with speaking("fr"):
        unknown = tongue.spoken()

    assert german == ("Danke", "1 Tag", "2 Tage")
    assert refused.title == "Das hat sich gerade geändert"
    assert (unknown, tongue.spoken(), gettext("Thank you")) == ("en", "en", "Thank you")


def test_zones_are_named_by_city_country_and_offset() -> None:
    winter = datetime(2027, 1, 5, 12, tzinfo=UTC)

    def of(*names: str) -> list[tuple[str, str]]:
        return [(said, shift) for name, said, _, shift in zonenames.choices(winter, "UTC") if name in names]

    with speaking("de"):
        german = of("Europe/Berlin", "America/New_York")
    english = of("Europe/Berlin", "Asia/Kathmandu", "America/St_Johns", "UTC")

    assert german == [("Berlin, Deutschland", "UTC+1"), ("New York, Vereinigte Staaten", "UTC−5")]
    assert english == [
        ("Berlin, Germany", "UTC+1"),
        ("Kathmandu, Nepal", "UTC+5:45"),
        ("St Johns, Canada", "UTC−3:30"),
        ("UTC", "UTC"),
    ]


@pytest.mark.parametrize("spoken", tongue.CLDR)
def test_whatever_zone_a_browser_names_stands_among_the_choices(spoken: str) -> None:
    with speaking(spoken):
        found = zonenames.choices(datetime(2027, 1, 5, tzinfo=UTC), "Asia/Calcutta")

    assert [name for name, *_ in found].count("Asia/Calcutta") == 1
    assert len({said for _, said, *_ in found}) == len(found)
