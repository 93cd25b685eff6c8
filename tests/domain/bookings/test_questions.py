"""What is asked beforehand, and what counts as an answer."""

from __future__ import annotations

import pytest

from coachapp.core.errors import Invalid
from coachapp.domain.bookings.guest import Resume
from coachapp.domain.bookings.questions import Question, QuestionKind, answered, read, stored

FILE = Resume(key="k", name="letter.pdf", type="application/pdf")


def kept(question: Question, said: str) -> str:
    return answered([question], {question.text: said}, {})[0]["answer"]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("text", "Product lead"),
        ("long", "One line\nand another"),
        ("choice", "Law"),
        ("number", "2,5"),
        ("number", "-3"),
        ("link", "https://example.org/a?b=c#d"),
    ],
)
def test_an_answer_of_its_kind_is_kept(kind: str, said: str) -> None:
    assert kept(Question("Q", QuestionKind(kind), choices=("Law", "Tech")), said) == said


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("text", "two\nlines"),
        ("text", "x" * 301),
        ("choice", "Art"),
        ("number", "three"),
        ("number", "NaN"),
        ("number", "1e999999999999999999999"),
        ("link", "javascript:alert(1)"),
        ("link", "https://"),
        ("link", "https://[broken"),
        ("link", "example.org"),
        ("file", "letter.pdf"),
    ],
)
def test_another_is_refused_at_its_field(kind: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        kept(Question("Q", QuestionKind(kind), choices=("Law", "Tech")), said)

    assert list(refused.value.fields) == ["answers[Q]"]


def test_all_that_is_missing_is_named_at_once() -> None:
    asked = [Question("A", is_required=True), Question("B", QuestionKind.FILE, is_required=True), Question("C")]

    with pytest.raises(Invalid) as refused:
        answered(asked, {"A": "  "}, {})

    assert refused.value.fields == {"answers[A]": ["Please answer this."], "answers[B]": ["Please choose a file."]}
    assert answered(asked, {"A": "yes"}, {"B": FILE}) == [
        {"question": "A", "answer": "yes"},
        {"question": "B", "answer": "letter.pdf"},
    ]


def test_a_file_for_a_text_and_a_question_that_is_not_asked_are_refused() -> None:
    with pytest.raises(Invalid):
        answered([Question("A")], {}, {"A": FILE})
    with pytest.raises(Invalid) as refused:
        answered([Question("A")], {"B": "x"}, {})

    assert list(refused.value.fields) == ["answers"]


def test_questions_are_stored_once_each_and_read_as_they_were() -> None:
    asked = ["Why?", Question("How many?", QuestionKind.NUMBER, is_required=True), {"text": "Why?", "kind": "text"}]

    assert read(stored(asked)) == [Question("Why?"), Question("How many?", QuestionKind.NUMBER, is_required=True)]
