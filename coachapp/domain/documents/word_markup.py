"""Word's markup made plain: each text once and where it is anchored, nothing that nobody sees.

The converter behind it reads old text boxes alone, and passes over containers and characters that
Word and its kin write. Here they become what it reads.
"""

import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1].encode(),
}
_DEEPEST = 200
_PAGE_FIELD = re.compile(r"^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b")
_COUNTING = """
    page pages p pg of pages seite von página páginas de pagina di da van sida sidan side av af strona z stránka sivu
"""
_PAGE_WORDS = frozenset(_COUNTING.split())


def parsed(xml: bytes) -> ET.Element:
    """Parse XML that declares no entities of its own; both spellings of Word's names become one."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("a text document declares no entities")
    for strict, usual in _STRICT.items():
        xml = xml.replace(strict, usual)
    return ET.fromstring(xml)  # noqa: S314 - in the confined child, entities refused


def make_plain(node: ET.Element, depth: int = 0) -> None:
    """Rewrite what stands below this node."""
    if depth > _DEEPEST:
        raise ValueError("nested too deeply")
    children = [kept for child in node for kept in _instead(child)]
    for child in children:
        make_plain(child, depth + 1)
    node[:] = children


def _instead(node: ET.Element) -> list[ET.Element]:
    """Give what stands for a node, its own children still to be looked at."""
    rule = _RULES.get(node.tag)
    if rule is None:
        return [node]
    return [kept for given in rule(node) for kept in ([given] if given is node else _instead(given))]


def _chosen(node: ET.Element) -> list[ET.Element]:
    """Of two renderings of the same, take the newer one where it holds text, else the older one."""
    choices = [list(choice) for choice in node.findall(f"{MC}Choice")]
    for choice in choices:
        if any(part.find(f".//{W}t") is not None for part in choice):
            return choice
    fallback = node.find(f"{MC}Fallback")
    return list(fallback) if fallback is not None else [part for choice in choices for part in choice]


def _boxed(node: ET.Element) -> list[ET.Element]:
    """Keep a drawing's text boxes; pictures are shown nowhere."""
    boxes = list(_boxes(node))
    if node.tag == f"{W}pict" and boxes == list(node):
        return [node] if boxes else []
    picture = ET.Element(f"{W}pict")
    picture.extend(boxes)
    return [picture] if boxes else []


def _boxes(node: ET.Element) -> Iterator[ET.Element]:
    for child in _chosen(node) if node.tag == f"{MC}AlternateContent" else node:
        if child.tag == f"{W}txbxContent":
            yield child
        else:
            yield from _boxes(child)


def _seen(run: ET.Element) -> list[ET.Element]:
    """Empty a run that is marked as hidden; the frame of a field stays whole."""
    hidden = run.find(f"{W}rPr/{W}vanish")
    if hidden is not None and hidden.get(f"{W}val") not in {"0", "false", "off"}:
        run[:] = [child for child in run if child.tag in {f"{W}fldChar", f"{W}instrText"}]
    return [run]


def _named(name: str) -> Callable[[ET.Element], list[ET.Element]]:
    return lambda _: [ET.Element(f"{W}{name}")]


_RULES: dict[str, Callable[[ET.Element], list[ET.Element]]] = {
    f"{MC}AlternateContent": _chosen,
    f"{W}drawing": _boxed,
    f"{W}pict": _boxed,
    f"{W}object": _boxed,
    f"{W}r": _seen,
    f"{W}fldSimple": list,
    f"{W}dir": list,
    f"{W}bdo": list,
    f"{W}ruby": list,
    f"{W}rubyBase": list,
    f"{W}rubyPr": lambda _: [],
    f"{W}rt": lambda _: [],
    f"{W}ptab": _named("tab"),
    f"{W}cr": _named("br"),
}


def without_page_numbers(node: ET.Element) -> None:
    """Blank what counts pages ("Page 1 of 2"), between tabs or on a line of its own; names beside it stay."""
    for paragraph in node.iter(f"{W}p"):
        texts: list[ET.Element] = []
        counts = False
        for leaf in [*paragraph.iter(), ET.Element(f"{W}tab")]:
            if leaf.tag in {f"{W}tab", f"{W}ptab"}:
                if counts and only_counts_pages("".join(text.text or "" for text in texts)):
                    for text in texts:
                        text.text = ""
                texts, counts = [], False
            elif leaf.tag == f"{W}t":
                texts.append(leaf)
            else:
                field = leaf.get(f"{W}instr") if leaf.tag == f"{W}fldSimple" else leaf.text
                counts = counts or bool(_PAGE_FIELD.match(field or ""))


def only_counts_pages(text: str) -> bool:
    """Tell whether these words say nothing but which page of how many this is."""
    return set(re.findall(r"[^\W\d]+", text.lower())) <= _PAGE_WORDS


def text_of(node: ET.Element) -> str:
    """Give a block's text, for telling whether it was said before."""
    return " ".join("".join(text.text or "" for text in node.iter(f"{W}t")).split())
