"""What reading a PDF's canonical text costs, as a share of what PDFium alone takes for the same text, in one run.

    .venv/bin/python -m benchmarks.extraction [--rounds 60] [FILE ...]

(a) In one process: open, and for each page words, boxes, reading order and text, beside `pypdfium2` alone (open,
    page, `get_text_range`), taken in turn.
(b) Whole child against whole child, from start to the last byte: ours confined and answering JSON, beside
    `python -c` with pypdfium2 that writes the text.
The two-page resumes of tests/files by default.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2 as pdfium

from coachapp.core import sandbox
from coachapp.domain.documents import extract, reading
from coachapp.domain.documents.files import Kind

FILES = Path(__file__).parents[1] / "tests" / "files"
ALONE = """
import sys, pypdfium2
document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
for page in document:
    sys.stdout.write(page.get_textpage().get_text_range())
"""


def alone(data: bytes) -> str:
    """Read the text as pypdfium2's guide has it."""
    document = pdfium.PdfDocument(data)
    texts = []
    for page in document:
        textpage = page.get_textpage()
        texts.append(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return "".join(texts)


def child(path: Path) -> None:
    """Read the text in a child that knows nothing but pypdfium2."""
    subprocess.run([sys.executable, "-c", ALONE], stdin=path.open("rb"), stdout=subprocess.DEVNULL, check=True)


def confined(path: Path) -> None:
    """Read the text in the child that the worker starts."""
    assert sandbox.run("coachapp.domain.documents.extract", ("text", Kind.PDF), path, reading.TEXT_LIMITS).ok


def pair(ours: Callable[[], object], theirs: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Give the best time of each in milliseconds, taken in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for call, kept in zip((ours, theirs), times, strict=True):
            since = time.perf_counter()
            call()
            kept.append(time.perf_counter() - since)
    return min(times[0]) * 1000, min(times[1]) * 1000


def two_pages() -> list[Path]:
    """Find the files of two pages that hold text."""
    found = sorted(FILES.rglob("*.pdf"))
    return [path for path in found if len(pdfium.PdfDocument(path)) == 2]


def main() -> None:
    """Print a row for each file, and the median share."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("files", nargs="*", type=Path)
    given = parser.parse_args()
    gc.disable()  # as in the child
    rows = [row(path, given.rounds) for path in given.files or two_pages()]
    shares = [[row[0] / row[1] for row in rows], [row[2] / row[3] for row in rows]]
    print(f"median: {statistics.median(shares[0]):.1f} in one process, {statistics.median(shares[1]):.1f} as children")


def row(path: Path, rounds: int) -> Sequence[float]:
    """Measure one file and say so."""
    data = path.read_bytes()
    inside = pair(lambda: extract.read_pdf(data), lambda: alone(data), rounds)
    outside = pair(lambda: confined(path), lambda: child(path), max(3, rounds // 10))
    words = len(str(extract.read_pdf(data)["text"]).split())
    said = " ".join(f"{a:7.1f} / {b:6.1f} ms = {a / b:4.1f}" for a, b in (inside, outside))
    print(f"{path.stem:24} {words:5} words  {said}", flush=True)
    return (*inside, *outside)


if __name__ == "__main__":
    main()
