"""A whole installation in processes of its own: gunicorn, and a Celery worker with beat."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask

from coachapp.app import create_app
from coachapp.core.db import db
from coachapp.core.settings import Settings
from tests.worker.post_office import free_port

ROOT = Path(__file__).parents[2]
WEB = ("gunicorn", "coachapp.wsgi:app", "-k", "gthread", "-w", "2", "--threads", "4", "--no-control-socket")
WORKER = ("celery", "-A", "coachapp.wsgi.celery", "worker", "-B", "-c", "2", "-s", "beat", "-l", "warning")
SECRET = "a key for live tests alone"


@dataclass
class Installation:
    """Where it answers, where its data lies, and an app on the same database for making things."""

    database_url: str
    redis_url: str
    data: Path
    port: int = field(default_factory=free_port)
    crew: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.url = f"http://127.0.0.1:{self.port}"
        self.app: Flask = create_app(
            Settings(
                database_url=self.database_url,
                redis_url=self.redis_url,
                secret_key=SECRET,
                data=self.data,
                base_url=self.url,
                is_dev=True,
            )
        )

    def start(self, *, clock_offset: float = 0) -> None:
        """Start web and worker, living that many seconds from now."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONTZPATH": "",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "COACHAPP_DATA": str(self.data),
            "COACHAPP_SECRET_KEY": SECRET,
            "COACHAPP_BASE_URL": self.url,
            "COACHAPP_DEV": "1",
            "COACHAPP_CLOCK_OFFSET": str(clock_offset),
        }
        for command in ((*WEB, "-b", f"127.0.0.1:{self.port}"), WORKER):
            with (self.data / f"{command[0]}.log").open("ab") as log:
                self.crew.append(
                    subprocess.Popen(
                        [sys.executable, "-m", *command],
                        env=environment,
                        cwd=self.data,
                        stdout=log,
                        stderr=log,
                        start_new_session=True,
                    )
                )
        self._wait()

    def stop(self) -> None:
        """Stop web and worker; what they kept stays."""
        while self.crew:
            process = self.crew.pop()
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def close(self) -> None:
        """Stop for good, and let go of the database."""
        self.stop()
        with self.app.app_context():
            db.engine.dispose()

    def _wait(self) -> None:
        end = time.monotonic() + 90
        while time.monotonic() < end:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise RuntimeError((self.data / "gunicorn.log").read_text()[-2000:])
