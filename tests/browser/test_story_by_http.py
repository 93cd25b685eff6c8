"""The whole story with nothing but HTTP: the script in docs/ does what it says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from coachapp.core import unit
from tests.browser.installation import Installation
from tests.factories import people

SCRIPT = Path(__file__).parents[2] / "docs/story.py"


@pytest.mark.slow
def test_a_script_walks_the_story(live: Installation) -> None:
    with live.app.app_context(), unit.own():
        owner = people.owner(practice="Story")

    walked = subprocess.run(
        [sys.executable, str(SCRIPT), live.url, owner.email, people.PASSWORD],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )

    assert walked.returncode == 0, walked.stdout + walked.stderr
    assert walked.stdout.splitlines()[-1].startswith("·")
    assert walked.stdout.count("·") == 11
