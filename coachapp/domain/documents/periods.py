"""The dates of a resume: from when to when, as a program that screens it makes them out."""

from __future__ import annotations

import re
from typing import NamedTuple

NOW = "now"

_MONTHS = [
    "january januar jänner enero jan ene",
    "february februar feber febrero feb",
    "march märz maerz marzo mar mär mrz",
    "april abril apr abr",
    "may mai mayo",
    "june juni junio jun",
    "july juli julio jul",
    "august agosto aug ago",
    "september septiembre setiembre sept sep",
    "october oktober octubre oct okt",
    "november noviembre nov",
    "december dezember diciembre dec dez dic",
]
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WORD = rf"(?:{'|'.join(sorted(_NUMBER, key=len, reverse=True))})\.?"
_YEAR = r"(?:19[5-9][0-9]|20[0-5][0-9])"
_POINT = (
    rf"(?:{_WORD}[ ,]{{1,2}}(?:de[l]? )?{_YEAR}|(?:[0-3]?[0-9]\.[ ]?)?(?:0?[1-9]|1[0-2])[./][ ]?{_YEAR}"
    rf"|{_YEAR}-(?:0[1-9]|1[0-2])|{_YEAR})"
)
_TODAY = (
    r"(?:present|now|today|current|currently|ongoing|to date|heute|jetzt|aktuell|laufend"
    r"|(?:la )?actualidad|presente|actual|hoy)"
)
_TO = r"(?:[ \n]?[-\u2010-\u2015\u2212][ \n]?|[ \n](?:to|until|till|bis(?: zum)?|hasta|a|al)[ \n])"
_SINCE = r"(?:since|from|seit|ab|desde)[ ]"
_EDGE, _END = r"(?<![\w./-])", r"(?![\w/]|[.-][0-9])"
_RANGE = re.compile(rf"{_EDGE}({_POINT}){_TO}({_POINT}|{_TODAY}){_END}", re.IGNORECASE)
_OPEN = re.compile(rf"{_EDGE}{_SINCE}({_POINT}){_END}", re.IGNORECASE)
_DATED = re.compile(rf"{_EDGE}({_POINT}){_END}", re.IGNORECASE)
_NAMED = re.compile(rf"(?:{'|'.join(sorted(_NUMBER, key=len, reverse=True))})", re.IGNORECASE)


class Period(NamedTuple):
    """Where it stands, [start, end) in the text; from when to when, as 2019 or 2019-04, or now."""

    start: int
    end: int
    since: str
    until: str


def periods(text: str) -> list[Period]:
    """Find what is dated, in the order of the text; the latter of two that overlap is left out."""
    found = [Period(*match.span(), _point(match[1]), _until(match[2])) for match in _RANGE.finditer(text)]
    found += [Period(*match.span(), _point(match[1]), NOW) for match in _OPEN.finditer(text)]
    found += [Period(*match.span(), point, point) for match in _DATED.finditer(text) if (point := _alone(text, match))]
    kept: list[Period] = []
    for period in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or period.start >= kept[-1].end:
            kept.append(period)
    return kept


def _until(text: str) -> str:
    return _point(text) if text[-1].isdigit() else NOW


def _alone(text: str, match: re.Match[str]) -> str:
    """Give a date that stands for itself: with its month, or a year at an edge of its line or in brackets."""
    before, after = text[: match.start()][-1:], text[match.end() : match.end() + 1]
    at_edge = before in {"", "\n", "("} or after in {"", "\n", ")"}
    point = _point(match[1])
    return point if "-" in point or at_edge else ""


def _point(text: str) -> str:
    """Give 2019 or 2019-04."""
    numbers = re.findall(r"[0-9]+", text)
    year = next(number for number in numbers if len(number) == 4)
    word = _NAMED.match(text)
    months = [_NUMBER[word[0].casefold()]] if word else [int(number) for number in numbers if len(number) < 4]
    return f"{year}-{months[-1]:02}" if months else year
