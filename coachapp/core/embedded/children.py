"""Child processes that start when they answer, stop when told, and never outlive their parent."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


class ServerTrouble(RuntimeError):
    """A part that the app needs did not start or did not stay; the text says what to do."""


def _tied_to_parent(death_signal: int) -> Callable[[], None]:
    """Return the step between fork and exec that lets the kernel end the child with its parent."""
    parent = os.getpid()

    def tie() -> None:
        if LIBC is not None:
            LIBC.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return tie


def spawn(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    identity: tuple[int, int] | None = None,
    output: IO[bytes] | None = None,
    death_signal: int = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a command in a session of its own, as another account if one is given."""
    uid, gid = identity or (None, None)
    return subprocess.Popen(  # noqa: S603 - our own command lines, never a shell
        [str(part) for part in command],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        start_new_session=True,
        user=uid,
        group=gid,
        extra_groups=None if uid is None else [],
        preexec_fn=_tied_to_parent(death_signal),  # noqa: PLW1509 - set before any thread of ours starts
    )


def wait_until(ready: Callable[[], bool], child: subprocess.Popen[bytes], *, seconds: float) -> bool:
    """Poll until `ready()`; False when the child died or the time is over."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if ready():
            return True
        if child.poll() is not None:
            return False
        time.sleep(0.03)
    return False


def stop(child: subprocess.Popen[bytes], *, sign: int = signal.SIGTERM, grace: float = 10) -> None:
    """End a child: a polite signal, some grace, then the whole process group by force."""
    if child.poll() is None:
        child.send_signal(sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(grace)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def last_lines(log: Path, count: int = 3) -> str:
    """Return the end of a log in one line, for the sentence that tells what went wrong."""
    if not log.exists():
        return "nothing was logged"
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines() if line.strip()]
    return " | ".join(lines[-count:]) or "nothing was logged"


def socket_directory(identity: tuple[int, int] | None = None) -> Path:
    """Make a private directory whose path is short enough for a Unix socket (107 bytes)."""
    base = Path(tempfile.gettempdir())
    if len(str(base)) > 40 or identity is not None:
        base = Path("/tmp")  # noqa: S108 - mkdtemp makes it 0700, and a socket path has to be short
    made = Path(tempfile.mkdtemp(prefix="coachapp-", dir=base))
    if identity is not None:
        os.chown(made, *identity)
    return made
