"""Windows as people write them."""

from __future__ import annotations

import pytest

from coachapp.domain.hours.openings import Window
from coachapp.domain.hours.windows import OddWindow, one_day, said, window_of

ODD = [
    ("10:00", "09:00"),
    ("10:00", "10:00"),
    ("25:00", "26:00"),
    ("9", "10"),
    ("10:00", "24:01"),
    ("24:00", "02:00"),
]


@pytest.mark.parametrize(("starts", "ends"), ODD)
def test_a_window_that_can_not_be_is_refused(starts: str, ends: str) -> None:
    with pytest.raises(OddWindow):
        window_of(starts, ends)


def test_a_day_ends_at_midnight_however_it_is_written() -> None:
    assert window_of("22:00", "24:00") == window_of("22:00", "00:00") == Window(1320, 1440)
    assert one_day([Window(600, 660), Window(540, 600)]) == (Window(540, 600), Window(600, 660))


def test_a_window_that_ends_before_it_starts_ends_on_the_next_day() -> None:
    night = window_of("22:30", "02:00")

    assert night == Window(1350, 1560)
    assert said(night) == "22:30 to 02:00 the next day"
    assert window_of("18:00", "06:00") == Window(1080, 1800)
