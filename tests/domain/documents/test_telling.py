"""Two versions as a person reads them: line beside line, or as one text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coachapp.domain.documents.telling import Row, tell

OLD = (
    "Ana Kovač\n\n• Led a team of nine, in the port of Rijeka.\n• Was responsible for budgets.\n"
    "• Cut onboarding from 9 to 3 days.\n\nSkills"
)
NEW = (
    "Ana Kovač\n\n• Cut onboarding from 9 to 3 days.\n• Led and coached a team of nine, in the port of Rijeka.\n"
    "• Owned the accounts.\n\nSkills\nSQL"
)
WORDS = ["led", "a", "team", "\n", "\n• ", "12%", "–", "cut", "costs"]
texts = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


def shown(row: Row) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    before, after = (["".join(piece.text for piece in line) for line in lines] for lines in (row.before, row.after))
    return before, after, [(str(piece.kind), piece.text) for piece in row.both]


def test_lines_that_share_words_stand_beside_each_other() -> None:
    told = tell(OLD, NEW)

    assert (told.added, told.removed, told.moved) == (6, 4, 1)
    assert [shown(row) for row in told.rows] == [
        (["Ana Kovač"], ["Ana Kovač"], [("same", "Ana Kovač")]),
        ([], ["• Cut onboarding from 9 to 3 days."], [("same", "• "), ("came", "Cut onboarding from 9 to 3 days.")]),
        (
            ["• Led a team of nine, in the port of Rijeka."],
            ["• Led and coached a team of nine, in the port of Rijeka."],
            [("same", "• Led "), ("added", "and coached"), ("same", " a team of nine, in the port of Rijeka.")],
        ),
        (
            ["• Was responsible for budgets."],
            ["• Owned the accounts."],
            [
                ("same", "• "),
                ("removed", "Was responsible for budgets."),
                ("same", " "),
                ("added", "Owned the accounts."),
            ],
        ),
        (["• Cut onboarding from 9 to 3 days."], [], [("same", "• "), ("went", "Cut onboarding from 9 to 3 days.")]),
        (["Skills"], ["Skills"], [("same", "Skills")]),
        ([], ["SQL"], [("added", "SQL")]),
    ]


def test_a_line_that_was_broken_elsewhere_is_the_same() -> None:
    told = tell("Presented weekly reports to the board.", "Presented weekly\nreports to the board.")

    assert told.is_same
    assert [row.is_same for row in told.rows] == [True]


@given(old=texts, new=texts)
def test_each_column_is_its_text_line_by_line(old: str, new: str) -> None:
    rows = [shown(row) for row in tell(old, new).rows]

    assert [line for before, _, _ in rows for line in before] == [line for line in old.split("\n") if line.strip()]
    assert [line for _, after, _ in rows for line in after] == [line for line in new.split("\n") if line.strip()]


@given(old=texts, new=texts)
def test_as_one_text_nothing_of_either_is_lost(old: str, new: str) -> None:
    for row in tell(old, new).rows:
        gone = "".join(piece.text for piece in row.both if piece.kind not in {"added", "came"})
        come = "".join(piece.text for piece in row.both if piece.kind not in {"removed", "went"})

        assert words(gone) == words("\n".join("".join(p.text for p in line) for line in row.before))
        assert words(come) == words("\n".join("".join(p.text for p in line) for line in row.after))


def words(text: str) -> list[str]:
    return [word for word in text.split() if word.isalnum()]
