"""Programs run over strangers' files can do next to nothing, and never hang us."""

import sys
import threading
from pathlib import Path

import pytest

from coachapp.core import sandbox
from coachapp.core.sandbox import Ending, Limits

BEGIN = """
import os, sys
memory, cpu, output = map(int, sys.argv[-3:])
from coachapp.core.confine import confine
import socket, subprocess, time
confine(memory=memory, cpu_seconds=cpu, output=output)
def refused(deed):
    try:
        deed()
    except (OSError, MemoryError):
        return "refused"
    return "done"
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Run these lines as the confined program."""
    monkeypatch.setattr(sandbox, "_ROOT", f"{sandbox._ROOT}:{tmp_path}")
    tmp_path.chmod(0o755)

    def run(lines: str, **limits: float) -> sandbox.Outcome:
        (tmp_path / "trial.py").write_text(BEGIN + lines)
        return sandbox.run("trial", (), None, Limits(**{"cpu_seconds": 2, "wall_seconds": 10, **limits}))  # type: ignore[arg-type]

    return run


@pytest.mark.parametrize(
    "deed",
    [
        "socket.socket().connect(('127.0.0.1', 9))",
        "os.fork()",
        "subprocess.run([sys.executable, '-c', ''])",
        "bytearray(2 << 30)",
        f"open({str(Path(__file__).parent / 'planted')!r}, 'w').write('x' * (40 << 20))",
    ],
    ids=["network", "fork", "program", "memory", "large file"],
)
def test_what_a_reader_does_not_need_is_refused(program, deed: str) -> None:  # type: ignore[no-untyped-def]
    lines = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n" if "open(" in deed else ""
    try:
        assert program(f"{lines}print(refused(lambda: {deed}))").answer.strip() == b"refused"
    finally:
        (Path(__file__).parent / "planted").unlink(missing_ok=True)


def test_the_environment_is_empty_of_secrets(program, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("COACHAPP_SECRET_KEY", "secret")

    assert b"COACHAPP" not in program("print(dict(os.environ))").answer


def test_one_that_computes_for_ever_is_stopped(program) -> None:  # type: ignore[no-untyped-def]
    assert program("while True: pass", cpu_seconds=1).ending is Ending.SLOW


def test_one_that_waits_for_ever_is_stopped(program) -> None:  # type: ignore[no-untyped-def]
    assert program("time.sleep(60)", wall_seconds=2).ending is Ending.STALLED


def test_one_that_aborts_is_told_apart(program) -> None:  # type: ignore[no-untyped-def]
    assert program("os.abort()").ending is Ending.CRASHED


def test_an_answer_without_end_is_cut(program) -> None:  # type: ignore[no-untyped-def]
    outcome = program("while True: os.write(1, b'x' * 65536)", output=100_000)

    assert (outcome.ending, len(outcome.answer)) == (Ending.CRASHED, 100_000)


def test_no_more_run_at_once_than_there_are_places(monkeypatch: pytest.MonkeyPatch) -> None:
    held, free = threading.Barrier(sandbox.SLOTS + 1), threading.Event()

    def hold() -> None:
        with sandbox.place(20) as got:
            assert got
            held.wait(20)
            free.wait(20)

    holders = [threading.Thread(target=hold) for _ in range(sandbox.SLOTS)]
    for holder in holders:
        holder.start()
    held.wait(20)
    with sandbox.place(0) as one_more:
        assert not one_more
    free.set()
    for holder in holders:
        holder.join()


def test_installations_do_not_wait_for_each_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sandbox, "_data", None)
    sandbox.configure(tmp_path / "one")
    with sandbox.place(0, places=1) as here, sandbox.place(0, places=1) as here_again:
        sandbox.configure(tmp_path / "other")
        with sandbox.place(0, places=1) as there:
            assert (here, here_again, there) == (True, False, True)


def test_the_machine_says_how_the_network_is_closed() -> None:
    assert sandbox.network() in {"namespace", "filter"}
    assert sys.platform == "linux"
