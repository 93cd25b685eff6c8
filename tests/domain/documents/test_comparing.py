"""Two versions beside each other: what stayed, came, went and moved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coachapp.domain.documents.comparing import Change, Kind, compare
from coachapp.domain.documents.tokens import Span, tokens

OLD = (
    "Led a team of nine.\nWas responsible for budgets.\n\n"
    "• Cut onboarding from 9 to 3 days.\n• Speaks Czech and German fluently"
)
NEW = "- Speaks Czech and German fluently\n\nLed a team of nine. Managed budgets.\n\nCut onboarding from 9 to 4 days."
words = st.lists(
    st.sampled_from(["led", "a", "team", "of", "nine", "12%", "–", "\n", "\n• ", "naïve", "مدير", "管理"]), max_size=60
)
texts = st.one_of(words.map(" ".join), st.text(alphabet="ab .\n•-é'", max_size=80))


def told(old: str, new: str) -> list[tuple[str, str, str]]:
    """Give the changes with their words instead of their places."""
    return [(change.kind, said(old, change.old), said(new, change.new)) for change in compare(old, new)]


def said(text: str, span: Span | None) -> str:
    return " ".join(text[slice(*span)].split()) if span else ""


def keys(text: str) -> list[str]:
    return [token.key for token in tokens(text)]


def spelled(text: str, spans: list[Span]) -> list[str]:
    return [token.key for span in spans for token in tokens(text) if span.start <= token.start < span.end]


def test_words_stay_come_go_and_move() -> None:
    assert told(OLD, NEW) == [
        ("moved", "", "Speaks Czech and German fluently"),
        ("same", "Led a team of nine.", "Led a team of nine."),
        ("removed", "Was responsible for", ""),
        ("added", "", "Managed"),
        ("same", "budgets. • Cut onboarding from 9 to", "budgets. Cut onboarding from 9 to"),
        ("removed", "3", ""),
        ("added", "", "4"),
        ("same", "days.", "days."),
        ("moved", "Speaks Czech and German fluently", ""),
    ]


def test_what_moved_knows_where_it_went_and_where_it_came_from() -> None:
    came, went = (change for change in compare(OLD, NEW) if change.kind is Kind.MOVED)

    assert (came.new, came.twin) == (went.twin, went.old)


def test_other_line_ends_bullets_quotes_and_dashes_are_no_changes() -> None:
    old = "• “Planned” routes, 2013 – 2019\n• It's well-known"
    new = '● "Planned"\nroutes, 2013–2019\n\n- It’s well‑known'

    assert [change.kind for change in compare(old, new)] == [Kind.SAME]


def test_a_few_equal_words_in_a_sentence_written_anew_don_t_tear_it_apart() -> None:
    old = "Responsible for the coordination of many suppliers and of the warehouse."
    new = "Negotiated contracts worth two million with hauliers of four countries."

    assert told(old, new) == [("removed", old[:-1], ""), ("added", "", new[:-1]), ("same", ".", ".")]


def test_a_heading_stays_between_sections_that_were_written_anew() -> None:
    old = "Someone who delivers whatever comes\nExperience\nDrove trucks through every winter"
    new = "A planner with nine years in logistics\nExperience\nPlanned tours for forty drivers"

    assert ("same", "Experience", "Experience") in told(old, new)


def test_a_line_that_went_is_gone_as_a_whole_also_where_the_next_begins_with_the_same_words() -> None:
    assert told("Led a team of nine\nLed a team of ten", "Led a team of ten") == [
        ("removed", "Led a team of nine", ""),
        ("same", "Led a team of ten", "Led a team of ten"),
    ]


def test_nothing_compared_with_something_is_all_new() -> None:
    assert (told("", ""), told("", "One two"), told(" \n•\n", "")) == ([], [("added", "", "One two")], [])


@given(old=texts, new=texts)
def test_both_texts_can_be_spelled_from_the_changes(old: str, new: str) -> None:
    changes = compare(old, new)

    assert spelled(old, [change.old for change in changes if change.old]) == keys(old)
    assert spelled(new, [change.new for change in changes if change.new]) == keys(new)
    for change in changes:
        if change.kind is Kind.SAME:
            assert spelled(old, [change.old or Span(0, 0)]) == spelled(new, [change.new or Span(0, 0)])


@given(old=texts, new=texts)
def test_swapping_the_texts_mirrors_the_changes(old: str, new: str) -> None:
    assert sorted(map(repr, compare(new, old))) == sorted(repr(mirrored(change)) for change in compare(old, new))


def mirrored(change: Change) -> Change:
    other = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}
    return Change(other.get(change.kind, change.kind), change.new, change.old, change.twin)


@given(text=texts)
def test_a_text_compared_with_itself_has_not_changed(text: str) -> None:
    assert {change.kind for change in compare(text, text)} <= {Kind.SAME}


@given(data=st.data())
def test_a_block_that_was_carried_elsewhere_has_moved(data: st.DataObject) -> None:
    lines = [f"Line {n} tells of work{n} and what came of it{n}" for n in range(data.draw(st.integers(4, 12)))]
    block = lines.pop(data.draw(st.integers(0, len(lines) - 1)))
    before, after = data.draw(st.integers(0, len(lines))), data.draw(st.integers(0, len(lines)))
    old = "\n".join([*lines[:before], block, *lines[before:]])
    new = "\n".join([*lines[:after], block, *lines[after:]])

    kinds = {change.kind for change in compare(old, new)}

    assert kinds == ({Kind.SAME} if before == after else {Kind.SAME, Kind.MOVED})


def test_the_longest_texts_are_compared_whatever_is_in_them() -> None:
    few = "a b b " * 60_000
    many = " ".join(f"word{n}" for n in range(45_000))

    assert told(few, few.replace("a", "b", 1)) == [
        ("removed", "a", ""),
        ("added", "", "b"),
        ("same", said(few, Span(1, len(few))), said(few, Span(1, len(few)))),
    ]
    assert {change.kind for change in compare(many, few)} == {Kind.ADDED, Kind.REMOVED}
