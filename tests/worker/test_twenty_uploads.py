"""Twenty files that come together, on a copy as `./run` starts it: each has its end in a minute, pages stay quick."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.domain.documents import made
from tests.domain.documents.test_google_docs import resume
from tests.domain.documents.word_resume import whole_resume
from tests.servers import ROOT
from tests.worker.post_office import free_port
from tests.worker.visitor import Answer, Visitor

FINAL = {"ready", "no_preview"}
READ = sorted(p for p in made.FILES.iterdir() if p.suffix == ".pdf" or p.name == "word-text-box.odt")


def twenty_files() -> dict[str, bytes]:
    """Give honest files of eight producers, and some that nobody should open."""
    files = {p.name: p.read_bytes() for p in READ}
    files |= {"word.docx": whole_resume(), "google.docx": resume()}
    files["hundred pages.pdf"] = made.pdf(*[made.line(f"Page {n}") for n in range(100)])
    files["notes.txt"] = b"Zoe\r\n\r\nLed 14 people."
    files["scan.pdf"] = made.image_pdf()
    files["bomb.pdf"] = made.flate_bomb()
    files["bomb.docx"] = made.repacked(made.word(), {"word/document.xml": b"<a>" * 12_000_000})
    files["no pdf.pdf"] = b"%PDF-1.7\nnothing of the kind"
    files["locked.pdf"] = made.encrypted_pdf()
    files["cut off.pdf"] = READ[0].read_bytes()[:3000]
    assert len(files) == 20
    return files


NOT_SHOWN = {"bomb.pdf", "bomb.docx", "no pdf.pdf", "locked.pdf", "cut off.pdf"}


class Copy:
    """A running copy with the demo in it, and its client at the door."""

    def __init__(self, url: str, data: Path, token: str) -> None:
        self.url = url
        self.data = data
        self.client = Visitor(url)
        signed_in = self.client.form("/sign-in", email="client@demo.test", password="four calm words here")
        assert signed_in.status == 303, signed_in.text
        self.program = Visitor(url, token=token)

    def beside(self) -> Visitor:
        """Give another window of the same browser."""
        window = Visitor(self.url)
        for cookie in self.client.cookies:
            window.cookies.set_cookie(cookie)
        return window

    def send(self, name: str, data: bytes) -> str:
        """Upload a file as its first version; gives the version's address."""
        answer = self.beside().file("/me/documents/new", name, data, kind="other", title=name)
        assert answer.status == 303, answer.text
        document = self.program.get(f"/api/v1/documents/{answer.location.rpartition('/')[2]}").facts
        return f"/api/v1/versions/{document['versions'][0]['id']}"

    def mailed(self, address: str) -> int:
        """Count the mails that have left to that address."""
        kept = (self.data / "mail").glob("*.eml")
        return sum(address.encode() in mail.read_bytes().partition(b"\r\n\r\n")[0] for mail in kept)


@pytest.fixture
def copy(server_home: Path) -> Iterator[Copy]:
    """Start a copy as `./run` does."""
    home = Path(tempfile.mkdtemp(dir=server_home))
    home.chmod(0o711)
    port, log = free_port(), home / "log"
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("COACHAPP_", "DATABASE_", "REDIS_"))},
        "COACHAPP_DATA": str(home / "data"),
        "COACHAPP_DEMO_PASSWORD": "four calm words here",
        "PYTHONPATH": str(ROOT),
    }
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "coachapp", "--port", str(port)],
            env=environment,
            cwd=ROOT,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        until = time.monotonic() + 150
        while b"Ctrl-C" not in log.read_bytes():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        token = subprocess.run(
            [sys.executable, "-m", "coachapp.cli", "token", "client@demo.test"],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        yield Copy(f"http://127.0.0.1:{port}", home / "data", token)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


class Watch(threading.Thread):
    """Somebody who goes on reading pages meanwhile."""

    PAGES = ("/healthz", "/me", "/me/documents")

    def __init__(self, window: Visitor) -> None:
        super().__init__(daemon=True)
        self.window = window
        self.seen: list[tuple[str, Answer]] = []
        self.over = threading.Event()

    def warm_up(self) -> None:
        """Use the copy for a moment, as any copy has been: both of its processes have shown each page."""
        for path in (*self.PAGES, "/me/documents/new") * 8:
            self.window.get(path)

    def run(self) -> None:
        while not self.over.is_set():
            self.seen += [(path, self.window.get(path)) for path in self.PAGES]
            self.over.wait(0.3)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_each_has_its_end_within_a_minute_while_pages_and_mails_are_as_quick_as_ever(copy: Copy) -> None:
    files = twenty_files()
    mailed = copy.mailed("coach@demo.test")
    watch = Watch(copy.beside())
    watch.warm_up()
    watch.start()

    began = time.monotonic()
    with ThreadPoolExecutor(len(files)) as crowd:
        sent = dict(zip(files, crowd.map(lambda name: copy.send(name, files[name]), files), strict=True))
    assert Visitor(copy.url).form("/sign-in/link", email="coach@demo.test").status == 200
    asked, left = time.monotonic(), 0.0
    found: dict[str, tuple[str, float]] = {}
    while len(found) < len(files) and time.monotonic() - began < 100:
        for name, address in sent.items():
            if name not in found and (version := copy.program.get(address).facts)["state"] in FINAL:
                found[name] = version["state"], time.monotonic() - began
            if not left and copy.mailed("coach@demo.test") > mailed:
                left = time.monotonic()
        time.sleep(0.1)
    watch.over.set()
    watch.join()

    states = {name: state for name, (state, _) in found.items()}
    assert states == {name: "no_preview" if name in NOT_SHOWN else "ready" for name in files}
    assert max(took for _, took in found.values()) < 60, found
    assert 0 < left - asked < 10
    assert {(path, answer.status) for path, answer in watch.seen} == {(path, 200) for path in watch.PAGES}
    assert max(answer.took for _, answer in watch.seen) < 2
    assert {name: copy.program.get(f"{address}/file").body for name, address in sent.items()} == files
