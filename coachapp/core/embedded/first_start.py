"""What a data directory gets on its first start: a lock against a second copy, and secrets of its own."""

import fcntl
import os
import secrets
from pathlib import Path
from typing import IO

from coachapp.core.embedded.children import ServerTrouble

READABLE = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else


def claim(data: Path) -> IO[bytes]:
    """Make the data directory and hold it for this process; a second copy is refused."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        data.chmod(0o711 if os.geteuid() == 0 else 0o700)  # the database's account walks through root's
        lock = (data / "lock").open("ab")
    except OSError as refusal:
        raise ServerTrouble(
            f"{data} can't be used as data directory: {refusal.strerror}. Choose another with --data."
        ) from refusal
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise ServerTrouble(
            f"Another coachapp already runs on {data}. Stop it, or choose another directory with --data."
        ) from None
    return lock


def kept_secret(path: Path, fresh: str) -> Path:
    """Give the file with a secret, written with `fresh` on the first start, readable by its owner alone."""
    if not path.exists():
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(fresh + "\n")
        unfinished.rename(path)
    return path


def secret_key(data: Path) -> Path:
    """Give the file with this installation's key."""
    return kept_secret(data / "secret_key", secrets.token_hex(32))


def demo_password(data: Path) -> Path:
    """Give the file with the demo's password: four groups that can be typed from a screen."""
    groups = ("".join(secrets.choice(READABLE) for _ in range(4)) for _ in range(4))
    return kept_secret(data / "demo_password", "-".join(groups))
