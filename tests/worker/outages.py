"""A Redis that can be killed, frozen and brought back, and web processes that stand on it as `./run` has them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from coachapp.core.embedded.binaries import valkey_server
from coachapp.core.embedded.children import spawn, stop
from tests.servers import ROOT
from tests.worker.post_office import free_port
from tests.worker.visitor import Visitor

WEB = ("gunicorn", "coachapp.wsgi:app", "-k", "gthread", "-w", "2", "--threads", "8", "--no-control-socket")


class FrailRedis:
    """A server of the Redis protocol on a port of its own, and the ways in which such a server fails."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Give its address, alive or not."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Run it, empty."""
        command = [str(valkey_server()), "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        with Path(os.devnull).open("wb") as nowhere:
            self.process = spawn(command, output=nowhere)
        while not self._answers():
            time.sleep(0.02)

    def fail(self, how: str) -> None:
        """Let it refuse (nobody listens) or hang (it accepts and never answers)."""
        assert self.process is not None
        if how == "hanging":
            self.process.send_signal(signal.SIGSTOP)
        else:
            self.process.kill()
            self.process.wait()

    def come_back(self) -> None:
        """Answer again; one that was killed has forgotten everything."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)
        if self.process.poll() is not None:
            self.start()

    def end(self) -> None:
        """Stop for good."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)
        stop(self.process, grace=3)

    def rings(self) -> int:
        """Count the jobs that wait here."""
        with redis.Redis(port=self.port, socket_timeout=5) as client:
            return int(client.llen("celery"))

    def forget(self) -> None:
        """Lose every job."""
        with redis.Redis(port=self.port, socket_timeout=5) as client:
            client.flushall()

    def _answers(self) -> bool:
        try:
            with redis.Redis(port=self.port, socket_timeout=1) as client:
                return bool(client.ping())
        except redis.RedisError:
            return False


@contextmanager
def web(environment: dict[str, str], log: Path) -> Iterator[str]:
    """Run two web processes; gives their address once they answer."""
    url = f"http://127.0.0.1:{free_port()}"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *WEB, "-b", url.removeprefix("http://")],
            env=environment,
            cwd=ROOT,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        visitor, until = Visitor(url), time.monotonic() + 90
        while not _alive(visitor):
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.05)
        yield url
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def _alive(visitor: Visitor) -> bool:
    try:
        return visitor.get("/healthz").status == 200
    except OSError:
        return False
