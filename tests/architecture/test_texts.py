"""What is marked for translation is translated, with the same facts in it."""

from __future__ import annotations

import ast
import re

import pytest
from babel.messages import Message

from assets import texts

FACT = re.compile(r"%\(\w+\)s|\{\w+\}")


def ids(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def strings(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def said_in_code() -> set[str]:
    """Give what Python says through gettext and its sisters, also where the extractor does not look."""
    found = set()
    for path in texts.HOUSE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in texts.KEYWORDS:
                found |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return found


def test_every_marked_text_is_in_the_template() -> None:
    marked, template = texts.gathered(), texts.kept(texts.POT)

    known = {ids(each) for each in template if each.id}

    assert {ids(each) for each in marked if each.id} == known, "run .venv/bin/python -m assets.texts"
    assert said_in_code() <= {one for each in known for one in each}


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_marked_text_is_translated(language: str) -> None:
    template, catalog = texts.kept(texts.POT), texts.kept(texts.po(language))

    assert {ids(each) for each in catalog if each.id} == {ids(each) for each in template if each.id}
    assert [each.id for each in texts.missing(catalog)] == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_translations_hold_the_facts_of_their_texts(language: str) -> None:
    catalog = texts.kept(texts.po(language))

    wrong = [
        (each.id, string)
        for each in catalog
        if each.id
        for string in strings(each)
        if set(FACT.findall(string)) != set(FACT.findall(ids(each)[-1])) or "%" in FACT.sub("", string)
    ]

    assert wrong == []
