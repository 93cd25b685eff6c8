"""A comment finds its words again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coachapp.domain.documents.tokens import Span
from coachapp.domain.reviews.anchors import Anchor, anchor_at, anchor_of_quote, find, lines_of

TEXT = "Led a team.\nCut costs by 12 %.\n\nLed a team of nine."
words = st.text(alphabet="ab \n.é🙂", max_size=60)


def test_an_anchor_holds_the_words_and_what_stands_around_them() -> None:
    assert anchor_at(TEXT, 12, 20) == Anchor(
        12, 20, "Cut cost", prefix="Led a team.\n", suffix="s by 12 %.\n\nLed a team of nine."
    )


def test_white_space_at_the_ends_is_not_part_of_a_passage() -> None:
    found = anchor_at(TEXT, 11, 21)

    assert found is not None
    assert (found.start, found.quote) == (12, "Cut costs")


def test_nothing_and_what_lies_outside_is_no_passage() -> None:
    assert [anchor_at(TEXT, *span) for span in [(-1, 3), (5, 5), (9, 4), (0, 999), (30, 32)]] == [None] * 5


def test_a_repeated_passage_is_told_apart_by_its_surroundings() -> None:
    second = anchor_at(TEXT, 32, 42)
    assert second is not None

    assert find("New summary.\n\n" + TEXT, second) == Span(46, 56)


def test_words_that_are_gone_are_not_found() -> None:
    costs = anchor_at(TEXT, 12, 21)
    assert costs is not None

    assert find("Led a team.\nSaved money.", costs) is None


def test_words_that_somebody_typed_are_found_across_line_breaks_and_case() -> None:
    found = anchor_of_quote(TEXT, "team.  cut COSTS")

    assert found is not None
    assert found.quote == "team.\nCut costs"
    assert anchor_of_quote(TEXT, "led a team", near=40) == anchor_at(TEXT, 32, 42)
    assert (anchor_of_quote(TEXT, "  "), anchor_of_quote(TEXT, "profit")) == (None, None)


def test_lines_that_hold_nothing_are_left_out() -> None:
    assert [TEXT[s.start : s.end] for s in lines_of(TEXT)] == [
        "Led a team.",
        "Cut costs by 12 %.",
        "Led a team of nine.",
    ]


@given(text=words, data=st.data())
def test_in_an_unchanged_text_every_passage_is_found_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    anchor = anchor_at(text, start, end)

    if anchor is None:
        assert not text[start:end].strip()
    else:
        assert find(text, anchor) == Span(anchor.start, anchor.end)
        assert text[anchor.start : anchor.end] == anchor.quote == text[start:end].strip()


@given(before=words, text=words, after=words, data=st.data())
def test_in_a_changed_text_what_is_found_are_the_same_words(
    before: str, text: str, after: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    anchor = anchor_at(text, start, end)
    if anchor is None:
        return

    moved = before + text + after
    span = find(moved, anchor)

    assert span is None or moved[span.start : span.end] == anchor.quote


def test_where_two_places_fit_as_well_none_is_taken() -> None:
    found = anchor_at("Led a team in Rijeka", 0, 10)
    assert found is not None

    assert find("Led a team in Zagreb\nLed a team in Split", found) is None
    assert find("Somebody once led\nLed a team elsewhere", found) is None
    assert find("Now:\nLed a team in Rijeka", found) == Span(5, 15)
