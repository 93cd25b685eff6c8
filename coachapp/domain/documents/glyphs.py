"""The words on a PDF page, with their boxes, as PDFium gives them."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from pypdfium2 import raw

from coachapp.domain.documents.lettering import LINE_HYPHENS, Glyph, clean, is_icon_font, spell

SMALLEST = 2.0  # page units; what is lower than this nobody reads
THINNEST = 0.15  # of its height: a replacement text squeezed into one glyph is hidden, not written


@dataclass(slots=True)
class Word:
    """A run of letters without a space; box in page units, origin at the top left."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    hyphen: str = ""
    upright: bool = True

    @property
    def height(self) -> float:
        return self.y1 - self.y0


@dataclass(slots=True)
class _Run:
    glyphs: list[Glyph] = field(default_factory=list)
    first: int = 0
    replaced: int = 0


class _Frame:
    """Where page coordinates land on the page as it is shown: turned, cropped, origin top left."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self.width, self.height = page.get_size()
        scale = 100
        size = (max(1, round(self.width * scale)), max(1, round(self.height * scale)))
        spots = []
        for x, y in ((0, 0), (1000, 0), (0, 1000)):
            left, top = ctypes.c_int(), ctypes.c_int()
            raw.FPDF_PageToDevice(page, 0, 0, *size, 0, float(x), float(y), left, top)
            spots.append((left.value / scale, top.value / scale))
        (self.ox, self.oy), (ax, ay), (bx, by) = spots
        self.ax, self.ay = (ax - self.ox) / 1000, (ay - self.oy) / 1000
        self.bx, self.by = (bx - self.ox) / 1000, (by - self.oy) / 1000

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        xs = [self.ox + x * self.ax + y * self.bx for x in (left, right) for y in (bottom, top)]
        ys = [self.oy + x * self.ay + y * self.by for x in (left, right) for y in (bottom, top)]
        return min(xs), min(ys), max(xs), max(ys)

    def shows(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        return x1 > 0 and y1 > 0 and x0 < self.width and y0 < self.height


def words_of(page: pdfium.PdfPage) -> list[Word]:
    """Read a page's words in the order in which they were drawn; icons and hidden text are left out."""
    textpage = page.get_textpage()
    try:
        frame = _Frame(page)
        words = (_word(textpage, run) for run in _runs(textpage, frame))
        return [word for word in words if word is not None]
    finally:
        textpage.close()


def _runs(textpage: pdfium.PdfTextPage, frame: _Frame) -> Iterator[_Run]:
    run = _Run()
    loose, tight = raw.FS_RECTF(), [ctypes.c_double() for _ in range(4)]
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        text = clean(chr(code)) if 0 < code < 0x110000 else ""
        raw.FPDFText_GetLooseCharBox(textpage, index, loose)
        box = frame.box(loose.left, loose.bottom, loose.right, loose.top)
        if text == " " or (run.glyphs and text and _apart(run, box)):
            if run.glyphs:
                yield run
            run = _Run()
        if not text or text == " " or box[3] - box[1] < SMALLEST or not frame.shows(*box):
            continue
        if not run.glyphs:
            run.first = index
        raw.FPDFText_GetCharBox(textpage, index, *tight)
        run.replaced += tight[0].value == loose.left and tight[3].value == loose.top
        run.glyphs.extend(Glyph(char, *box) for char in text)
    if run.glyphs:
        yield run


def _apart(run: _Run, box: tuple[float, float, float, float]) -> bool:
    """The next glyph stands elsewhere, though no space was drawn between."""
    last = run.glyphs[-1]
    height = max(last.y1 - last.y0, box[3] - box[1])
    up_or_down = abs((last.y0 + last.y1) - (box[1] + box[3])) / 2 > 0.7 * height
    left, right = min(g.x0 for g in run.glyphs), max(g.x1 for g in run.glyphs)
    aside = max(box[0] - right, left - box[2])
    return aside > 1.2 * height or (up_or_down and aside >= 0)


def _word(textpage: pdfium.PdfTextPage, run: _Run) -> Word | None:
    x0, y0 = min(g.x0 for g in run.glyphs), min(g.y0 for g in run.glyphs)
    x1, y1 = max(g.x1 for g in run.glyphs), max(g.y1 for g in run.glyphs)
    squeezed = (x1 - x0) / len(run.glyphs) < THINNEST * (y1 - y0)
    if run.replaced == len(run.glyphs) and len(run.glyphs) > 2 and squeezed:
        return None
    if is_icon_font(_font(textpage, run.first)):
        return None
    hyphen = run.glyphs[-1].char if len(run.glyphs) > 1 and run.glyphs[-1].char in LINE_HYPHENS else ""
    text = "".join(_plain(c) for c in spell(run.glyphs))
    upright = abs(raw.FPDFText_GetCharAngle(textpage, run.first)) % 3.14159 < 0.2
    return Word(text, x0, y0, x1, y1, hyphen, upright) if text else None


def _plain(char: str) -> str:
    """Write the several hyphens of typesetting as the one that is typed, and drop what marks nothing."""
    return {"\u2010": "-", "\u2011": "-", "\x02": "-", "\ufffe": "-", "\u00ad": ""}.get(char, char)


def _font(textpage: pdfium.PdfTextPage, index: int) -> str:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(textpage, index, buffer, len(buffer), flags)
    return buffer.raw[: max(0, min(length, len(buffer)) - 1)].decode("utf-8", "replace")
