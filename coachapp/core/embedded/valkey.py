"""Valkey (or Redis) as a child of this process, over a private socket, with its log of writes on."""

import shutil
import signal
import subprocess
import time
from pathlib import Path

import redis

from coachapp.core.embedded.binaries import valkey_server
from coachapp.core.embedded.children import (
    ServerTrouble,
    last_lines,
    socket_directory,
    spawn,
    stop,
    wait_until,
)


class Valkey:
    """A server for broker, locks and limits that lives in `home` and as long as this process."""

    def __init__(self, home: Path) -> None:
        """Name the server's directory."""
        self.home = home.absolute()
        self.socket_dir: Path | None = None
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """Return the server's log."""
        return self.home / "valkey.log"

    @property
    def socket(self) -> Path:
        """Return the path of the private socket."""
        if self.socket_dir is None:
            raise ServerTrouble("Valkey is not running.")
        return self.socket_dir / "valkey.sock"

    @property
    def url(self) -> str:
        """Return the address for redis-py."""
        return f"unix://{self.socket}"

    @property
    def broker_url(self) -> str:
        """Return the address for Celery."""
        return f"redis+socket://{self.socket}"

    def start(self) -> None:
        """Start the server; writes it can't read are set aside: all due work stands in the database."""
        self.home.mkdir(parents=True, exist_ok=True)
        self.home.chmod(0o700)
        self.socket_dir = socket_directory()
        if self._launched():
            return
        written = self.home / "appendonlydir"
        if written.exists():
            written.rename(self.home / f"appendonlydir.unreadable-{int(time.time())}")
            if self._launched():
                return
        self.stop()
        raise ServerTrouble(f"Valkey did not start: {last_lines(self.log)} (log: {self.log})")

    def _launched(self) -> bool:
        """Start the process once; False when it did not come to answer."""
        command: list[str | Path] = [self._program(), "--port", "0", "--dir", self.home]
        command += ["--unixsocket", self.socket, "--unixsocketperm", "700"]
        command += ["--appendonly", "yes", "--save", "", "--daemonize", "no", "--loglevel", "notice"]
        with self.log.open("ab") as output:
            self.process = spawn(command, cwd=self.home, output=output, death_signal=signal.SIGTERM)
        return wait_until(self._answers, self.process, seconds=20)

    def _program(self) -> Path:
        """Return a server that can be executed (some installers drop the execute bit of a wheel's files)."""
        program = valkey_server()
        if program.stat().st_mode & 0o111:
            return program
        copy = self.home / program.name
        shutil.copyfile(program, copy)
        copy.chmod(0o700)
        return copy

    def _answers(self) -> bool:
        try:
            with redis.Redis(unix_socket_path=str(self.socket), socket_timeout=1) as client:
                return bool(client.ping())
        except (redis.RedisError, OSError):
            return False

    def stop(self) -> None:
        """Stop the server; what it holds is written first."""
        if self.process is not None:
            stop(self.process)
            self.process = None
        if self.socket_dir is not None:
            shutil.rmtree(self.socket_dir, ignore_errors=True)
            self.socket_dir = None
