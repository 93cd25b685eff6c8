"""One command starts a whole practice from a clone, and Ctrl-C leaves nothing behind."""

import re
import signal
import socket
import subprocess
import tempfile
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from coachapp.core import running

ROOT = Path(__file__).parents[2]
PATH = "/usr/local/bin:/usr/bin:/bin"
Start = Callable[..., "Launched"]

pytestmark = pytest.mark.slow


class Launched:
    """A `./run` in a process of its own, and what it has said so far."""

    def __init__(self, clone: Path, home: Path, *arguments: str, **settings: str) -> None:
        self.said = ""
        self.home, self.data = home, home / "data"
        self.process = subprocess.Popen(
            [clone / "run", *arguments],
            cwd=clone,
            env={"HOME": str(home), "PATH": PATH, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def until(self, words: str) -> str:
        """Read until it says the words; its end before that fails the test."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line
            if words in line:
                return self.said
        pytest.fail(f"./run ended before it said {words!r}:\n{self.said}")

    def family(self) -> list[psutil.Process]:
        """List every process that this run has started."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def interrupted(self) -> tuple[int, list[str]]:
        """Press Ctrl-C; return the exit status and whoever is still there."""
        family = self.family()
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(60)
        _, alive = psutil.wait_procs(family, timeout=5)
        return status, [" ".join(process.cmdline()) for process in alive]


@pytest.fixture(scope="session")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Clone the project; only the installed parts are shared (prove_fresh.sh installs them, too)."""
    place = tmp_path_factory.mktemp("fresh") / "clone"
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", ROOT, place], check=True)
    (place / ".venv").symlink_to((ROOT / ".venv").resolve())
    return place


def fresh_home(server_home: Path) -> Path:
    """Make a home that the database's account may walk through, also when root runs this."""
    home = Path(tempfile.mkdtemp(dir=server_home))
    home.chmod(0o711)
    return home


@pytest.fixture
def start(clone: Path, server_home: Path) -> Iterator[Start]:
    """Start `./run` with an empty home and nothing of this shell's environment."""
    launched: list[Launched] = []

    def run(*arguments: str, **settings: str) -> Launched:
        home = launched[-1].home if launched else fresh_home(server_home)
        launched.append(Launched(clone, home, "--data", str(home / "data"), *arguments, **settings))
        return launched[-1]

    yield run
    for one in launched:
        if one.process.poll() is None:
            one.process.send_signal(signal.SIGTERM)
            one.process.wait(60)


@pytest.fixture(scope="module")
def empty_copy(clone: Path, server_home: Path) -> Iterator[Launched]:
    """Run one copy without the demo for all tests that only look at it."""
    home = fresh_home(server_home)
    arguments = ("--port", str(free_port()), "--empty", "--data", str(home / "data"))
    copy = Launched(clone, home, *arguments)
    copy.until("Ctrl-C")
    yield copy
    assert copy.interrupted() == (0, [])


@pytest.fixture
def port() -> int:
    return free_port()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ask_for_a_token(clone: Path, home: Path, data: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that needs the database, told nothing but the data directory."""
    return subprocess.run(
        [clone / ".venv/bin/python", "-m", "coachapp.cli", "token", "nobody@example.org"],
        cwd=clone,
        env={"HOME": str(home), "PATH": PATH, "COACHAPP_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )


def status_of(address: str) -> int:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return int(answer.status)


def test_one_command_reaches_a_page_with_the_demo_and_ends_without_a_trace(start: Start, port: int) -> None:
    copy = start("--port", str(port))

    said = copy.until("Ctrl-C")

    assert status_of(f"http://127.0.0.1:{port}/") == 200
    assert "coach@demo.test" in said
    assert "client@demo.test" in said
    assert copy.interrupted() == (0, [])


def test_an_empty_start_prints_a_setup_link_that_answers(empty_copy: Launched) -> None:
    link = re.search(r"http://\S+/setup\S*", empty_copy.said)

    assert link, empty_copy.said
    assert status_of(link[0]) == 200
    assert "demo.test" not in empty_copy.said


def test_commands_find_the_running_copy_by_its_data_directory(empty_copy: Launched, clone: Path) -> None:
    asked = ask_for_a_token(clone, empty_copy.home, empty_copy.data)

    assert (asked.returncode, asked.stderr) == (1, "Error: nobody here has the address nobody@example.org\n")


def test_commands_say_when_no_copy_runs(clone: Path, tmp_path: Path) -> None:
    asked = ask_for_a_token(clone, tmp_path, tmp_path)

    assert asked.returncode == 1
    assert f"No coachapp runs on {tmp_path}" in asked.stderr


def test_the_secrets_of_a_data_directory_are_readable_by_its_owner_alone(empty_copy: Launched) -> None:
    names = ("secret_key", "demo_password", "running.json")

    modes = {name: (empty_copy.data / name).stat().st_mode & 0o777 for name in names}

    assert modes == dict.fromkeys(names, 0o600)


def test_a_second_copy_on_the_same_data_is_refused(empty_copy: Launched, clone: Path, port: int) -> None:
    second = Launched(clone, empty_copy.home, "--port", str(port), "--data", str(empty_copy.data))

    second.until("Another coachapp already runs")

    assert second.process.wait(30) == 1


def test_a_part_that_dies_takes_the_rest_down_with_its_name(start: Start, port: int) -> None:
    copy = start("--port", str(port), "--empty")
    copy.until("Ctrl-C")
    family = copy.family()
    valkey = next(process for process in family if "valkey" in process.name() or "redis" in process.name())

    valkey.kill()

    copy.until("Valkey process ended")
    assert copy.process.wait(60) == 1
    assert psutil.wait_procs(family, timeout=5)[1] == []


def test_a_killed_launcher_leaves_no_orphans(start: Start, port: int) -> None:
    copy = start("--port", str(port), "--empty")
    copy.until("Ctrl-C")
    family = copy.family()

    copy.process.kill()

    assert psutil.wait_procs(family, timeout=30)[1] == []
    sockets = running.left_by_a_crash(copy.data)
    assert len(sockets) == 2

    again = start("--port", str(port), "--empty")
    again.until("Ctrl-C")

    assert [place for place in sockets if place.exists()] == []


def test_a_taken_port_is_named_before_anything_starts(start: Start) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        copy = start("--port", str(port))

        said = copy.until("Choose another")

    assert f"Port {port} can't be used" in said
    assert copy.process.wait(30) == 1
    assert "Starting" not in said


def test_a_trial_clock_that_is_no_instant_is_refused(start: Start, port: int) -> None:
    copy = start("--port", str(port), COACHAPP_CLOCK="tomorrow")

    said = copy.until("no instant")

    assert "COACHAPP_CLOCK=tomorrow is no instant" in said
    assert copy.process.wait(30) == 1
