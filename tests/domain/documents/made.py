"""Files made for a test: honest ones in the shapes of common producers, and hostile ones."""

import io
import zipfile
import zlib
from pathlib import Path

import docx
from PIL import Image

FILES = Path(__file__).parents[2] / "files"


_TYPE = b"/Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding"


def pdf(
    *pages: bytes, catalog: bytes = b"", trailer: bytes = b"", filters: bytes = b"", second: bytes = b"Helvetica-Bold"
) -> bytes:
    """A PDF whose pages hold these content streams, written by hand; `second` is its other font."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        b"<<%s/BaseFont/Helvetica>>" % _TYPE,
    ]
    for i, content in enumerate(pages):
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents %d 0 R" % (5 + 2 * i)
        objects.append(
            page
            + b"/Resources<</Font<</F1 3 0 R/F2<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>>>>>>>"
            % second
        )
        objects.append(b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), filters, content))
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R%s>>startxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, start))


def line(text: str, x: float = 20, y: float = 250, size: float = 12, *, bold: bool = False) -> bytes:
    """One line of text as a content stream."""
    return b"BT /F%d %d Tf %d %d Td (%s) Tj ET\n" % (1 + bold, size, x, y, text.encode("cp1252"))


def flate_bomb() -> bytes:
    """A small PDF whose one page inflates to a gigabyte of drawing."""
    packer = zlib.compressobj(9)
    chunk = line("bomb ") * 40_000
    packed = b"".join(packer.compress(chunk) for _ in range(800)) + packer.flush()
    return pdf(packed, filters=b"/Filter/FlateDecode")


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password."""
    secret = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32)
    return pdf(line("secret"), trailer=secret)


def image_pdf() -> bytes:
    """A scan: a picture of a page, without text."""
    out = io.BytesIO()
    Image.new("RGB", (400, 500), "white").save(out, "PDF")
    return out.getvalue()


def word(text: str = "Led 14 people.") -> bytes:
    """A Word file in the shape of a resume."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "+41 44 000 00 00"
    document.add_heading("Amélie Ünsal", 0)
    document.add_paragraph("Zürich · amelie@example.org")
    document.add_heading("Experience", 1)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Head of Operations", "2019 – 2024"
    document.add_paragraph("Cut delivery time from 12 to 7 days.", style="List Bullet")
    document.add_paragraph(text, style="List Bullet")
    plain = document.add_paragraph("Plain ")
    plain.add_run("bold").bold = True
    plain.add_run(" and ")
    plain.add_run("italic").italic = True
    plain.add_run().add_break()
    plain.add_run("second line")
    return _saved(document)


def _saved(document: "docx.document.Document") -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def repacked(data: bytes, extra: dict[str, bytes]) -> bytes:
    """An archive with more entries in it, or with others in their place."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            if entry.filename not in extra:
                target.writestr(entry.filename, source.read(entry))
        for name, content in extra.items():
            target.writestr(name, content)
    return out.getvalue()
