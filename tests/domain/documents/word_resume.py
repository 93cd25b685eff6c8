"""One whole resume as Word for Windows writes it, and the text that a person reads in it."""

from __future__ import annotations

from . import word_shapes as word
from .word_shapes import field, item, paragraph, run, text_box

STYLES = word.part(
    "styles",
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/></w:style>',
)
DATES = '<w:tabs><w:tab w:val="right" w:pos="9026"/></w:tabs>'


def heading(text: str) -> str:
    return paragraph(
        f'<w:bookmarkStart w:id="0" w:name="_Hlk123"/>{run(text)}<w:bookmarkEnd w:id="0"/>',
        '<w:pStyle w:val="Heading1"/>',
    )


def document(*blocks: str, edges: str = "") -> str:
    size = '<w:pgSz w:w="11906" w:h="16838"/><w:cols w:space="708"/>'
    return word.part("document", f"<w:body>{''.join(blocks)}<w:sectPr>{edges}{size}</w:sectPr></w:body>")


def whole_resume() -> bytes:
    contact = "zoe@example.org"
    body = [
        paragraph(run("Zoë") + '<w:proofErr w:type="spellStart"/>' + run(" Müller-O’Brien")
                  + '<w:proofErr w:type="spellEnd"/>', '<w:pStyle w:val="Title"/>'),
        paragraph(
            run("Head of Operations")
            + text_box(paragraph(run("Berlin")) + paragraph(f'<w:hyperlink r:id="rId9">{run(contact)}</w:hyperlink>'))
        ),
        heading("Profile"),
        paragraph(run("I “lead” well") + "<w:r><w:noBreakHyphen/></w:r>" + run("run ware")
                  + "<w:r><w:softHyphen/></w:r>" + run("houses – and teams…")),
        heading("Experience"),
        paragraph(run("Head of Operations, ") + run("Nordic Freight", "<w:b/><w:bCs/>")
                  + "<w:r><w:tab/></w:r>" + run("2019 – 2024"), DATES),
        item(run("Cut delivery time from 12 to 7") + "<w:r><w:lastRenderedPageBreak/></w:r>" + run(" days."), 1),
        item(run("Led 14") + run(" people."), 1),
        item(run("in two countries"), 1, level=1),
        paragraph(run("Planner") + "<w:r><w:tab/><w:t>2013 – 2019</w:t></w:r>", DATES),
        item(run("Planned."), 2),
        item(run("Checked."), 2),
        heading("Skills"),
        word.table(
            (paragraph(run("Languages")), paragraph(run("German, English"))),
            (paragraph(run("Tools")), paragraph(run("SQL")) + paragraph(run("Python"))),
        ),
        paragraph(run("See ") + field('HYPERLINK "https://example.org/zoe"', "my work") + run(" and ")
                  + field("REF _Hlk123 \\h", "Profile") + run(".")),
    ]  # fmt: skip
    edges = (
        '<w:headerReference w:type="default" r:id="rId5"/><w:headerReference w:type="first" r:id="rId6"/>'
        '<w:footerReference w:type="default" r:id="rId7"/><w:titlePg/>'
    )
    top = paragraph(
        f'<w:hyperlink r:id="rId1">{run("+49 30 555")}<w:r><w:noBreakHyphen/></w:r>{run("0100")}</w:hyperlink>'
    )
    far_right = '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>'
    counted = run("Page ") + field("PAGE", "2") + run(" of ") + field("NUMPAGES", "2")
    rest = paragraph(run("Z. Müller-O’Brien") + far_right + counted)
    below = paragraph(run("References on request")) + (
        "<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent>"
        + paragraph(run("Page ") + field("PAGE   \\* MERGEFORMAT", "1"))
        + "</w:sdtContent></w:sdt>"
    )
    return word.packed(
        {
            "word/document.xml": document(*body, edges=edges),
            "word/_rels/document.xml.rels": word.relations(
                ("rId1", "styles", "styles.xml"),
                ("rId2", "numbering", "numbering.xml"),
                ("rId5", "header", "header1.xml"),
                ("rId6", "header", "header2.xml"),
                ("rId7", "footer", "footer1.xml"),
                ("rId9", "hyperlink", f"mailto:{contact}"),
            ),
            "word/header1.xml": word.part("hdr", rest),
            "word/header2.xml": word.part("hdr", top),
            "word/_rels/header2.xml.rels": word.relations(("rId1", "hyperlink", "https://example.org/call")),
            "word/footer1.xml": word.part("ftr", below),
            "word/styles.xml": STYLES,
            "word/numbering.xml": word.numbering("bullet", "decimal"),
        }
    )


WHOLE = """+49 30 555-0100

Z. Müller-O’Brien

Zoë Müller-O’Brien

Head of Operations

Berlin

zoe@example.org

Profile

I “lead” well-run warehouses – and teams…

Experience

Head of Operations, Nordic Freight 2019 – 2024
• Cut delivery time from 12 to 7 days.
• Led 14 people.
• in two countries

Planner 2013 – 2019
1. Planned.
2. Checked.

Skills

Languages

German, English

Tools

SQL

Python

See my work and Profile.

References on request"""
