"""The language that is spoken: texts by gettext, from catalogs beside the code. English stands in the code itself.

`speaking("de")` sets it for a piece of work, `gettext` says a text in it, `marked` marks a text that is said later.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ENGLISH = "en"
NAMES = {ENGLISH: "English", "de": "Deutsch", "es": "Español"}
CLDR = {ENGLISH: "en_GB", "en-US": "en_US", "de": "de", "es": "es"}
"""What can be spoken, with the locale that knows its days and months: American English differs in them alone."""
CATALOGS = Path(__file__).parents[1] / "locale"

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


def spoken() -> str:
    """Give what is spoken right now: en, en-US, de or es."""
    return _spoken.get()


def language() -> str:
    """Give the language that is spoken right now, whatever the country."""
    return _spoken.get()[:2]


def speak(tongue: str) -> None:
    """Speak this from now on; what we can't speak is said in English."""
    _spoken.set(tongue if tongue in CLDR else ENGLISH)


@contextmanager
def speaking(tongue: str) -> Iterator[None]:
    """Speak this for a piece of work."""
    before = _spoken.get()
    speak(tongue)
    try:
        yield
    finally:
        _spoken.set(before)


def gettext(text: str, **facts: Any) -> str:
    """Say the text in the language that is spoken; %(name)s stands for a fact."""
    found = _catalog(language()).gettext(text) if text else ""
    return found % facts if facts else found


def ngettext(one: str, many: str, n: int, **facts: Any) -> str:
    """Say the text that fits the number, as that language counts."""
    return counted(one, many, n) % {"n": n, **facts}


def counted(one: str, many: str, n: int) -> str:
    """Give the text that fits the number with its %(n)s still open, for templates that fill it in themselves."""
    return _catalog(language()).ngettext(one, many, n)


def marked(text: str) -> str:
    """Mark a text for translators; whoever shows it says it with gettext."""
    return text


def locale() -> Locale:
    """Give what CLDR knows about what is spoken."""
    return locale_of(_spoken.get())


@cache
def locale_of(tongue: str) -> Locale:
    """Give what CLDR knows about one that we speak."""
    return Locale.parse(CLDR[tongue])


@cache
def _catalog(language: str) -> NullTranslations:
    """Read a catalog as translators write it, so that nothing has to be compiled before a start."""
    if language == ENGLISH:
        return NullTranslations()
    with (CATALOGS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    return GNUTranslations(io.BytesIO(compiled.getvalue()))
