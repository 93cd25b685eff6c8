"""A Word file packed anew: one text of headers, body and footers, in markup that the converter reads."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from coachapp.domain.documents.word_markup import R, W, make_plain, parsed, text_of, without_page_numbers

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OF_PACKAGE = "_rels/.rels"
_CONTENT_TYPES = "[Content_Types].xml"


class _Package:
    """The parts of a Word file, found by how they relate to each other."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        self.main = next(self._targets(_OF_PACKAGE, "", "/officeDocument"), "word/document.xml")

    def part(self, name: str) -> ET.Element | None:
        """Give a part's XML, if the part is there."""
        return parsed(self.archive.read(name)) if name in self.names else None

    def relations(self, part: str) -> list[ET.Element]:
        """Give what a part relates to."""
        return self._relations(relations_of(part))

    def target(self, part: str, relation_id: str | None) -> str | None:
        """Give the name of the part that another one means by that id."""
        for relation in self.relations(part):
            if relation.get("Id") == relation_id:
                return _within(posixpath.dirname(part), relation.get("Target", ""))
        return None

    def _relations(self, name: str) -> list[ET.Element]:
        root = self.part(name)
        return [] if root is None else root.findall(f"{_RELATIONS}Relationship")

    def _targets(self, name: str, folder: str, kind: str) -> Iterator[str]:
        for relation in self._relations(name):
            target = _within(folder, relation.get("Target", ""))
            if relation.get("Type", "").endswith(kind) and target in self.names:
                yield target

    def mirrors_pages(self) -> bool:
        """Tell whether even pages have headers of their own."""
        settings = self.part(posixpath.join(posixpath.dirname(self.main), "settings.xml"))
        return settings is not None and settings.find(f"{W}evenAndOddHeaders") is not None


def relations_of(part: str) -> str:
    """Name the part that says what a part relates to."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _within(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def settled(data: bytes) -> bytes:
    """Give the file with what stands in headers before its text and what stands in footers after it, all made plain."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = _Package(archive)
        document = package.part(package.main)
        body = document.find(f"{W}body") if document is not None else None
        if document is None or body is None:
            raise ValueError("a Word file has a body")
        relations = package.relations(package.main)
        above = list(_edge(package, body, "header", relations))
        below = list(_edge(package, body, "footer", relations))
        body[:] = [*above, *body, *below]
        make_plain(body)
        _forget_lost_links(body, {relation.get("Id") for relation in relations})
        return _packed(package, document, relations)


def _edge(package: _Package, body: ET.Element, kind: str, relations: list[ET.Element]) -> Iterator[ET.Element]:
    """Give the blocks of all headers or footers that are shown, each text once; their relations join the others."""
    said: set[str] = set()
    for number, name in enumerate(dict.fromkeys(_shown(package, body, kind))):
        root = package.part(name)
        if root is None:
            continue
        for relation in package.relations(name):
            relation.set("Id", f"{kind}{number}-{relation.get('Id')}")
            relations.append(relation)
        for node in root.iter():
            for attribute in [a for a in node.attrib if a.startswith(R)]:
                node.set(attribute, f"{kind}{number}-{node.get(attribute)}")
        without_page_numbers(root)
        for block in root:
            text = text_of(block)
            if text and text not in said:
                said.add(text)
                yield block


def _shown(package: _Package, body: ET.Element, kind: str) -> Iterator[str]:
    """Name the headers or footers in the order of their pages."""
    mirrored = package.mirrors_pages()
    for section in body.iter(f"{W}sectPr"):
        meant = {n.get(f"{W}type"): n.get(f"{R}id") for n in section.findall(f"{W}{kind}Reference")}
        first = section.find(f"{W}titlePg")
        types = ["first"] if first is not None and first.get(f"{W}val") not in {"0", "false", "off"} else []
        for page in [*types, "default", *(["even"] if mirrored else [])]:
            if name := package.target(package.main, meant.get(page)):
                yield name


def _forget_lost_links(body: ET.Element, known: set[str | None]) -> None:
    for link in body.iter(f"{W}hyperlink"):
        if link.get(f"{R}id") not in known:
            link.attrib.pop(f"{R}id", None)


def _packed(package: _Package, document: ET.Element, relations: list[ET.Element]) -> bytes:
    """Write the archive with the parts that the converter asks for."""
    related = ET.Element(f"{_RELATIONS}Relationships")
    related.extend(relations)
    mine = {package.main: ET.tostring(document), relations_of(package.main): ET.tostring(related)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in package.names - mine.keys():
            if name.endswith((".xml", ".rels")):
                target.writestr(name, package.archive.read(name))
        for name, content in mine.items():
            target.writestr(name, content)
    return out.getvalue()
