"""Word, OpenDocument and plain text files as simple HTML."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape
from xml.etree import ElementTree as ET

import mammoth

from coachapp.domain.documents.word_markup import parsed
from coachapp.domain.documents.word_package import settled

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DEEPEST = 200
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"


def docx_html(data: bytes) -> str:
    """Give a Word file's text: headers, where contact data often stands, then the body, then footers."""
    found = mammoth.convert_to_html(
        io.BytesIO(settled(data)), convert_image=lambda _: [], external_file_access=False, style_map=_STYLES
    )
    return str(found.value)


def odt_html(data: bytes) -> str:
    """Give an OpenDocument text's paragraphs, headings, lists and tables."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = parsed(archive.read("content.xml"))
    return "".join(_odt(root, 0))


def _odt(node: ET.Element, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    tag = {
        f"{_TEXT}list": "ul",
        f"{_TEXT}list-item": "li",
        f"{_TABLE}table": "table",
        f"{_TABLE}table-row": "tr",
    }.get(node.tag, "td" if node.tag == f"{_TABLE}table-cell" else "")
    if node.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
        level = min(6, int(node.get(f"{_TEXT}outline-level") or 1))
        name = "p" if node.tag == f"{_TEXT}p" else f"h{level}"
        yield f"<{name}>{''.join(_odt_inline(node, depth))}</{name}>"
        return
    if tag:
        yield f"<{tag}>"
    for child in node:
        yield from _odt(child, depth + 1)
    if tag:
        yield f"</{tag}>"


def _odt_inline(node: ET.Element, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    yield escape(node.text or "")
    for child in node:
        if child.tag == f"{_TEXT}line-break":
            yield "<br>"
        elif child.tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
            yield " "
        elif not child.tag.endswith("}annotation"):
            yield from _odt_inline(child, depth + 1)
        yield escape(child.tail or "")


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
