"""Words are found in a text as people look for them."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachapp.domain.documents.searching import places_of


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Zoë Muñoz-García", "munoz", ["Muñoz"]),
        ("Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("Head\nof  Operations", "head of operations", ["Head\nof  Operations"]),
        ("SQL and sql", " Sql ", ["SQL", "sql"]),
        ("ﬁrst oﬃce", "office", ["oﬃce"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("مديرة مشاريع", "مشاريع", ["مشاريع"]),
        ("😀 led 14 people", "14", ["14"]),
        ("anything", "  ", []),
        ("anything", "nothing", []),
    ],
)
def test_case_accents_and_spaces_do_not_matter(text: str, words: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in places_of(text, words)] == found


@given(st.text(max_size=60), st.text(max_size=4))
def test_what_is_found_reads_like_what_was_looked_for(text: str, words: str) -> None:
    def plain(part: str) -> str:
        apart = "".join(unicodedata.normalize("NFKD", letter.casefold()) for letter in part)
        return "".join(letter for letter in apart if not unicodedata.combining(letter) and not letter.isspace())

    found = places_of(text, words)

    assert all(plain(words) in plain(text[start:end]) for start, end in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(max_size=30), st.text(st.characters(categories=["Ll", "Lu", "Nd"]), min_size=1, max_size=6))
def test_each_word_that_is_there_is_found(before: str, word: str) -> None:
    assert places_of(f"{before} {word} x", word)
