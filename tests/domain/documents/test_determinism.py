"""The same bytes give the same text, whichever process reads them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coachapp.core import sandbox
from coachapp.core.confine import MEBIBYTE
from coachapp.domain.documents.files import Kind
from coachapp.domain.documents.reading import TEXT_LIMITS

from . import made

PROGRAM = "coachapp.domain.documents.extract"
FILES = {
    **dict.fromkeys(sorted([*made.FILES.glob("*.pdf"), *made.FILES.glob("made/*.pdf")]), Kind.PDF),
    **dict.fromkeys(sorted(made.FILES.glob("*.odt")), Kind.ODT),
}


def told(path: Path, kind: Kind, seed: str) -> bytes:
    limits = (str(1024 * MEBIBYTE), "20", str(TEXT_LIMITS.output))
    done = subprocess.run(
        [sys.executable, "-m", PROGRAM, "text", kind, *limits],
        stdin=path.open("rb"),
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    return done.stdout


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_two_processes_give_the_same_bytes(path: Path) -> None:
    kind = FILES[path]

    answer = told(path, kind, "1")

    assert len(answer) > 500
    assert told(path, kind, "4242") == answer


def test_the_confined_child_gives_them_too() -> None:
    path = made.FILES / "latex.pdf"

    assert sandbox.run(PROGRAM, ("text", Kind.PDF), path, TEXT_LIMITS).answer == told(path, Kind.PDF, "7")
