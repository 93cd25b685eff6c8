"""Word and plain text files as simple HTML."""

import io
import re
from html import escape

import mammoth

from coachapp.domain.documents.word_package import settled

_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"


def docx_html(data: bytes) -> str:
    """Give a Word file's text: headers, where contact data often stands, then the body, then footers."""
    found = mammoth.convert_to_html(
        io.BytesIO(settled(data)), convert_image=lambda _: [], external_file_access=False, style_map=_STYLES
    )
    return str(found.value)


def text_html(data: bytes) -> str:
    """Give a plain text's paragraphs; lines stay lines."""
    text = _decoded(data).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    paragraphs = (p.strip("\n") for p in re.split(r"\n[ \t]*\n", text))
    return "".join(f"<p>{escape(p).replace(chr(10), '<br>')}</p>" for p in paragraphs if p.strip())


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
