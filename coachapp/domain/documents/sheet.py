"""One page of a PDF as PDFium lays it open: its characters, a box for each, and how they look."""

import ctypes
import re
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from coachapp.domain.documents.lettering import is_icon_font

SMALLEST = 2.0  # page units; what is lower than this nobody reads
THINNEST = 0.15  # of its height: a replacement text squeezed into one glyph is hidden, not written
_HANDLE, _INDEX = ctypes.c_void_p, ctypes.c_int
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_LIGATURES = dict(zip("\x1b\x1c\x1d\x1e\x1f\x0b\x0c\x0e\x0f", "ﬀﬁﬂﬃﬄﬀﬁﬃﬄ", strict=True))  # codes of TeX's fonts
_BARE_LIGATURE = re.compile("(?<=[^\\W\\d_])[\x0b\x0c\x0e\x0f\x1b-\x1f]|[\x0b\x0c\x0e\x0f\x1b-\x1f](?=[^\\W\\d_])")
Sides = tuple[float, float, float, float]


def _bare(function: object, result: type | None, *arguments: type) -> Callable[..., Any]:
    """Give a function of PDFium that takes plain addresses: called for each letter, it must cost little."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0  # type: ignore[arg-type]
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_loose_box = _bare(raw.FPDFText_GetLooseCharBox, _INDEX, _HANDLE, _INDEX, _HANDLE)
_unicode = _bare(raw.FPDFText_GetUnicode, ctypes.c_uint, _HANDLE, _INDEX)
_object = _bare(raw.FPDFText_GetTextObject, _HANDLE, _HANDLE, _INDEX)
_font_of = _bare(raw.FPDFTextObj_GetFont, _HANDLE, _HANDLE)
_angle = _bare(raw.FPDFText_GetCharAngle, ctypes.c_float, _HANDLE, _INDEX)


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
    font: str | int | None = None

    @property
    def height(self) -> float:
        return self.y1 - self.y0


class Look(NamedTuple):
    """How a piece of text is drawn: its font, whether that holds icons alone, whether it is upright, or quite level."""

    font: str | int | None  # its name where it has one, else where PDFium keeps it while the page is open
    is_icon: bool
    upright: bool
    level: bool


NO_LOOK = Look(None, is_icon=False, upright=True, level=True)


class Frame:
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
        self.is_straight = self.ay == 0 and self.bx == 0 and self.ax > 0 > self.by

    def box(self, left: float, bottom: float, right: float, top: float) -> Sides:
        if self.is_straight:
            ox, oy, ax, by = self.ox, self.oy, self.ax, self.by
            return ox + left * ax, oy + top * by, ox + right * ax, oy + bottom * by
        xs = [self.ox + x * self.ax + y * self.bx for x in (left, right) for y in (bottom, top)]
        ys = [self.oy + x * self.ay + y * self.by for x in (left, right) for y in (bottom, top)]
        return min(xs), min(ys), max(xs), max(ys)

    def shows(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        return x1 > 0 and y1 > 0 and x0 < self.width and y0 < self.height

    def held(self, left: float, top: float, right: float, bottom: float, length: int) -> Sides | None:
        """Give the box of a word that stands upright, wholly on the page and wide enough; None for anything else."""
        x0, x1 = self.ox + left * self.ax, self.ox + right * self.ax
        y0, y1 = self.oy + top * self.by, self.oy + bottom * self.by
        inside = x0 > 0 and y0 > 0 and x1 < self.width and y1 < self.height and self.is_straight
        height = y1 - y0
        return (x0, y0, x1, y1) if inside and height > SMALLEST and x1 - x0 > THINNEST * height * length else None


class Sheet:
    """The characters of a page in the order in which they were drawn, and where each stands."""

    def __init__(self, page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> None:
        self.frame = Frame(page)
        self._textpage = textpage
        self._handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value
        self.text = _text(textpage, self._handle)
        self._fonts: dict[int | None, tuple[str | int | None, bool]] = {}
        self._drawn: int | None = None
        self._look = NO_LOOK

    def sides(self, places: Sequence[int]) -> list[Sides]:
        """Give left, top, right and bottom of characters, with the room above and below them, as the page has it."""
        room = bytearray(16 * len(places))
        address = ctypes.addressof(ctypes.c_char.from_buffer(room)) if places else 0
        for _ in map(_loose_box, repeat(self._handle), places, range(address, address + len(room), 16)):
            pass
        return list(struct.iter_unpack("4f", room))

    def pieces(self, places: Sequence[int]) -> list[int | None]:
        """Name for each character the piece of drawing that it belongs to."""
        return list(map(_object, repeat(self._handle), places))

    def is_squeezed(self, index: int) -> bool:
        """The character has no ink of its own, as where a replacement text is put into one glyph."""
        tight = [ctypes.c_double() for _ in range(4)]
        raw.FPDFText_GetCharBox(self._textpage, index, *tight)
        [(left, top, _, _)] = self.sides([index])
        return tight[0].value == left and tight[3].value == top

    def look(self, index: int, drawn: int | None) -> Look:
        """Tell how a character looks, by what it was drawn with."""
        if drawn is None or drawn != self._drawn:
            font = _font_of(drawn) if drawn else None
            if not font or font not in self._fonts:
                name = self._font_name(index)
                self._fonts[font] = name or font, is_icon_font(name)
            angle = abs(_angle(self._handle, index)) % 3.14159
            self._drawn, self._look = drawn, Look(*self._fonts[font], angle < 0.2, angle < 0.001)
        return self._look

    def _font_name(self, index: int) -> str:
        buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        length = raw.FPDFText_GetFontInfo(self._textpage, index, buffer, len(buffer), flags)
        return buffer.raw[: max(0, min(length, len(buffer)) - 1)].decode("utf-8", "replace")


def _text(textpage: pdfium.PdfTextPage, handle: int | None) -> str:
    """Give one character for each that PDFium counts; it counts two for what lies beyond the first plane."""
    count = textpage.count_chars()
    text = _BEYOND.sub(lambda found: f"{found[0]}\0", textpage.get_text_range()) if count else ""
    if len(text) != count:
        codes = map(_unicode, repeat(handle), range(count))
        text = "".join(chr(code) if code < 0x110000 else "\0" for code in codes)
    return _BARE_LIGATURE.sub(lambda found: _LIGATURES[found[0]], text)
