"""Where client and coach differ most."""

from __future__ import annotations

import pytest

from coachapp.domain.reviews.self_scores import widest_gaps
from coachapp.domain.rubrics.rubric import Criterion, Rubric

FOUR = ("a", "b", "c", "d")
RUBRIC = Rubric(
    "r",
    "R",
    (
        Criterion("light", "Light", "", 1, FOUR),
        Criterion("heavy", "Heavy", "", 3, FOUR),
        Criterion("middle", "Middle", "", 2, FOUR),
        Criterion("last", "Last", "", 2, FOUR),
    ),
)


@pytest.mark.parametrize(
    ("own", "coachs", "found"),
    [
        ({}, {"light": 1}, []),
        ({"light": 2}, {"light": 2}, []),
        ({"light": None}, {"light": 1}, []),
        ({"light": 4}, {"light": None}, []),
        ({"light": 4}, {"light": 1}, [("light", 4, 1)]),
        ({"light": 1, "heavy": 2}, {"light": 4, "heavy": 3}, [("light", 1, 4), ("heavy", 2, 3)]),
        ({"light": 2, "heavy": 2, "middle": 2}, {"light": 3, "heavy": 3, "middle": 3}, ["heavy", "middle"]),
        ({"middle": 2, "last": 2, "light": 2}, {"middle": 1, "last": 3, "light": 3}, ["middle", "last"]),
        ({"gone": 1}, {"gone": 4}, []),
    ],
)
def test_the_widest_come_first_then_what_weighs_more_then_the_order(
    own: dict[str, int | None], coachs: dict[str, int | None], found: list[object]
) -> None:
    gaps = [(criterion.key, mine, theirs) for criterion, mine, theirs in widest_gaps(RUBRIC, own, coachs)]

    assert [gap if isinstance(want, tuple) else gap[0] for gap, want in zip(gaps, found, strict=True)] == found
