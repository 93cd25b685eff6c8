"""OpenDocument texts as simple HTML: headers above, footers below, boxes after the line that they hang on."""

import io
import zipfile
from collections.abc import Iterator
from html import escape
from itertools import chain
from xml.etree import ElementTree as ET

from coachapp.domain.documents.word_markup import only_counts_pages, parsed

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _DRAW, _STYLE, _OFFICE = (
    f"{{{_NAMES}{n}:1.0}}" for n in ("text", "table", "drawing", "style", "office")
)
_HREF = "{http://www.w3.org/1999/xlink}href"
_DEEPEST = 200
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_BLOCKS = {
    f"{_TABLE}table": "table",
    f"{_TABLE}table-row": "tr",
    f"{_TABLE}table-cell": "td",
    f"{_TEXT}list-item": "li",
}
_UNSEEN = {
    f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph",
    f"{_TEXT}note-citation", f"{_TEXT}ruby-text", f"{_TEXT}sequence-decls", f"{_OFFICE}forms",
}  # fmt: skip
_COUNTS = {f"{_TEXT}page-number", f"{_TEXT}page-count"}


def odt_html(data: bytes) -> str:
    """Give an OpenDocument text's paragraphs, headings, lists and tables, and what stands around its pages."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = parsed(archive.read("content.xml"))
        styles = parsed(archive.read("styles.xml")) if "styles.xml" in archive.namelist() else ET.Element("none")
    writer = _Writer(_ordered_lists(content, styles))
    body = content.find(f"{_OFFICE}body")
    blocks = chain(_edge(styles, "header"), content if body is None else body, _edge(styles, "footer"))
    return "".join(chain.from_iterable(writer.block(block, 0) for block in blocks))


def _ordered_lists(*roots: ET.Element) -> set[tuple[str, int]]:
    """Name the lists that count, level by level."""
    return {
        (style.get(f"{_STYLE}name", ""), int(level.get(f"{_TEXT}level", "1")))
        for root in roots
        for style in root.iter(f"{_TEXT}list-style")
        for level in style.iter(f"{_TEXT}list-level-style-number")
        if level.get(f"{_STYLE}num-format")
    }


def _edge(styles: ET.Element, kind: str) -> Iterator[ET.Element]:
    """Give the paragraphs of all headers or footers, a first page's before the others', each text once."""
    said: set[str] = set()
    pages = sorted(styles.iter(f"{_STYLE}master-page"), key=lambda page: page.get(f"{_STYLE}next-style-name") is None)
    for page in pages:
        for name in (f"{kind}-first", kind, f"{kind}-left"):
            shown = page.find(f"{_STYLE}{name}")
            if shown is None or shown.get(f"{_STYLE}display") == "false":
                continue
            for block in shown:
                _forget_page_numbers(block)
                text = " ".join("".join(block.itertext()).split())
                if text and text not in said:
                    said.add(text)
                    yield block


def _forget_page_numbers(block: ET.Element) -> None:
    """Take away what counts pages, between tabs or on a line of its own."""
    for paragraph in [n for n in block.iter() if n.tag in _PARAGRAPHS]:
        segments: list[list[ET.Element | None]] = [[None]]
        for child in paragraph:
            segments.append([child]) if child.tag == f"{_TEXT}tab" else segments[-1].append(child)
        for segment in segments:
            if any(node is not None and node.tag in _COUNTS for node in segment):
                _blank(paragraph, segment)


def _blank(paragraph: ET.Element, segment: list[ET.Element | None]) -> None:
    said = [paragraph.text if node is None else "".join(node.itertext()) + (node.tail or "") for node in segment]
    if not only_counts_pages("".join(text or "" for text in said)):
        return
    for node in segment:
        if node is None:
            paragraph.text = ""
        else:
            node[:] = []
            node.text = node.tail = ""


class _Writer:
    """Writes blocks and what stands in them."""

    def __init__(self, ordered: set[tuple[str, int]]) -> None:
        self.ordered = ordered

    def block(self, node: ET.Element, depth: int, style: str = "", level: int = 0) -> Iterator[str]:
        """Write a block; a list inside a list goes on in the outer one's style."""
        _mind(depth)
        if node.tag in _PARAGRAPHS:
            yield from self._paragraph(node, depth)
        elif node.tag not in _UNSEEN:
            tag = _BLOCKS.get(node.tag, "")
            if node.tag == f"{_TEXT}list":
                style, level = node.get(f"{_TEXT}style-name") or style, level + 1
                tag = "ol" if (style, level) in self.ordered else "ul"
            yield f"<{tag}>" if tag else ""
            for child in node:
                yield from self.block(child, depth + 1, style, level)
            yield f"</{tag}>" if tag else ""

    def _paragraph(self, node: ET.Element, depth: int) -> Iterator[str]:
        aside: list[ET.Element] = []
        level = min(6, int(node.get(f"{_TEXT}outline-level") or 1))
        name = "p" if node.tag == f"{_TEXT}p" else f"h{level}"
        yield f"<{name}>{''.join(self._inline(node, depth, aside))}</{name}>"
        for box in aside:
            yield from self.block(box, depth + 1)

    def _inline(self, node: ET.Element, depth: int, aside: list[ET.Element]) -> Iterator[str]:
        _mind(depth)
        yield escape(node.text or "")
        for child in node:
            if child.tag == f"{_TEXT}line-break":
                yield "<br>"
            elif child.tag in {f"{_TEXT}s", f"{_TEXT}tab"}:
                yield " "
            elif child.tag.startswith(_DRAW) or child.tag == f"{_TEXT}note":
                aside.append(child)
            elif child.tag == f"{_TEXT}a":
                inside = "".join(self._inline(child, depth + 1, aside))
                yield f'<a href="{escape(child.get(_HREF, ""))}">{inside}</a>'
            elif child.tag not in _UNSEEN:
                yield from self._inline(child, depth + 1, aside)
            yield escape(child.tail or "")


def _mind(depth: int) -> None:
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
