"""Cleaned HTML whose text is the canonical text: each block knows where in it it starts.

An element with `data-start` holds text alone and inline marks; the text inside it equals the
canonical text from `data-start` to `data-end`, counted in Unicode code points.
"""

import unicodedata
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

import nh3

TAGS = {
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "table", "thead", "tbody", "tr", "td", "th",
    "blockquote", "pre", "strong", "em", "s", "u", "sup", "sub", "br", "a",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto"}
_INLINE = {"strong", "em", "s", "u", "sup", "sub", "a"}
_LOWER = {"h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}  # the page that shows it has its own title
_TYPED = {0x2010: "-", 0x2011: "-"}  # the hyphens of typesetting, as they are typed and searched for
_LEAVES = {"p", "h1", "h2", "h3", "h4", "h5", "h6"}


@dataclass(slots=True)
class _Passage:
    tag: str
    pieces: list[tuple[str, str]] = field(default_factory=list)


def tidy(text: str) -> str:
    """Text without control characters, in NFC, with one kind of hyphen and one kind of space."""
    spaced = (" " if c.isspace() else c for c in text.translate(_TYPED))
    return unicodedata.normalize("NFC", "".join(c for c in spaced if c == " " or _shown(c)))


def _shown(char: str) -> bool:
    return unicodedata.category(char)[0] != "C" or char in "\u200c\u200d"


def with_offsets(html: str) -> tuple[str, str]:
    """Clean HTML from anywhere; returns it with its offsets, and the canonical text."""
    safe = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
        clean_content_tags={"script", "style", "title"},
    )
    writer = _Writer()
    writer.feed(safe)
    writer.close()
    return writer.finish()


def scrubbed(html: str) -> str:
    """Let pass what `with_offsets` writes and nothing else, whoever says that it wrote it."""
    everywhere = {"id", "data-start", "data-end", "dir"}
    return nh3.clean(
        html,
        tags=TAGS | {"span"},
        attributes={"*": everywhere, "a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )


class _Writer(HTMLParser):
    """Writes the page again, block by block, counting as it goes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.html: list[str] = []
        self.text: list[str] = []
        self.length = 0
        self.blocks = 0
        self.passage = _Passage("span")
        self.lists: list[int] = []
        self.bullet = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.passage.pieces.append(("break", "<br>"))
        elif tag in _INLINE:
            marks = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
            self.passage.pieces.append(("tag", f"<{tag}{marks}>"))
        else:
            self._flush()
            self._open(tag)

    def _open(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self.lists.append(0 if tag == "ol" else -1)
        if tag == "li" and self.lists:
            if self.lists[-1] >= 0:
                self.lists[-1] += 1
            self.bullet = f"{self.lists[-1]}. " if self.lists[-1] > 0 else "• "
        if tag in _LEAVES:
            self.passage.tag = _LOWER.get(tag, tag)
        else:
            self.html.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in _INLINE:
            self.passage.pieces.append(("tag", f"</{tag}>"))
            return
        self._flush()
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        if tag not in _LEAVES:
            self.html.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.passage.pieces.append(("text", data))

    def _flush(self) -> None:
        """Write the passage that has gathered, if it says anything."""
        passage, self.passage = self.passage, _Passage("span")
        body, text = _written(passage.pieces)
        if not text:
            return
        between = "\n" if self.bullet and self.text and self.lists else "\n\n"
        self._say((between if self.length else "") + self.bullet)
        start = self.length
        self._say(text)
        self.blocks += 1
        where = f'id="b{self.blocks}" data-start="{start}" data-end="{self.length}" dir="auto"'
        self.html.append(f"<{passage.tag} {where}>{body}</{passage.tag}>")
        self.bullet = ""

    def _say(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)

    def finish(self) -> tuple[str, str]:
        self._flush()
        return "".join(self.html), "".join(self.text)


def _written(pieces: list[tuple[str, str]]) -> tuple[str, str]:
    """Give a passage's inner HTML and its text, character for character the same."""
    html: list[str] = []
    text = ""
    last_text = max((i for i, (sort, piece) in enumerate(pieces) if sort == "text" and tidy(piece).strip()), default=-1)
    for index, (sort, piece) in enumerate(pieces):
        if sort == "tag":
            html.append(piece)
        elif sort == "break" and text and index < last_text:
            html.append("<br>\n")
            text = text.removesuffix(" ") + "\n" if not text.endswith(" ") else text + "\n"
        elif sort == "text" and index <= last_text:
            clean = tidy(piece)
            if not text or text[-1] in " \n":
                clean = clean.lstrip(" ")
            if index == last_text:
                clean = clean.rstrip(" ")
            clean = " ".join(clean.split(" ")) if "  " not in clean else _single(clean)
            clean = _apart(clean, text)
            html.append(escape(clean, quote=False))
            text += clean
    return "".join(html), text


def _single(text: str) -> str:
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _apart(piece: str, before: str) -> str:
    """A mark may not join a letter that stands in the piece before it."""
    if piece and before and unicodedata.normalize("NFC", before[-1] + piece[0]) != before[-1] + piece[0]:
        return piece[1:]
    return piece
