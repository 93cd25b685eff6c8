"""A real CalDAV server: Radicale, on this machine, for one test."""

from __future__ import annotations

import base64
import contextlib
import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

USER, PASSWORD = "olivia", "a calm app password"


@dataclass
class Radicale:
    """A running server, spoken to without any code of ours."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        """Give its address."""
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Run it until stopped."""
        (self.folder / "users").write_text(f"{USER}:{PASSWORD}\n")
        given = {
            "server-hosts": f"127.0.0.1:{self.port}",
            "auth-type": "htpasswd",
            "auth-htpasswd-filename": str(self.folder / "users"),
            "auth-htpasswd-encryption": "plain",
            "auth-delay": "0",
            "storage-filesystem-folder": str(self.folder / "collections"),
            "logging-level": "error",
        }
        command = [sys.executable, "-m", "radicale", "--config", os.devnull]
        command += [f"--{name}={value}" for name, value in given.items()]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 0.2):
                return
            time.sleep(0.05)
        raise RuntimeError("Radicale did not start: is it installed (requirements-dev.lock)?")

    def stop(self) -> None:
        """End it."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        """Send a request as the user; gives status and text."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        pair = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        kind = "text/calendar" if method == "PUT" else "application/xml"
        connection.request(
            method, path, body.encode(), {"Authorization": f"Basic {pair}", "Content-Type": kind, "Depth": "1"}
        )
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def make_calendar(self, name: str) -> str:
        """Make a calendar; gives its path."""
        path = f"/{USER}/{name.lower()}/"
        body = (
            '<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set><D:prop>'
            f"<D:displayname>{name}</D:displayname></D:prop></D:set></C:mkcalendar>"
        )
        status, _ = self.ask("MKCALENDAR", path, body)
        assert status == 201, status
        return path

    def events(self, path: str) -> dict[str, str]:
        """Give what stands in a calendar: path of each event, and its text."""
        folder = self.folder / "collections/collection-root" / path.strip("/")
        return {f"{path}{file.name}": file.read_text() for file in sorted(folder.glob("*.ics"))}


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Radicale]:
    """Run a server of one's own until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Radicale(port, folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
