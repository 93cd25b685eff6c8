"""House rules of the templates: what a strict CSP refuses stands nowhere, and each icon exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "coachapp" / "web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|<[a-z][^<>]*\s(?:style|on[a-z]+)=|=\"javascript:", re.IGNORECASE)
ICON = re.compile(r"""\bicon\(\s*"([a-z0-9-]+)"|icon_name="([a-z0-9-]+)\"""")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())
def test_a_template_has_no_inline_script_or_style(template: Path) -> None:
    assert INLINE.findall(template.read_text()) == []


def test_each_icon_that_a_template_names_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (WEB / "static" / "icons.svg").read_text()))

    named = {name for path in TEMPLATES for pair in ICON.findall(path.read_text()) for name in pair if name}

    assert named - sprite == set()
