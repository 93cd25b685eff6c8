"""Word files part by part, as Word for Windows and Google Docs write them."""

from __future__ import annotations

import io
import zipfile

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": OFFICE,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def part(root: str, inside: str) -> str:
    """Give one part: its root element with the names that Word declares, and what is in it."""
    return f'{HEAD}<w:{root} {NAMES} mc:Ignorable="w14 w15">{inside}</w:{root}>'


def relations(*targets: tuple[str, str, str]) -> str:
    """Give a part's relations: (id, kind, target); a target with a colon lies outside."""
    told = "".join(
        f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for id_, kind, target in targets
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'


def packed(parts: dict[str, str], *, main: str = "word/document.xml") -> bytes:
    """Pack the parts, with a table of contents and the way to the main one."""
    told = "".join(
        f'<Override PartName="/{name}" ContentType="{KIND}.{name.rpartition("/")[2].rstrip("0123456789.xml")}+xml"/>'
        for name in parts
        if name.startswith("word/") and name.endswith(".xml")
    ).replace(f"{KIND}.document+xml", f"{KIND}.document.main+xml")
    types = (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relations(("rId1", "officeDocument", main)))
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """Give a run as Word saves it: with the mark of the session that wrote it."""
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r w:rsidRPr="00B12F4A">{shown}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    """Give a paragraph with Word's marks of sessions on it."""
    shown = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return (
        '<w:p w14:paraId="3F2A91C4" w14:textId="77777777" w:rsidR="00A77B3E" w:rsidRDefault="00B12F4A">'
        f"{shown}{inside}</w:p>"
    )


def field(instruction: str, result: str) -> str:
    """Give a field as Word spreads it over runs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:rPr><w:noProof/></w:rPr><w:t>{result}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def text_box(inside: str, *, fallback: bool = True) -> str:
    """Give a text box as Word anchors it: for itself, and once more for its ancestors."""
    drawn = (
        '<w:drawing><wp:anchor distT="45720" distB="45720" distL="114300" distR="114300" simplePos="0" '
        'relativeHeight="251659264" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>3886200</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="1828800" cy="640080"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        '<wp:wrapSquare wrapText="bothSides"/><wp:docPr id="217" name="Text Box 2"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1828800" cy="640080"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    old = (
        '<w:pict><v:shapetype id="_x0000_t202"/><v:shape id="Text Box 2" type="#_x0000_t202">'
        f"<v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )
    behind = f"<mc:Fallback>{old}</mc:Fallback>" if fallback else ""
    return (
        "<w:r><w:rPr><w:noProof/></w:rPr><mc:AlternateContent>"
        f'<mc:Choice Requires="wps">{drawn}</mc:Choice>{behind}</mc:AlternateContent></w:r>'
    )


def table(*rows: tuple[str, ...]) -> str:
    """Give a table without lines, for layout; each cell holds paragraphs."""
    told = "".join(
        "<w:tr>" + "".join(f'<w:tc><w:tcPr><w:tcW w:w="4500" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in row)
        + "</w:tr>"
        for row in rows
    )  # fmt: skip
    grid = '<w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="6000"/></w:tblGrid>'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>{grid}{told}</w:tbl>'
    )


def numbering(*kinds: str) -> str:
    """Give lists 1, 2, …: "bullet" as Word sets it, in a font of symbols, or "decimal"."""
    shapes = {
        "bullet": '<w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/><w:lvlJc w:val="left"/>'
        '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol" w:hint="default"/></w:rPr>',
        "disc": '<w:numFmt w:val="bullet"/><w:lvlText w:val="●"/><w:lvlJc w:val="left"/>'
        '<w:rPr><w:u w:val="none"/></w:rPr>',
        "decimal": '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>',
    }
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">'
        + "".join(f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/>{shapes[kind]}</w:lvl>' for level in range(3))
        + "</w:abstractNum>"
        for n, kind in enumerate(kinds)
    )
    used = "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(kinds)))
    return part("numbering", abstract + used)


def item(inside: str, number: int, level: int = 0) -> str:
    """Give a paragraph of a list, with the properties that Word writes."""
    return paragraph(
        inside,
        f'<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        '<w:spacing w:after="0"/>',
    )
