"""Files made for a test whose words a person sees and a machine does not: pictures, outlines, fonts without meaning."""

import io

from PIL import Image, ImageDraw

WORDS = (
    "Cut the delivery time from twelve to seven days by introducing a second shift and better routes for all drivers. "
    "Led fourteen people in two countries and wrote the first forecast that the board of the company trusted. "
    "Negotiated the renewal of five transport contracts and saved eleven percent without changing a single carrier."
)


def pdf(*pages: bytes, fonts: bytes = b"", others: tuple[bytes, ...] = ()) -> bytes:
    """A PDF of these content streams, with a plain font F1, others by name, and further objects from number 5."""
    first = 5 + len(others)
    kids = b" ".join(b"%d 0 R" % (first + 2 * i) for i in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Font<</F1 3 0 R%s>>/XObject<</I1 5 0 R>>>>" % fonts,
        *others,
    ]
    for i, content in enumerate(pages):
        box = b"/MediaBox[0 0 595 842]"
        objects.append(b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R/Resources 4 0 R>>" % (box, first + 2 * i + 1))
        objects.append(stream(content))
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def stream(content: bytes, facts: bytes = b"") -> bytes:
    """A stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), facts, content)


def lines(text: str = WORDS, font: bytes = b"F1", top: int = 780) -> bytes:
    """Text as a content stream, some words to a line."""
    words = text.split()
    rows = [" ".join(words[i : i + 9]) for i in range(0, len(words), 9)]
    shown = (
        b"BT /%s 11 Tf 60 %d Td <%s> Tj ET\n" % (font, top - 16 * i, row.encode("cp1252").hex().encode())
        for i, row in enumerate(rows)
    )
    return b"".join(shown)


def picture(width: int = 595, height: int = 842) -> bytes:
    """Draw the picture over so much of the page."""
    return b"q %d 0 0 %d 0 %d cm /I1 Do Q\n" % (width, height, 842 - height)


def scan() -> bytes:
    """A picture of words, as an object."""
    out = io.BytesIO()
    image = Image.new("L", (300, 420), "white")
    ImageDraw.Draw(image).multiline_text((10, 10), WORDS.replace(". ", ".\n"), fill="black")
    image.save(out, "JPEG", quality=30)
    facts = (
        b"/Type/XObject/Subtype/Image/Width 300/Height 420/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode"
    )
    return stream(out.getvalue(), facts)


def outlines(text: str = WORDS) -> bytes:
    """Each letter as a shape of curves and lines, the way a drawing program writes words it has turned into paths."""
    shapes = []
    for i, letter in enumerate(text):
        x, y = 60 + 6 * (i % 75), 780 - 16 * (i // 75)
        if letter != " ":
            ends = [(x + 5 * (k % 2), y + (k * (ord(letter) % 7 + 1)) % 9) for k in range(12)]
            shapes.append(
                b"%d %d m " % (x, y)
                + b"".join(b"%d %d %d %d %d %d c " % (a, b, b % 9 + x, y + 3, a, y + 7) for a, b in ends)
                + b"h f\n"
            )
    return b"".join(shapes)


def type3(names: str, text: str = WORDS, start: int = 1) -> bytes:
    """Words in a font of drawings (Type 3), its glyphs named by number, codes by first appearance, no ToUnicode."""
    order = list(dict.fromkeys(text))
    codes = bytes(start + order.index(letter) for letter in text)
    count = len(order)
    named = b"".join(b"/" + (names % n).encode() for n in range(count))
    procs = b"".join(b"/" + (names % n).encode() + b" 6 0 R" for n in range(count))
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[.001 0 0 .001 0 0]/FirstChar %d/LastChar %d"
        b"/Widths[%s]/Encoding<</Type/Encoding/Differences[%d%s]>>/CharProcs<<%s>>/Resources<<>>>>"
    ) % (start, start + count - 1, b"600 " * count, start, named, procs)
    shape = stream(b"600 0 0 0 600 700 d1 50 0 450 650 re f")
    rows = (codes[i : i + 70] for i in range(0, len(codes), 70))
    content = b"".join(
        b"BT /F2 11 Tf 60 %d Td <%s> Tj ET\n" % (780 - 16 * i, row.hex().encode()) for i, row in enumerate(rows)
    )
    return pdf(content, fonts=b"/F2 7 0 R", others=(scan(), shape, font))


def shifted() -> bytes:
    """Words in a font whose codes lie 29 below those of their letters, as in many subsets without ToUnicode."""
    codes = "".join(chr(ord(c) - 29) for c in WORDS)
    return pdf(lines(codes.replace(chr(3), " ")))
