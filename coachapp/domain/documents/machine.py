"""What a machine reads: what a program that screens applications makes out in the text of a document.

Pure and deterministic, by plain rules that such programs share: a line by itself that is called like a section
begins one, the name is the first line that looks like one. What isn't found is named in `missing`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from coachapp.domain.documents.periods import Period, periods
from coachapp.domain.documents.section_names import canonical
from coachapp.domain.documents.tokens import BULLETS, Span

NAME_LINES = 12
"""So many lines from the top may hold the name."""
FAR_DOWN = 0.5

_MAIL = re.compile(r"(?<![\w.+-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_CUT_MAIL = re.compile(r"(?<![\w.+-])[\w.+%-]+(?: @ ?|@ )[\w-]+(?:\.[\w-]+)+")
_HOSTS = "com|org|net|io|dev|de|es|ch|at|me|eu|uk|fr|it|nl|se|dk|no|fi|pl|app|ai|tech|blog|design|info|biz|us|ca|br|mx"
_LINK = re.compile(
    rf"https?://[^\s<>|]+|(?<![\w@.-])www\.[^\s<>|]+|(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:{_HOSTS})/[^\s<>|]*",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<![\w@./+%-])(?:[a-z0-9-]+\.)+(?:{_HOSTS})(?![\w@/-]|\.\w)")
_PHONE = re.compile(r"(?<![\w.+/])(?:\+|\(\+?)?[0-9][0-9 ()./\u00a0\u2010-\u2013-]{5,24}[0-9](?![\w])")
_NORTH_AMERICAN = re.compile(r"\(?[2-9][0-9]{2}\)?[ .-]?[0-9]{3}[ .-]?[0-9]{4}")
_CALLED = re.compile(r"(?:phone|tel|mobile|cell|telefon|mobil|handy|tel[eé]fono|m[oó]vil)[.:]? *$", re.IGNORECASE)
_APART = re.compile(r"^(?:[^\W\d_] ){3,}[^\W\d_]\b", re.MULTILINE)
_BETWEEN = re.compile(r" ?[|·•,/\u2013\u2014] ?| {3,}")
_LETTERS = re.compile(r"[^\W\d_]+(?:[-.'\u2019\u2010\u2011][^\W\d_]*)*")
_PARTICLES = re.compile(r"(?:de[lnr]?|della|d[aio]|dos|van|von|zur?|l[ae]|el|al|bin|ibn|ben|y|e|te[nr]|a[fv])")
_MARKUP = "=#* _"
_TITLES = frozenset({"curriculum vitae", "resume", "résumé", "lebenslauf", "cv", "cover letter", "hoja de vida"})


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its title as [start, end) in the text, the one name that machines know it by, where it ends."""

    title: Span
    name: str
    until: int


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that a machine may stumble over, and where."""

    said: str
    where: Span


@dataclass(frozen=True, slots=True)
class Seen:
    """What was made out, each as a part of the text."""

    name: Span | None
    mails: list[Span]
    phones: list[Span]
    links: list[Span]
    sections: list[Section]
    dates: list[Period]
    warnings: list[Warned]

    @property
    def missing(self) -> list[str]:
        """What a machine looks for and doesn't find."""
        found = {"name": self.name, "mail": self.mails, "phone": self.phones, "link": self.links}
        return [what for what, seen in (found | {"sections": self.sections, "dates": self.dates}).items() if not seen]


def found(text: str) -> Seen:
    """Make out what stands in a canonical text."""
    lines = list(_lines(text))
    titles = [(line, called) for line in lines if (called := canonical(text[line.start : line.end]))]
    ends = [line.start for line, _ in titles] + [len(text.rstrip())]
    sections = [Section(line, called, end) for (line, called), end in zip(titles, ends[1:], strict=True)]
    head = next((one.title.start for one in sections if one.name not in {"contact", "summary"}), len(text))
    mails, dates = _spans(_MAIL, text), periods(text)
    links = _links(text, head, mails)
    phones = _phones(text, [*mails, *links, *dates])
    name = _name(text, lines[:NAME_LINES])
    seen = Seen(name, mails, phones, links, sections, dates, [])
    seen.warnings.extend(_warnings(text, lines, seen))
    return seen


def _lines(text: str) -> Iterator[Span]:
    for match in re.finditer(r"\S.*", text):
        yield Span(match.start(), match.start() + len(match[0].rstrip()))


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text)]


def _clear(span: Span, others: list[Span] | list[Span | Period]) -> bool:
    return all(span.end <= other.start or other.end <= span.start for other in others)


def _links(text: str, head: int, mails: list[Span]) -> list[Span]:
    """Give addresses of pages; a bare host counts above the first section alone, since `asp.net` is one, too."""
    whole = [Span(a, a + len(text[a:b].rstrip(".,;:!?)]}>'\"\u201d\u2019"))) for a, b in _spans(_LINK, text)]
    whole = [link for link in whole if _clear(link, mails)]
    bare = [link for link in _spans(_BARE, text[:head]) if _clear(link, [*mails, *whole])]
    return sorted(whole + bare)


def _phones(text: str, others: list[Span | Period]) -> list[Span]:
    kept = []
    for span in _spans(_PHONE, text):
        number = text[span.start : span.end]
        digits = sum(letter.isdigit() for letter in number)
        called = _CALLED.search(text, max(0, span.start - 16), span.start)
        shaped = number[0] in "+0(" or _NORTH_AMERICAN.fullmatch(number) is not None or called is not None
        if 7 <= digits <= 15 and shaped and _clear(span, others):
            kept.append(span)
    return kept


def _name(text: str, lines: list[Span]) -> Span | None:
    for line in lines:
        words = text[line.start : line.end].lstrip(_MARKUP)
        first = _BETWEEN.split(words)[0].rstrip()
        if _is_name(first):
            start = line.end - len(words)
            return Span(start, start + len(first))
    return None


def _is_name(words: str) -> bool:
    parts = words.split()
    if len(words) > 60 or words.casefold() in _TITLES or canonical(words):
        return False
    if len(parts) == 1:
        return bool(re.fullmatch(r"[\u3400-\u9fff\uac00-\ud7af]{2,5}", words))
    if not 2 <= len(parts) <= 5 or not all(_LETTERS.fullmatch(part) for part in parts):
        return False
    return all(_PARTICLES.fullmatch(part) or not part[0].islower() for part in parts) and not _PARTICLES.fullmatch(
        parts[-1]
    )


def _warnings(text: str, lines: list[Span], seen: Seen) -> Iterator[Warned]:
    for span in _spans(_CUT_MAIL, text):
        yield Warned("A space cuts this mail address: a machine doesn't take it for one.", span)
    for span in _spans(_APART, text):
        yield Warned("These letters are set apart: a machine may read each as a word of its own.", span)
    reach = seen.mails[:1] + seen.phones[:1]
    if reach and len(lines) > NAME_LINES and min(reach).start > FAR_DOWN * len(text):
        yield Warned("Mail and phone stand far down: machines look for them at the top.", min(reach))
    loud = [section for section in seen.sections if text[section.title.start : section.title.end].isupper()]
    for line in lines if len(loud) > 1 else ():
        if line.start > loud[0].title.start and _may_be_title(text[line.start : line.end]):
            yield Warned("This looks like the title of a section, but it isn't one that machines know.", line)


def _may_be_title(line: str) -> bool:
    plain = line.isupper() and not any(letter.isdigit() or letter in "@" + BULLETS for letter in line)
    return plain and 5 <= len(line) <= 40 and len(line.split()) <= 5 and not canonical(line) and not _APART.match(line)
