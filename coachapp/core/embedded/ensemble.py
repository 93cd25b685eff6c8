"""One running copy: its servers and processes, started in order, watched, and stopped in reverse."""

import argparse
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

import redis

from coachapp.core import running
from coachapp.core.embedded import facts, first_start
from coachapp.core.embedded.children import ServerTrouble, last_lines, spawn, stop, wait_until
from coachapp.core.embedded.postgres import Postgres
from coachapp.core.embedded.valkey import Valkey

LOG_LIMIT = 5_000_000


class Copy:
    """One running copy: what its processes are told, and the processes, in the order of their start."""

    def __init__(self, options: argparse.Namespace, closing: ExitStack) -> None:
        """Claim the data directory and settle what can be known before anything runs."""
        self.host, self.port = str(options.host), int(options.port)
        self.data = Path(options.data).absolute()
        self.closing = closing
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.ready: dict[str, Callable[[], bool]] = {}
        self.claimed = closing.enter_context(first_start.claim(self.data))
        for place in running.left_by_a_crash(self.data):
            shutil.rmtree(place, ignore_errors=True)
        facts.refuse_taken(self.host, self.port)
        self.environment = facts.told(self.data, self.host, self.port)
        if options.empty:
            (self.data / "no_demo").touch()

    def start_servers(self) -> None:
        """Start the servers that the operator did not name."""
        if "DATABASE_URL" not in self.environment and "DATABASE_URL_FILE" not in self.environment:
            postgres = Postgres(self.data / "postgres")
            self.closing.callback(postgres.stop)
            postgres.start()
            self.keep("PostgreSQL", postgres.process)
            self.environment["DATABASE_URL"] = postgres.url("coachapp_app", "coachapp")
            self.environment["DATABASE_OWNER_URL"] = postgres.url("coachapp_owner", "coachapp")
        if "REDIS_URL" not in self.environment and "REDIS_URL_FILE" not in self.environment:
            valkey = Valkey(self.data / "valkey")
            self.closing.callback(valkey.stop)
            valkey.start()
            self.keep("Valkey", valkey.process)
            self.environment["REDIS_URL"] = valkey.url

    def keep(self, name: str, child: subprocess.Popen[bytes] | None) -> None:
        """Remember a process, so that its death is noticed."""
        if child is not None:
            self.children[name] = child

    def log_of(self, name: str) -> Path:
        """Give the log of a process; a long one is put behind `.1`."""
        log = self.data / "logs" / f"{name}.log"
        log.parent.mkdir(exist_ok=True, mode=0o700)
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            log.replace(log.with_suffix(".log.1"))
        return log

    def start(self, name: str, arguments: list[str], ready: Callable[[], bool]) -> None:
        """Start one of our own processes; `ready` will tell when it answers."""
        with self.log_of(name).open("ab") as output:
            child = spawn([sys.executable, *arguments], cwd=facts.ROOT, env=self.environment, output=output)
        self.closing.callback(stop, child, grace=12)
        self.keep(name, child)
        self.ready[name] = ready

    def wait(self) -> None:
        """Wait until all of our own processes answer."""
        for name, ready in self.ready.items():
            if not wait_until(ready, self.children[name], seconds=120):
                log = self.log_of(name)
                raise ServerTrouble(f"The {name} process did not start: {last_lines(log)} (log: {log})")

    def command(self, *arguments: str) -> str:
        """Run a `coachapp` command to its end and return what it printed."""
        done = subprocess.run(  # noqa: S603 - our own command line
            [sys.executable, "-m", "coachapp.cli", *arguments],
            cwd=facts.ROOT, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            self.log_of("setup").write_text(done.stdout + done.stderr)
            raise ServerTrouble(f"coachapp {' '.join(arguments)}: {last_lines(self.log_of('setup'), 1)}")
        return done.stdout.strip()

    def start_worker(self) -> None:
        """Start the worker and its timetable; it is ready when it waits at the broker."""
        arguments = ["-m", "celery", "-A", "coachapp.wsgi.celery", "worker", "-B", "--concurrency", "3"]
        arguments += ["--loglevel", "INFO", "--without-gossip", "--without-mingle"]
        arguments += ["--schedule", str(self.data / "beat-schedule")]
        broker = redis.Redis.from_url(facts.setting(self.environment, "REDIS_URL"), socket_timeout=1)
        self.start("worker", arguments, lambda: waits_at(broker))

    def start_web(self) -> None:
        """Start the web processes; they are ready when they answer."""
        bind = f"{facts.bracketed(self.host)}:{self.port}"
        arguments = ["-m", "gunicorn", "coachapp.wsgi:app", "--bind", bind, "--worker-class", "gthread"]
        arguments += ["--workers", "2", "--threads", "8", "--no-control-socket", "--graceful-timeout", "8"]
        self.start("web", arguments, lambda: answers(f"http://{bind}/healthz"))

    def watch(self) -> NoReturn:
        """Stay until somebody asks to stop; a process that dies takes the rest down, with its name."""
        while True:
            for name, child in self.children.items():
                if (code := child.poll()) is not None:
                    raise ServerTrouble(
                        f"The {name} process ended (status {code}); stopping. Logs: {self.data / 'logs'}"
                    )
            time.sleep(0.3)


def waits_at(broker: redis.Redis) -> bool:
    """Tell whether a worker waits for work (a broker that hides its clients is taken at its word)."""
    try:
        return any(client["cmd"] == "brpop" for client in broker.client_list())
    except redis.exceptions.NoPermissionError:
        return True
    except redis.RedisError:
        return False


def answers(address: str) -> bool:
    """Tell whether the web processes answer."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own http address
            return bool(answer.status < 500)
    except urllib.error.HTTPError as refusal:
        return refusal.code < 500
    except OSError:
        return False
