"""Scores become bands, and a draft knows what it owes."""

from __future__ import annotations

import pytest

from coachapp.domain.reviews.owed import progress
from coachapp.domain.rubrics.defaults import DEFAULTS as RUBRICS
from coachapp.domain.rubrics.kinds import RubricKind
from coachapp.domain.rubrics.rubric import LEVELS, Rubric, band, mean

RESUME = RUBRICS["resume"]


def all_at(level: int | None) -> dict[str, int | None]:
    return {c.key: level for c in RESUME.criteria}


@pytest.mark.parametrize("rubric", RUBRICS.values(), ids=list(RUBRICS))
def test_each_criterion_words_its_four_levels_apart_with_an_example_each(rubric: Rubric) -> None:
    for criterion in rubric.criteria:
        assert len({example for example in criterion.examples if example}) == len(LEVELS)
        assert len(set(criterion.levels)) == len(LEVELS)
        assert criterion.weight > 0
    assert Rubric.from_json(rubric.to_json()) == rubric


def test_the_resume_rubric_is_the_agreed_one() -> None:
    assert [(c.label, c.weight) for c in RESUME.criteria] == [
        ("Target", 3),
        ("Proof", 3),
        ("Fit", 2),
        ("Scan", 2),
        ("Language", 1),
        ("Machine-readable", 1),
    ]
    assert RubricKind.of_document("certificate") is RubricKind.OTHER


@pytest.mark.parametrize("level", LEVELS)
def test_the_same_level_throughout_is_the_band(level: int) -> None:
    assert band(RESUME, all_at(level)) == level


def test_weights_count_and_what_does_not_apply_does_not() -> None:
    scores = {**all_at(None), "target": 4, "language": 2}

    assert mean(RESUME, scores) == (3 * 4 + 1 * 2) / 4
    assert mean(RESUME, all_at(None)) is None
    assert band(RESUME, {}) is None


def test_halves_round_down_and_one_thing_that_stops_it_keeps_the_band_low() -> None:
    assert band(RESUME, {"fit": 3, "scan": 2}) == 2
    assert band(RESUME, {**all_at(4), "language": 1}) == 2


def test_a_fresh_draft_owes_every_score_the_letter_and_the_verdict() -> None:
    found = progress(RESUME, {}, explained=set(), has_letter=False, has_verdict=False)

    assert (found.done, found.total, found.is_ready) == (0, 8, False)
    assert [d.field for d in found.debts] == [*(f"score-{c.key}" for c in RESUME.criteria), "letter", "verdict"]


def test_a_level_below_ready_owes_a_comment_or_a_reason() -> None:
    scores = {**all_at(3), "proof": 2, "scan": None}

    silent = progress(RESUME, scores, explained=set(), has_letter=True, has_verdict=True)
    said = progress(RESUME, scores, explained={"proof"}, has_letter=True, has_verdict=True)

    assert [d.field for d in silent.debts] == ["reason-proof"]
    assert (silent.done, said.done, said.is_ready) == (7, 8, True)
