"""Windows as people write them."""

from __future__ import annotations

import pytest

from coachapp.domain.hours.openings import Window
from coachapp.domain.hours.windows import OddWindow, one_day, window_of


@pytest.mark.parametrize(("starts", "ends"), [("10:00", "09:00"), ("25:00", "26:00"), ("9", "10"), ("10:00", "24:01")])
def test_a_window_that_can_not_be_is_refused(starts: str, ends: str) -> None:
    with pytest.raises(OddWindow):
        window_of(starts, ends)


def test_a_day_ends_at_midnight_however_it_is_written() -> None:
    assert window_of("22:00", "24:00") == window_of("22:00", "00:00") == Window(1320, 1440)
    assert one_day([Window(600, 660), Window(540, 600)]) == (Window(540, 600), Window(600, 660))
