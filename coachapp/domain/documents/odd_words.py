"""Words whose glyphs are looked at one by one: accents drawn apart, ligatures, text from the right, leaps."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from coachapp.domain.documents.lettering import LINE_HYPHENS, Glyph, clean, spell
from coachapp.domain.documents.sheet import SMALLEST, THINNEST, Sheet, Sides, Word

FLAT = 0.3
AWAY = 1.2  # heights between two glyphs that belong to different words


@dataclass(slots=True)
class _Run:
    glyphs: list[Glyph] = field(default_factory=list)
    places: list[int] = field(default_factory=list)


def odd_words(sheet: Sheet, start: int, end: int) -> Iterator[Word]:
    """Read the words that the characters from start to end spell; no space was drawn between them."""
    for run in _runs(sheet, start, end):
        word = _word(sheet, run)
        if word is not None:
            yield word


def _runs(sheet: Sheet, start: int, end: int) -> Iterator[_Run]:
    run = _Run()
    for index, (left, top, right, bottom) in enumerate(sheet.sides(range(start, end)), start):
        text = clean(sheet.text[index])
        box = sheet.frame.box(left, bottom, right, top)
        if run.glyphs and text and _apart(run, box):
            yield run
            run = _Run()
        if not text or _is_tiny(box) or not sheet.frame.shows(*box):
            continue
        run.places.append(index)
        run.glyphs.extend(Glyph(char, *box) for char in text)
    if run.glyphs:
        yield run


def _is_tiny(box: Sides) -> bool:
    """Nobody reads it: too low, unless it is a narrow letter that lies on its side."""
    width, height = box[2] - box[0], box[3] - box[1]
    return height < SMALLEST and (width < SMALLEST or height < FLAT)


def _apart(run: _Run, box: Sides) -> bool:
    """The next glyph stands elsewhere, though no space was drawn between."""
    last = run.glyphs[-1]
    height = max(last.y1 - last.y0, box[3] - box[1])
    up_or_down = abs((last.y0 + last.y1) - (box[1] + box[3])) / 2 > 0.7 * height
    left, right = min(g.x0 for g in run.glyphs), max(g.x1 for g in run.glyphs)
    aside = max(box[0] - right, left - box[2])
    return aside > AWAY * height or (up_or_down and aside >= 0)


def _word(sheet: Sheet, run: _Run) -> Word | None:
    x0, y0 = min(g.x0 for g in run.glyphs), min(g.y0 for g in run.glyphs)
    x1, y1 = max(g.x1 for g in run.glyphs), max(g.y1 for g in run.glyphs)
    squeezed = (x1 - x0) / len(run.glyphs) < THINNEST * (y1 - y0)
    if (
        squeezed
        and len(run.glyphs) > 2
        and len(run.places) == len(run.glyphs)
        and all(map(sheet.is_squeezed, run.places))
    ):
        return None
    look = sheet.look(run.places[0], *sheet.pieces(run.places[:1]))
    if look.is_icon:
        return None
    hyphen = run.glyphs[-1].char if len(run.glyphs) > 1 and run.glyphs[-1].char in LINE_HYPHENS else ""
    text = "".join(_plain(c) for c in spell(run.glyphs))
    return Word(text, x0, y0, x1, y1, hyphen, look.upright, look.font) if text else None


def _plain(char: str) -> str:
    """Write the several hyphens of typesetting as the one that is typed, and drop what marks nothing."""
    return {"\u2010": "-", "\u2011": "-", "\x02": "-", "\ufffe": "-", "\u00ad": ""}.get(char, char)
