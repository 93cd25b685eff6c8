"""The program that reads a stranger's file: `python -m coachapp.domain.documents.extract`.

Runs in a confined child alone. Arguments: text or images, the kind of file, then the limits. The
file comes on standard input. `text` answers JSON; `images` answers WebP pictures, each after its
length as four bytes.
"""

import codecs
import gc
import importlib
import io
import json
import os
import struct
import sys
from typing import Any, BinaryIO

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from coachapp.core.confine import confine
from coachapp.domain.documents import files, open_document, wordfiles
from coachapp.domain.documents.canonical import Page, compose
from coachapp.domain.documents.files import Kind, Reason
from coachapp.domain.documents.glances import glance, judged
from coachapp.domain.documents.glyphs import Fonts, drawn_on
from coachapp.domain.documents.legibility import Legibility
from coachapp.domain.documents.richtext import with_offsets

IMAGE_WIDTH = 1600  # sharp at twice the size on a page
MOST_PIXELS = 6_000_000
LONGEST = 400_000  # characters: a hundred full pages

Answer = dict[str, Any]


def read_pdf(data: bytes) -> Answer:
    """Give a PDF's canonical text and its pages with their words."""
    document = _opened(data)
    if isinstance(document, Reason):
        return {"reason": document}
    pages, glances, fonts = [], [], Fonts()
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        drawn, words = drawn_on(page, fonts)
        pages.append((Page(number + 1, round(width, 2), round(height, 2)), words))
        glances.append(glance(drawn, words))
        page.close()
    text, laid = compose(pages)
    found = judged(document, glances)
    document.close()
    if len(text) > LONGEST:
        return {"reason": Reason.TOO_MANY_PAGES}
    return {
        "reason": _reason(text, found),
        "text": text,
        "pages": [page.told() | {"legibility": each} for page, each in zip(laid, found, strict=True)],
    }


def _reason(text: str, found: list[Legibility]) -> Reason | None:
    if not text.strip():
        return Reason.NO_TEXT
    if Legibility.GARBLED in found:
        return Reason.GARBLED
    return Reason.SOME_PAGES_BLIND if Legibility.BLIND in found else None


def _opened(data: bytes) -> "pdfium.PdfDocument | Reason":
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
        return Reason.ENCRYPTED if locked else Reason.DAMAGED
    if len(document) > files.MOST_PAGES:
        return Reason.TOO_MANY_PAGES
    return document if len(document) else Reason.DAMAGED


def read_words(kind: Kind, data: bytes) -> Answer:
    """Give a text document's HTML and canonical text, which share their offsets."""
    reader = {Kind.DOCX: wordfiles.docx_html, Kind.ODT: open_document.odt_html, Kind.TEXT: wordfiles.text_html}[kind]
    html, text = with_offsets(reader(data))
    if len(text) > LONGEST:
        return {"reason": Reason.TOO_MANY_PAGES}
    return {"reason": None if text.strip() else Reason.NO_TEXT, "text": text, "html": html, "pages": []}


def draw(data: bytes, out: BinaryIO) -> None:
    """Write a picture of each page."""
    document = _opened(data)
    if isinstance(document, Reason):
        return
    for number in range(len(document)):
        page = document[number]
        width, height = page.get_size()
        scale = min(IMAGE_WIDTH / max(width, 1), (MOST_PIXELS / max(width * height, 1)) ** 0.5)
        bitmap = page.render(scale=scale, may_draw_forms=False)
        picture = io.BytesIO()
        bitmap.to_pil().convert("RGB").save(picture, "WEBP", quality=82, method=2)
        out.write(struct.pack(">I", picture.tell()) + picture.getvalue())
        out.flush()
        bitmap.close()
        page.close()


def _load() -> None:
    """Import now what would be imported at first use: later those files may be out of reach."""
    Image.preinit()
    for module in ("PIL.WebPImagePlugin", "PIL.ImageColor", "PIL.ImagePalette", "xml.dom.expatbuilder"):
        importlib.import_module(module)
    for name in ("ascii", "cp437", "cp1252", "latin-1", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        codecs.lookup(name)


def main(arguments: list[str]) -> None:
    """Bind this process, read the file and answer."""
    what, kind, memory, cpu_seconds, output = arguments
    gc.disable()  # one file, then the end: looking for what could be freed costs more than it gives back
    _load()
    confine(memory=int(memory), cpu_seconds=int(cpu_seconds), output=int(output))
    data = sys.stdin.buffer.read(files.LARGEST + 1)
    if what == "images":
        draw(data, sys.stdout.buffer)
        return
    try:
        answer = read_pdf(data) if kind == Kind.PDF else read_words(Kind(kind), data)
    except Exception:  # noqa: BLE001 - whatever a stranger's file provokes means one thing
        answer = {"reason": Reason.DAMAGED}
    sys.stdout.write(json.dumps(answer, ensure_ascii=True, separators=(",", ":")))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
