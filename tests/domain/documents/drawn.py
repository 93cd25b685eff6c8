"""One text of some lines, drawn in the ways that producers have: whole, letter by letter, twice, in any order."""

from collections.abc import Iterator

from . import blind

_NARROW = {"i": 222, "l": 222, "j": 222, "t": 278, "f": 278, "r": 333, "m": 833, "w": 722, ".": 278, ",": 278, " ": 278}


def _width(letter: str) -> float:
    """How wide Helvetica sets a letter, in ems."""
    usual = 722 if letter.isupper() and letter not in "FJLTZ" else 611 if letter.isupper() else 556
    return _NARROW.get(letter, 500 if letter in "cksvxyz" else usual) / 1000


def _hex(text: str) -> bytes:
    return text.encode("cp1252").hex().encode()


def _rows() -> Iterator[tuple[int, str]]:
    words = blind.WORDS.split()
    for n, i in enumerate(range(0, len(words), 9)):
        yield 780 - 16 * n, " ".join(words[i : i + 9])


def _shown(x: float, y: float, text: str) -> bytes:
    return b"BT /F1 11 Tf %.2f %d Td <%s> Tj ET\n" % (x, y, _hex(text))


def _one_by_one() -> list[bytes]:
    """Each letter in a place of its own, and no space anywhere."""
    out = []
    for y, row in _rows():
        x = 60.0
        for letter in row:
            if letter != " ":
                out.append(_shown(x, y, letter))
            x += _width(letter) * 11
    return out


def _in_one(between: bytes, parts: str) -> bytes:
    """A line at once, its words or letters pushed apart."""
    out = b""
    for y, row in _rows():
        pieces = row.split() if parts == "words" else list(row)
        out += b"BT /F1 11 Tf 60 %d Td [%s] TJ ET\n" % (y, between.join(b"<%s>" % _hex(piece) for piece in pieces))
    return out


_LINES = [_shown(60, y, row) for y, row in _rows()]
_CAPITALS = b"BT /F1 11 Tf 60 %d Td <%s> Tj /F1 8 Tf <%s> Tj ET\n"
_WAYS = {
    "whole lines": b"".join(_LINES),
    "letter by letter": b"".join(_one_by_one()),
    "letters from the last to the first": b"".join(reversed(_one_by_one())),
    "from the bottom up": b"".join(reversed(_LINES)),
    "spaces as leaps": _in_one(b" -290 ", "words"),
    "narrow leaps": _in_one(b" -190 ", "words"),
    "kerned": _in_one(b" 30 ", "letters"),
    "spaced letters": b"1 Tc " + b"".join(_LINES),
    "widely spaced letters": b"3 Tc " + b"".join(_LINES),
    "narrowed": b"60 Tz " + b"".join(_LINES),
    "on its side": b"q 0 1 -1 0 400 100 cm " + blind.lines(top=100) + b"Q",
    "each line twice, to look bold": b"".join(_shown(60 + d, y, row) for y, row in _rows() for d in (0, 0.35)),
    "all twice, to look bold": blind.lines() + b"1 0 0 1 0.3 0 cm " + blind.lines(),
    "with a shadow": blind.lines() + b"q 1 0 0 1 1.2 -1.2 cm " + blind.lines() + b"Q",
    "small capitals": b"".join(_CAPITALS % (y, _hex(row[0].upper()), _hex(row[1:].upper())) for y, row in _rows()),
}
WAYS = {name: blind.pdf(content) for name, content in _WAYS.items()}
