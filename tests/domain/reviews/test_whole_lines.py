"""A changed passage is shown as far as its line goes, and no further."""

from __future__ import annotations

import pytest

from coachapp.domain.documents.tokens import Span
from coachapp.domain.reviews.whole_lines import widened

OLD = "Work\n• Led a team of nine.\nSkills: sales, budgets"


def spot(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


@pytest.mark.parametrize(
    ("passage", "new", "found", "shown"),
    [
        (
            "Led a team of nine.",
            "• Led a team of twelve people.\nMore",
            "Led a team of",
            "Led a team of twelve people.",
        ),
        ("Led a team of nine", "• Proudly led a team of nine", "led a team of nine", "Proudly led a team of nine"),
        ("team of nine", "• Led a team of twelve.", "team of", "team of twelve"),
        ("a team", "Led the team of nine", "the team", "the team"),
        ("sales", "Skills: selling, budgets", "selling", "selling"),
        ("Led a team of nine.", "Led a team " + "and so on " * 9, "Led a team", "Led a team"),
    ],
)
def test_a_passage_grows_to_the_sides_at_which_it_filled_its_line(
    passage: str, new: str, found: str, shown: str
) -> None:
    span = widened(OLD, spot(OLD, passage), new, spot(new, found))

    assert new[span.start : span.end] == shown
