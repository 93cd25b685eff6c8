"""The rubrics that come along, one for each kind, read from defaults.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

from coachapp.domain.rubrics.rubric import Rubric

DEFAULTS = {
    key: Rubric.from_json({"key": key, **kept})
    for key, kept in tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")).items()
}
