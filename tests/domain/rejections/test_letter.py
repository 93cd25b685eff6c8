"""The letter that asks for advice: its draft passes its own check, and the check sees what would not help."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachapp.domain.rejections.kinds import EndStage
from coachapp.domain.rejections.letter import LONGEST, Code, check, draft, follow_up

GOOD = "Thank you for your time on Tuesday. What would you advise me to do differently in my next interview?"
NAMES = st.text(max_size=60)


def codes(text: str) -> set[Code]:
    """Give what the check finds."""
    return {finding.code for finding in check(text)}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(NAMES, NAMES, NAMES, NAMES, st.sampled_from(EndStage))
def test_a_draft_passes_its_own_check_whatever_the_names_are(
    employer: str, title: str, client: str, to_name: str, stage: EndStage
) -> None:
    text = draft(employer=employer, title=title, stage=stage, client=client, to_name=to_name)

    assert check(text) == []
    assert len(text.split()) <= LONGEST


@pytest.mark.parametrize("name", ["The Others", "Unfair Advantage Ltd", "someone else", "Legal Action", "?!.", ""])
def test_a_name_that_trips_the_check_is_left_out(name: str) -> None:
    text = draft(employer=name, title=name, stage=EndStage.FINAL, client="Maya", to_name=name)

    assert check(text) == []


def test_a_draft_names_role_employer_and_sender() -> None:
    text = draft(employer="Northwind", title="Product manager", stage=EndStage.FINAL, client="Maya", to_name="Lena")

    assert text.startswith("Hello Lena,")
    assert "the Product manager position at Northwind" in text
    assert text.endswith("Maya")


@pytest.mark.parametrize(
    "words",
    [
        "Why did the other candidate get it?",
        "What did the person you hired do better?",
        "How did I compare to those who made it?",
        "Was somebody else stronger?",
        "What does the successful applicant have?",
        "Who got the job instead of me?",
        "Were they more qualified than me?",
    ],
)
def test_a_comparison_is_found_wherever_it_stands(words: str) -> None:
    assert Code.COMPARISON in codes(f"{GOOD} {words}")
    assert Code.COMPARISON in codes(f"{words.upper()} {GOOD}")


@pytest.mark.parametrize(
    "words",
    [
        "I think this is unfair.",
        "Please reconsider.",
        "I disagree with you.",
        "You made a mistake in this.",
        "I don’t understand your decision.",
        "Why wasn't I invited?",
        "I should have been chosen.",
        "I demand an answer.",
    ],
)
def test_a_challenge_is_found_wherever_it_stands(words: str) -> None:
    assert Code.CHALLENGE in codes(f"{GOOD} {words}")


def test_thanks_and_a_question_about_oneself_are_owed() -> None:
    assert codes("What would you advise me to do differently?") == {Code.NO_THANKS}
    assert codes("Thank you for your time.") == {Code.NO_QUESTION}
    assert codes("Thank you. What salary do you pay?") == {Code.NO_QUESTION}


@settings(deadline=None)
@given(st.integers(1, 400))
def test_more_than_120_words_are_too_long(n: int) -> None:
    text = f"{GOOD} {'word ' * n}"

    assert (Code.TOO_LONG in codes(text)) == (len(text.split()) > LONGEST)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=1000))
def test_any_text_can_be_checked(text: str) -> None:
    assert all(finding.message for finding in check(text))


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "Hi Lena, thanks a lot. I learned more than I expected. Which of my answers should I prepare better? No hurry.",
        "I appreciated the conversation. If you had one tip for me, what should I work on?",
        "Many thanks! What is one skill that I should strengthen? I work with many people.",
    ],
)
def test_a_gracious_letter_passes(text: str) -> None:
    assert check(text) == []


def test_the_follow_up_thanks_and_leaves_an_easy_way_out() -> None:
    text = follow_up(client="Maya", title="Product manager", to_name="Lena")

    assert codes(text) == {Code.NO_QUESTION}
    assert "please leave it" in text


def test_silence_is_not_thanked_for() -> None:
    facts = {"employer": "Northwind", "title": "Analyst", "client": "Maya", "stage": EndStage.FIRST_INTERVIEW}

    assert "letting me know" in draft(**facts)
    assert "letting me know" not in draft(**facts, was_told=False)
    assert check(draft(**facts, was_told=False)) == []
