"""Coaches' words are filled from a list of blanks, as text and nothing else."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachapp.core.blanks import fill
from coachapp.domain.reminders.placeholders import KNOWN, trouble, typed_by_guest
from coachapp.domain.reminders.usual import STEPS


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Hello {gest}", "{gest} is not one"),
        ("Hello {guest.__class__}", "{guest.__class__} is not one"),
        ("Hello {guest!r}", "{guest!r} is not one"),
        ("Hello {guest:>99999999}", "{guest:>99999999} is not one"),
        ("Hello {0}", "{0} is not one"),
        ("Hello {}", "{} is not one"),
        ("Hello {guest", "stands alone"),
        ("Hello guest}", "stands alone"),
        ("Hello {{guest}}", "stands alone"),
    ],
)
def test_what_can_not_be_filled_is_named_with_what_can(text: str, named: str) -> None:
    said = trouble(text)

    assert said is not None
    assert named in said
    assert "{guest}, {coach}" in said


def test_our_own_words_can_be_filled() -> None:
    assert [trouble(step.subject) or trouble(step.body) for step in STEPS] == [None] * len(STEPS)


def test_braces_in_what_is_filled_in_stay_text() -> None:
    assert fill("{goal} {guest}", {"goal": "{guest}", "guest": "{coach}"}) == "{guest} {coach}"


@given(st.text(alphabet=string.ascii_letters + "{}.!:[]_ \n$%", max_size=60))
def test_a_text_without_trouble_is_filled_to_the_last_brace(text: str) -> None:
    filled = fill(text, dict.fromkeys(KNOWN, "x"))

    assert trouble(text) is not None or not set("{}") & set(filled)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("A product role", "A product role"),
        ("see https://evil.example/x now", "see … now"),
        ("www.evil.example", "…"),
        ("evil.example", "…"),
        ("me@evil.example", "…"),
        ("Eve\r\nBcc: x", "Eve Bcc: x"),
        ("J. R. Smith", "J. R. Smith"),
        ("a" * 400, "a" * 299 + "…"),
    ],
)
def test_no_address_that_a_guest_types_goes_out_in_our_letters(typed: str, kept: str) -> None:
    assert typed_by_guest(typed) == kept
