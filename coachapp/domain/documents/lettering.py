"""What a page's glyphs say: letters in Unicode NFC, in the order in which they are read."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

BULLETS = frozenset("•◦▪▫■□●○‣⁃∙·➢➤►▸❖✓✔◆◇")
LINE_HYPHENS = frozenset("-\u2010\u00ad\x02\ufffe")
SOFT_HYPHENS = frozenset("\u2010\u00ad")
_SYMBOL_BULLETS = {
    "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf06e": "■", "\uf0a8": "□",
}  # fmt: skip
_SPACING_ACCENTS = {
    "\u00b4": "\u0301", "\u0060": "\u0300", "\u02cb": "\u0300", "\u02ca": "\u0301", "\u00a8": "\u0308",
    "\u02c6": "\u0302", "\u005e": "\u0302", "\u02dc": "\u0303", "\u007e": "\u0303", "\u00b8": "\u0327",
    "\u02da": "\u030a", "\u02c7": "\u030c", "\u02d8": "\u0306", "\u02dd": "\u030b", "\u02db": "\u0328",
    "\u00af": "\u0304", "\u02d9": "\u0307",
}  # fmt: skip
_DOTLESS = {"ı": "i", "ȷ": "j"}
_JOINERS = "\u200c\u200d"
_ICON_FONT = re.compile(r"awesome|icon|material|glyph|entypo|academicons|marvosym|fontello", re.IGNORECASE)
FIRST_CJK = "\u2e80"
_CJK = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))
_RTL = frozenset(("R", "AL"))
_MAYBE_RTL = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
_ALEFS = frozenset("اأإآ")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character and its box in page units, origin at the top left."""

    char: str
    x0: float
    y0: float
    x1: float
    y1: float


def is_icon_font(name: str) -> bool:
    """A font whose letters are pictures says nothing that can be read."""
    return bool(_ICON_FONT.search(name))


@lru_cache(maxsize=4096)
def clean(char: str) -> str:
    """Give the readable form of one character: "" for what is no text, " " for any white space."""
    if char in _SYMBOL_BULLETS:
        return _SYMBOL_BULLETS[char]
    if char in LINE_HYPHENS or char in _JOINERS:
        return char
    if char.isspace():
        return " "
    category = unicodedata.category(char)
    if category[0] == "C":
        return ""
    code = ord(char)
    if 0xFB00 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFF:
        return unicodedata.normalize("NFKC", char).strip()
    return char


def is_plain(char: str) -> bool:
    """A letter, figure or sign that means itself wherever it stands."""
    return clean(char) == char and (
        char == "-"
        or (char not in LINE_HYPHENS and char not in _JOINERS and char not in _SPACING_ACCENTS and not has_rtl(char))
    )


def is_rtl(text: str) -> bool:
    """More of it is written from right to left than from left to right."""
    if not _MAYBE_RTL.search(text):
        return False
    kinds = [unicodedata.bidirectional(c) for c in text]
    return sum(k in _RTL for k in kinds) > sum(k == "L" for k in kinds)


def has_rtl(text: str) -> bool:
    """Some of it is written from right to left."""
    return bool(_MAYBE_RTL.search(text)) and any(unicodedata.bidirectional(c) in _RTL for c in text)


def is_cjk(char: str) -> bool:
    """Written without spaces between words."""
    code = ord(char)
    return any(low <= code <= high for low, high in _CJK)


def spell(glyphs: Sequence[Glyph]) -> str:
    """Give the word that these glyphs show, in NFC and in logical order."""
    if has_rtl("".join(g.char for g in glyphs)):
        return unicodedata.normalize("NFC", _from_the_right(glyphs))
    return unicodedata.normalize("NFC", _with_accents(glyphs))


def _overlaps(accent: Glyph, letter: Glyph) -> bool:
    middle = (accent.x0 + accent.x1) / 2
    return letter.x0 - 0.1 < middle < letter.x1 + 0.1


def _with_accents(glyphs: Sequence[Glyph]) -> str:
    """Join accents that were drawn apart (old TeX fonts) with the letter below or above them."""
    out: list[str] = []
    waiting = ""
    for i, glyph in enumerate(glyphs):
        mark = _SPACING_ACCENTS.get(glyph.char)
        if mark and i + 1 < len(glyphs) and glyphs[i + 1].char.isalpha() and _overlaps(glyph, glyphs[i + 1]):
            waiting = mark
        elif mark and out and glyphs[i - 1].char.isalpha() and _overlaps(glyph, glyphs[i - 1]):
            out[-1] = _DOTLESS.get(out[-1], out[-1]) + mark
        elif waiting:
            out.append(_DOTLESS.get(glyph.char, glyph.char) + waiting)
            waiting = ""
        else:
            out.append(glyph.char)
    return "".join(out)


def _from_the_right(glyphs: Sequence[Glyph]) -> str:
    """Order by place, since some producers draw from left to right and some the other way."""
    clusters: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -(g.x0 + g.x1)):
        first = clusters[-1][0] if clusters else None
        if first and abs(first.x0 - glyph.x0) < 0.05 and abs(first.x1 - glyph.x1) < 0.05:
            clusters[-1].append(glyph)
        else:
            clusters.append([glyph])
    read = "".join(_cluster(c) for c in clusters)
    return re.sub(r"[0-9A-Za-z]+(?:[.,:/+@-][0-9A-Za-z]+)*", lambda m: m.group()[::-1], read)


def _cluster(glyphs: list[Glyph]) -> str:
    """Give one glyph's letters: base before marks, lam before the alef that it carries."""
    chars = sorted((g.char for g in glyphs), key=lambda c: unicodedata.combining(c) > 0)
    if len(chars) > 1 and chars[0] in _ALEFS and chars[1] == "ل":
        chars[0], chars[1] = chars[1], chars[0]
    return "".join(chars)
