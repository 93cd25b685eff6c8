"""Where passages stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coachapp.domain.documents.places import Box, Mark, Sheet, boxes, margin, marked
from coachapp.domain.documents.richtext import with_offsets
from tests.domain.documents.test_word_files import Blocks

WORDS = [(0, 4, 10.0, 10.0, 40.0, 12.0), (5, 9, 55.0, 10.0, 40.0, 12.0), (10, 14, 10.0, 30.0, 40.0, 12.0)]


def test_a_passage_has_one_box_for_each_line() -> None:
    assert boxes(WORDS, 2, 12) == [Box(30, 10, 65, 12), Box(10, 30, 20, 12)]


def test_a_passage_elsewhere_has_none() -> None:
    assert boxes(WORDS, 14, 20) == []


@given(st.integers(0, 16), st.integers(0, 16))
def test_a_sheet_finds_the_same_boxes_as_a_look_at_every_word(start: int, end: int) -> None:
    assert Sheet(reversed(WORDS)).boxes(start, end) == boxes(WORDS, start, end)


def test_a_mark_wraps_its_letters_across_inline_marks() -> None:
    html, text = with_offsets("<p>Led <strong>14 people</strong> well</p>")
    at = text.index("14")

    shown = marked(html, [Mark(at - 2, at + 2, "fix", "c1")])

    assert '<mark class="anchor anchor-fix" data-comment="c1">d </mark><strong><mark' in shown
    assert Blocks(shown).found == Blocks(html).found


@given(
    st.lists(st.sampled_from(["a&b ", "<strong>c d</strong>", "<br>", "é😀", "</p><p>", "<li>x</li>"]), max_size=12),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4),
)
def test_marks_never_change_the_text(pieces: list[str], spans: list[tuple[int, int]]) -> None:
    html, _ = with_offsets(f"<p>{''.join(pieces)}</p>")

    shown = marked(html, [Mark(a, b, "praise", f"c{a}") for a, b in spans])

    assert Blocks(shown).found == Blocks(html).found


def test_numbers_stand_left_of_all_words_one_for_each_line() -> None:
    marks = [Mark(0, 4, "fix", "a", 1), Mark(5, 9, "praise", "b", 2), Mark(10, 14, "fix", "c", 3)]

    assert margin([(*word[:2], word[2] + 90, *word[3:]) for word in WORDS], marks) == [
        ("1, 2", 92.0, 19.6),
        ("3", 92.0, 39.6),
    ]


def test_a_number_stands_where_its_passage_begins_and_not_again() -> None:
    html, text = with_offsets("<p>Led <strong>14 people</strong> well</p>")
    at = text.index("14")

    shown = marked(html, [Mark(at - 2, at + 2, "fix", "c1", 7)])

    assert shown.count('data-number="7"') == 1
