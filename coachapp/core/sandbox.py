"""Runs one of our modules over a stranger's file, in a confined child, two at a time in an installation.

The child reads the file from its standard input and answers on its standard output; it has no other
way in or out. It binds itself with `confine` before it looks at the file.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

from coachapp.core.confine import MEBIBYTE

SLOTS = 2
MEMORY = 1024 * MEBIBYTE
_ROOT = Path(__file__).resolve().parents[2]
_data: Path | None = None


def configure(folder: Path) -> None:
    """Share the places among all processes of the installation whose data lie in that folder."""
    global _data  # noqa: PLW0603 - one installation per process
    _data = folder


class Ending(StrEnum):
    """How a confined run came to its end: slow used up its processor time, stalled hardly got any."""

    OK = "ok"
    SLOW = "slow"
    STALLED = "stalled"
    CRASHED = "crashed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a confined run gave: its ending, and as much of its answer as it wrote."""

    ending: Ending
    answer: bytes = b""

    @property
    def ok(self) -> bool:
        return self.ending is Ending.OK


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may use: seconds of processor, seconds by the clock, bytes of answer."""

    cpu_seconds: int = 4
    wall_seconds: float = 15
    output: int = 32 * MEBIBYTE


def run(module: str, arguments: Sequence[str], file: Path | None, limits: Limits | None = None) -> Outcome:
    """Run a module over a file and give its answer, in a `place`; never raises for what the file does."""
    limits = limits or Limits()
    with tempfile.TemporaryFile() as answer, (file or Path(os.devnull)).open("rb") as given:
        ending = _wait(_start(module, arguments, given, answer, limits), limits)
        answer.seek(0)
        return Outcome(ending, answer.read(limits.output))


def network() -> str:
    """How confined children are kept off the network here: namespace, filter or open."""
    outcome = run("coachapp.core.confine", (), None)
    return outcome.answer.decode() if outcome.ok else str(outcome.ending)


def _start(
    module: str, arguments: Sequence[str], given: IO[bytes], answer: IO[bytes], limits: Limits
) -> subprocess.Popen[bytes]:
    numbers = (str(MEMORY), str(limits.cpu_seconds), str(limits.output))
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module, no shell
        [sys.executable, "-P", "-m", module, *arguments, *numbers],
        stdin=given,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={
            "PYTHONPATH": str(_ROOT),
            "PYTHONHASHSEED": "0",
            "PYTHONDONTWRITEBYTECODE": "1",
            "LC_ALL": "C.UTF-8",
        },
        start_new_session=True,
    )


def _wait(child: subprocess.Popen[bytes], limits: Limits) -> Ending:
    try:
        code = child.wait(limits.wall_seconds)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        return Ending.STALLED
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        return Ending.SLOW
    return Ending.OK if code == 0 else Ending.CRASHED


@contextlib.contextmanager
def place(patience: float, *, kind: str = "slot", places: int = SLOTS) -> Iterator[bool]:
    """Hold one of the installation's few places to run something of a kind; False when none came free in time."""
    folder = _places_folder()
    until = time.monotonic() + patience
    while True:
        for number in range(places):
            lock = os.open(folder / f"{kind}-{number}", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
                continue
            try:
                yield True
            finally:
                os.close(lock)
            return
        if time.monotonic() > until:
            yield False
            return
        time.sleep(0.05)


def _places_folder() -> Path:
    """Give where the locks of the places lie; outside of an installation they are this user's."""
    folder = (_data or Path(tempfile.gettempdir())) / f"coachapp-places-{os.geteuid()}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise PermissionError(f"{folder} belongs to someone else; remove it.")
    return folder
