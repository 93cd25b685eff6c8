"""One resume from many programs and in later versions: what a person would place stands there, never elsewhere."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

import pytest

from coachapp.domain.documents import reading
from coachapp.domain.documents.files import Kind
from coachapp.domain.documents.tokens import Span, Token
from coachapp.domain.reviews.anchors import anchor_at
from coachapp.domain.reviews.carrying import Carrier, Place
from coachapp.domain.reviews.surroundings import spoken

FILES = Path(__file__).parents[2] / "files" / "carry"
NAMES = sorted(path.name for path in FILES.iterdir() if path.suffix in {".pdf", ".docx", ".odt"})
TRUTH = tomllib.loads((FILES / "truth.toml").read_text(encoding="utf-8"))["passage"]
PAIRS = list(permutations(NAMES, 2))
GAP = r"(?:\s+(?:[•●]\s+)?)"


@cache
def text_of(name: str) -> str:
    """Read a file as the worker would."""
    found = reading.read(FILES / name, Kind(name.rpartition(".")[2]))
    assert found.reason is None
    return found.text


def places(text: str, words: str) -> list[Span]:
    """Find words as a person does: in whatever lines and capitals."""
    pattern = GAP.join(re.escape(word).replace(r"\-", r"-?\s*") for word in words.split())
    return [Span(*match.span()) for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", text, re.IGNORECASE)]


@cache
def words_of(name: str) -> list[Token]:
    return spoken(text_of(name))


def truth(name: str, passage: dict[str, str]) -> Span | None:
    """Give where a person finds the passage in the file; None where it is gone."""
    text = text_of(name)
    words = passage.get("reworded", passage["words"]) if "reworded" in name else passage["words"]
    if not words:
        return None
    found = places(text, words)
    if "after" in passage:
        found = [span for span in found if span.start >= places(text, passage["after"])[0].end][:1]
    elif "before" in passage:
        found = [span for span in found if span.end <= places(text, passage["before"])[0].start][-1:]
    assert len(found) == 1, (name, passage, found)
    return found[0]


def is_right(name: str, place: Place, wanted: Span | None) -> bool:
    """Tell whether the place is the one: most of its words are those of the truth, and it holds a third of them."""
    if wanted is None or place.span is None:
        return False
    put = {token.start for token in words_of(name) if place.span.start <= token.start < place.span.end}
    own = {token.start for token in words_of(name) if wanted.start <= token.start < wanted.end}
    return 2 * len(put & own) >= len(put) and 3 * len(put & own) >= len(own)


class Carried(NamedTuple):
    """What became of all passages: how many a person would place, how many were, the wrong ones, the missing."""

    placeable: int
    placed: int
    wrong: tuple[tuple[str, Place], ...]
    missing: tuple[str, ...]


@cache
def carried(old: str, new: str) -> Carried:
    """Carry all passages of one file over into the other."""
    carrier = Carrier(text_of(old), text_of(new))
    placeable, placed, wrong, missing = 0, 0, [], []
    for passage in TRUTH:
        source, wanted = truth(old, passage), truth(new, passage)
        anchor = anchor_at(text_of(old), *source) if source else None
        if anchor is None:
            continue
        place = carrier.place(anchor)
        placeable += wanted is not None
        if is_right(new, place, wanted):
            placed += 1
        elif place.span:
            wrong.append((anchor.quote, place))
        elif wanted:
            missing.append(anchor.quote)
    return Carried(placeable, placed, tuple(wrong), tuple(missing))


@pytest.mark.parametrize("old", NAMES)
def test_nothing_lands_on_other_words(old: str) -> None:
    wrong = {new: found.wrong for new in NAMES if new != old and (found := carried(old, new)).wrong}

    assert wrong == {}


def test_nearly_everything_that_a_person_would_place_is_placed() -> None:
    found = [carried(old, new) for old, new in PAIRS]
    placeable, placed = sum(one.placeable for one in found), sum(one.placed for one in found)
    wrong = sum(len(one.wrong) for one in found)
    print(f"\n{placed} of {placeable} placed ({placed / placeable:.1%}), {wrong} wrong, {len(PAIRS)} pairs of files")

    assert placed >= 0.95 * placeable
    assert min(one.placed / one.placeable for one in found) >= 0.8


def test_a_file_that_was_only_exported_again_keeps_everything() -> None:
    assert carried("word.docx", "exported-again.odt") == Carried(len(TRUTH), len(TRUTH), (), ())


def table() -> str:
    """Give the table of docs/carrying.md."""
    short = [name.removesuffix(".pdf") for name in NAMES]
    rows = [f"| from \\ to | {' | '.join(short)} |", "|---" * (len(NAMES) + 1) + "|"]
    for old, label in zip(NAMES, short, strict=True):
        cells = []
        for new in NAMES:
            found = None if new == old else carried(old, new)
            cells.append(f"{found.placed}/{found.placeable}" if found else "")
        rows.append(f"| {label} | {' | '.join(cells)} |")
    return "\n".join(rows)
