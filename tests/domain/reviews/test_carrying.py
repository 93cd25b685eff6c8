"""A passage is found in the next version where it is beyond doubt, and nowhere else."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coachapp.domain.documents.tokens import Span
from coachapp.domain.reviews.anchors import Anchor, anchor_at
from coachapp.domain.reviews.carrying import NOWHERE, Carrier, Place, State, carry

from . import mutating

OLD = (
    "Ana Kovač\nPlanner\n\nLed a team of nine in the port of Rijeka.\nWas responsible for budgets.\n"
    "Presented weekly reports to the board.\n\nCut onboarding from 9 to 3 days.\nLed a team of two.\n2019"
)


def anchor(words: str, text: str = OLD, n: int = 0) -> Anchor:
    at = -1
    for _ in range(n + 1):
        at = text.index(words, at + 1)
    found = anchor_at(text, at, at + len(words))
    assert found is not None
    return found


def told(new: str, words: str, n: int = 0) -> tuple[str, str]:
    place = carry(OLD, new, anchor(words, n=n))
    return place.state, place.words


def test_a_passage_between_unchanged_words_is_carried() -> None:
    assert told("New profile.\n\n" + OLD, "responsible for budgets") == ("carried", "responsible for budgets")


def test_other_breaks_bullets_quotes_dashes_and_capitals_are_the_same_words() -> None:
    old = "Experience\nCut the “order-to-ship” time – from 12 to 7 days\nDone well"
    new = 'EXPERIENCE\n\n• Cut the "order‑to‑ship" time\n— from 12 to\n7 days\n• Done well'
    found = carry(old, new, anchor("“order-to-ship” time – from 12", old))

    assert (found.state, found.words) == (State.CARRIED, '"order‑to‑ship" time\n— from 12')


def test_words_that_stand_several_times_are_told_apart_by_what_surrounds_them() -> None:
    new = OLD.replace("Was responsible for budgets.\n", "")

    assert carry(OLD, new, anchor("Led a team of", n=1)).span == Span(*_place(new, "Led a team of two"))._replace(
        end=new.index("two") - 1
    )


def _place(text: str, words: str) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def test_where_two_places_fit_as_well_none_is_taken() -> None:
    old = "Nordwind\nPresented weekly reports to the board.\nHafen\nSailed"
    new = "Acme\nPresented weekly reports to the board.\nGlobex\nPresented weekly reports to the board.\nInitech"

    assert carry(old, new, anchor("weekly reports", old)) == NOWHERE


def test_a_passage_said_a_little_otherwise_is_changed_near_here() -> None:
    new = OLD.replace("Was responsible for budgets", "Was responsible for all budgets").replace("Cut", "Brought")

    assert told(new, "Was responsible for budgets") == ("changed", "Was responsible for all budgets")
    assert told(new, "Cut onboarding from 9") == ("changed", "Brought onboarding from 9")


def test_a_passage_said_wholly_otherwise_or_gone_is_unplaced() -> None:
    assert told(OLD.replace("Was responsible for budgets", "Turned a loss into profit"), "responsible for budgets") == (
        "unplaced",
        "",
    )
    assert told(OLD.replace("Cut onboarding from 9 to 3 days.\n", ""), "Cut onboarding from 9 to 3 days") == (
        "unplaced",
        "",
    )
    assert told("", "Ana Kovač") == ("unplaced", "")


def test_the_words_of_another_passage_are_never_taken_for_one_that_is_gone() -> None:
    assert told(OLD.replace("Led a team of two.\n", ""), "Led a team of two") == ("unplaced", "")
    assert told(OLD.replace("Led a team of two.\n", ""), "Led a team of", n=1) == ("unplaced", "")


def test_a_few_letters_need_surroundings_of_their_own() -> None:
    assert told(OLD + "\n2020", "2019") == ("carried", "2019")
    assert told("2019\nSomebody else\nDid other things", "2019") == ("unplaced", "")
    assert told(OLD.replace("days", "weeks"), "days") == ("unplaced", "")


def test_a_block_that_moved_takes_its_passages_along() -> None:
    lines = OLD.split("\n")
    new = "\n".join([*lines[7:], *lines[:7]])

    assert told(new, "responsible for budgets") == ("carried", "responsible for budgets")
    assert told(new, "Cut onboarding from 9 to 3 days.") == ("carried", "Cut onboarding from 9 to 3 days.")


def test_a_part_of_a_word_stays_a_part_of_it() -> None:
    assert told("Intro\n" + OLD, "onboard") == ("carried", "onboard")
    assert told("Intro\n" + OLD, "budgets.") == ("carried", "budgets.")


def test_where_all_words_are_the_same_every_passage_is_carried_however_often_it_stands() -> None:
    old = "Led a team\nLed a team\nLed a team"
    new = "• Led a team\n\n• Led a\nteam\n\n• Led a team"

    assert [carry(old, new, anchor("team", old, n)).span for n in range(3)] == [(8, 12), (22, 26), (36, 40)]


def test_marks_without_words_are_unplaced() -> None:
    old = "One – two\nThree"

    assert carry(old, old + "\nFour", anchor("–", old)) == NOWHERE


@pytest.mark.parametrize("words", ["C++", "C#", "40 %", "40 €"])
def test_signs_that_mean_something_are_words(words: str) -> None:
    old = f"Skills and tools\n{words}\nof the whole team"
    other = {"C++": "C#", "C#": "C++", "40 %": "40 €", "40 €": "40 %"}[words]

    assert carry(old, old.replace(words, other), anchor(words, old)).state is State.UNPLACED


@settings(max_examples=500, derandomize=True, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_whatever_is_edited_no_passage_lands_on_the_words_of_another(seed: int) -> None:
    random = Random(seed)
    old = mutating.first(random)
    new = mutating.edited(old, random)
    before, after = old.written(random), new.written(random)
    carrier = Carrier(before, after)
    for _ in range(12):
        first = random.randrange(len(old.places))
        those = old.places[first : first + random.choice([1, 2, 3, 4, 6, 9])]
        made = anchor_at(before, those[0][1], those[-1][2])
        assert made is not None
        place = carrier.place(made)

        assert not strays(place, {word.origin for word, _, _ in those}, new), (before, after, made.quote, place)


def strays(place: Place, origins: set[int | None], new: mutating.Text) -> bool:
    """Tell whether most words of the place are not those of the passage."""
    if place.span is None:
        return False
    inside = [word for word, start, end in new.places if place.span.start < end and start < place.span.end]
    survive = any(word.origin in origins for word, _, _ in new.places)
    if not survive:
        origins = {None}
    return 2 * sum(word.origin in origins for word in inside) < len(inside)


@settings(deadline=None)
@given(seed=st.integers(0, 10**9))
def test_in_a_text_that_was_only_printed_anew_every_long_passage_is_carried(seed: int) -> None:
    random = Random(seed)
    text = mutating.first(random)
    before = text.written(random)
    places = text.places
    after = text.written(random)
    first = random.randrange(len(places))
    those = places[first : first + 8]
    made = anchor_at(before, those[0][1], those[-1][2])
    assert made is not None
    moved = text.places[first : first + 8]

    found = carry(before, after, made)

    assert len(made.quote) < 8 or found.span == Span(moved[0][1], moved[-1][2])
