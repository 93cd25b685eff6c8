"""How commands find the copy that runs: one file in the data directory, readable by its owner alone."""

import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "running.json"
SOCKETS = re.compile(r"(?:\?host=|unix://)\S*(?:/|%2F)(coachapp-\w{8})\b")  # only those that are ours
BASES = {Path("/tmp"), Path(tempfile.gettempdir())}  # noqa: S108 - where sockets are, see embedded.children


class NotRunning(RuntimeError):
    """No copy runs on that data directory."""


@dataclass(frozen=True)
class Running:
    """A copy that runs: its launcher, its address, and what its processes were told."""

    pid: int
    address: str
    environment: dict[str, str]
    pids: dict[str, int]


def write(data: Path, running: Running) -> None:
    """Say in the data directory that this copy runs."""
    unfinished = data / f"{FILE}.{os.getpid()}"
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(running), file, indent=1)
    unfinished.rename(data / FILE)


def forget(data: Path) -> None:
    """Take the note away again."""
    (data / FILE).unlink(missing_ok=True)


def find(data: Path) -> Running | None:
    """Give the copy that runs on the data directory, if one does."""
    try:
        running = Running(**json.loads((data / FILE).read_text(encoding="utf-8")))
        os.kill(running.pid, 0)
    except (FileNotFoundError, ProcessLookupError, ValueError, TypeError):
        return None
    except PermissionError as refusal:
        raise NotRunning(f"The copy on {data} runs under another account; use that account.") from refusal
    return running


def left_by_a_crash(data: Path) -> list[Path]:
    """Give the socket directories of a copy that was killed; to be asked while holding the data directory."""
    try:
        told = Running(**json.loads((data / FILE).read_text(encoding="utf-8"))).environment
    except (FileNotFoundError, ValueError, TypeError):
        return []
    named = SOCKETS.findall(f"{told.get('DATABASE_URL')} {told.get('REDIS_URL')}")
    return [place for name in named for base in BASES if (place := base / name).is_dir()]


def environment_of(data_dir: Path) -> dict[str, str]:
    """Give the settings of the copy that runs on a data directory."""
    if running := find(data_dir):
        return running.environment
    raise NotRunning(f"No coachapp runs on {data_dir}. Start it with ./run, or set COACHAPP_DATA to its place.")
