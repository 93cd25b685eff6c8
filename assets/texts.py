"""Gather the texts that are marked for translation, and bring the catalogs up to date.

    .venv/bin/python -m assets.texts          writes messages.pot, merges it into each messages.po, lists what is missing

Texts are marked by gettext, ngettext and marked in Python, by gettext and ngettext in templates. The catalogs are read
as they stand, so there is nothing to compile.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "coachapp"
LOCALES = HOUSE / "locale"
POT = LOCALES / "messages.pot"
LANGUAGES = ("de", "es")
METHODS = [("**.py", "python"), ("**.html", "jinja2"), ("**.txt", "jinja2")]
OPTIONS = {"**.html": {"silent": "false", "trimmed": "true"}, "**.txt": {"silent": "false", "trimmed": "true"}}
KEYWORDS = {"gettext": None, "ngettext": (1, 2), "marked": None, "Unwelcome": None}


def gathered() -> Catalog:
    """Give all texts that are marked in the code, with the files that say them."""
    catalog = Catalog(project="coachapp", charset="utf-8", fuzzy=False)
    found = extract_from_dir(HOUSE, METHODS, OPTIONS, KEYWORDS, directory_filter=lambda path: not path.endswith("__"))
    for file, _, text, _, _ in sorted(found, key=lambda each: (each[0], each[1])):
        if not file.endswith("common_passwords.txt"):
            catalog.add(text, locations=[(f"coachapp/{file}", 0)])
    return catalog


def kept(path: Path) -> Catalog:
    """Give a catalog as it stands in the project."""
    with path.open("rb") as file:
        return read_po(file, locale=None if path.suffix == ".pot" else path.parts[-3])


def po(language: str) -> Path:
    """Give where the catalog of a language stands."""
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


def missing(catalog: Catalog) -> list[Message]:
    """Give the texts that have no translation yet, or one that somebody has to look at."""
    return [each for each in catalog if each.id and (each.fuzzy or not all(_said(each)))]


def _said(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def write(catalog: Catalog, path: Path) -> None:
    """Write a catalog without dates and line numbers, so that it changes only with its texts."""
    out = BytesIO()
    write_po(out, catalog, width=110, omit_header=True, include_lineno=False, ignore_obsolete=True, sort_by_file=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    if path.suffix == ".po":
        head += f'"Language: {catalog.locale}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(head + "\n" + out.getvalue().decode().strip() + "\n", encoding="utf-8")


def main() -> int:
    """Bring all catalogs up to date; tells by its answer whether a translation is missing."""
    template, open_ends = gathered(), 0
    write(template, POT)
    for language in LANGUAGES:
        path = po(language)
        catalog = kept(path) if path.exists() else Catalog(locale=language, charset="utf-8", fuzzy=False)
        catalog.update(template, no_fuzzy_matching=True)
        write(catalog, path)
        for each in missing(catalog):
            open_ends += 1
            print(f"{language}: {each.id!r}")
    return 1 if open_ends else 0


if __name__ == "__main__":
    sys.exit(main())
