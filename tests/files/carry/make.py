"""Makes the golden files of the carry-over: `python -m tests.files.carry.make` from the project's directory.

Needs libreoffice, chromium, pdflatex and qpdf. The files are kept, so that the tests need none of these.
"""

from __future__ import annotations

import shutil
import subprocess
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.domain.documents import test_google_docs as google
from tests.domain.documents import word_resume
from tests.domain.documents import word_shapes as word
from tests.files.carry import resume
from tests.files.carry.resume import Block

HERE = Path(__file__).parent
ASIDE = {"Skills", "Education", "Certificates", "Talks"}
LATEX = {"&": r"\&", "%": r"\%", "–": "--", "“": "``", "”": "''", "·": r"\textperiodcentered{}"}


def word_file(blocks: list[Block]) -> bytes:
    """Give the resume as Word writes it: styles, real lists, dates behind a tab, a table for pairs."""
    body = []
    for kind, *parts in blocks:
        said = [escape(part, quote=False) for part in parts]
        match kind:
            case "name":
                body.append(word.paragraph(word.run(said[0]), '<w:pStyle w:val="Title"/>'))
            case "heading":
                body.append(word_resume.heading(said[0]))
            case "job":
                title = word.run(said[0] + ", ", "<w:b/>") + word.run(said[1])
                body.append(word.paragraph(f"{title}<w:r><w:tab/></w:r>{word.run(said[2])}", word_resume.DATES))
            case "item":
                body.append(word.item(word.run(said[0]), 1))
            case "pair":
                body.append(word.table((word.paragraph(word.run(said[0])), word.paragraph(word.run(said[1])))))
            case _:
                body.append(word.paragraph(word.run(said[0])))
    relations = word.relations(("rId1", "styles", "styles.xml"), ("rId2", "numbering", "numbering.xml"))
    return word.packed(
        {
            "word/document.xml": word_resume.document(*body),
            "word/_rels/document.xml.rels": relations,
            "word/styles.xml": word_resume.STYLES,
            "word/numbering.xml": word.numbering("bullet"),
        }
    )


def google_file(blocks: list[Block]) -> bytes:
    """Give the resume as Google Docs writes it: no styles, headings in capitals, the employer in a line of its own."""
    body = []
    for kind, *parts in blocks:
        said = [escape(part, quote=False) for part in parts]
        match kind:
            case "name":
                body.append(google.paragraph(google.run(said[0], google.BOLD, size=52)))
            case "heading":
                body.append(google.paragraph(google.run(said[0].upper(), google.BOLD, size=28)))
            case "job":
                tab, line = (f"<w:r {google.SESSION}><w:{tag}/></w:r>" for tag in ("tab", "br"))
                title, dates = google.run(said[0], google.BOLD), google.run(said[2])
                body.append(google.paragraph(title + tab + dates + line + google.run(said[1])))
            case "item":
                body.append(google.item(google.run(said[0])))
            case "pair":
                cells = google.paragraph(google.run(said[0], google.BOLD)), google.paragraph(google.run(said[1]))
                body.append(word.table(cells))
            case _:
                body.append(google.paragraph(google.run(said[0])))
    return word.packed(
        {
            "word/document.xml": word.part("document", f"<w:body>{''.join(body)}<w:sectPr/></w:body>"),
            "word/_rels/document.xml.rels": word.relations(("rId3", "numbering", "numbering.xml")),
            "word/numbering.xml": word.numbering("disc"),
        }
    )


def latex_file(blocks: list[Block]) -> str:
    """Give the resume as people set it in LaTeX: justified, hyphenated, with ligatures."""
    told, in_list = [], False
    for kind, *parts in blocks:
        said = ["".join(LATEX.get(char, char) for char in part) for part in parts]
        if in_list != (kind == "item"):
            told.append(r"\end{itemize}" if in_list else r"\begin{itemize}\setlength{\itemsep}{2pt}")
            in_list = not in_list
        match kind:
            case "name":
                told.append(rf"{{\LARGE {said[0]}}}\par\medskip")
            case "heading":
                told.append(rf"\medskip{{\large\bfseries {said[0]}}}\par\smallskip")
            case "job":
                told.append(rf"\textbf{{{said[0]}}} \hfill {said[2]}\\ \textit{{{said[1]}}}\par")
            case "item":
                told.append(rf"\item {said[0]}")
            case "pair":
                told.append(rf"\textbf{{{said[0]}}}: {said[1]}\par")
            case _:
                told.append(said[0] + r"\par\smallskip")
    page = (
        r"\documentclass[11pt]{article}\usepackage[margin=2.9cm]{geometry}\usepackage[T1]{fontenc}\usepackage{lmodern}"
    )
    begun = rf"{page}\pagestyle{{empty}}\setlength{{\parindent}}{{0pt}}\begin{{document}}\raggedbottom"
    return "\n".join([begun, *told, *([r"\end{itemize}"] if in_list else []), r"\end{document}"])


def html_of(blocks: list[Block]) -> str:
    """Give the blocks as a page of a site would hold them."""
    told = []
    for kind, *parts in blocks:
        said = [escape(part) for part in parts]
        match kind:
            case "name":
                told.append(f"<h1>{said[0]}</h1>")
            case "heading":
                told.append(f"<h2>{said[0]}</h2>")
            case "job":
                told.append(f"<h3><span>{said[0]}</span><span>{said[2]}</span></h3><p><i>{said[1]}</i></p>")
            case "item":
                told.append(f"<ul><li>{said[0]}</li></ul>")
            case "pair":
                told.append(f"<p><b>{said[0]}:</b> {said[1]}</p>")
            case _:
                told.append(f"<p>{said[0]}</p>")
    return "".join(told).replace("</ul><ul>", "")


def page_of(inside: str, *, size: str = "A4", font: str = "Arial", points: float = 11) -> str:
    """Give a whole page to print."""
    css = (
        f"@page{{size:{size};margin:20mm}}body{{font:{points}pt/1.4 {font},'Liberation Sans',sans-serif;margin:0}}"
        "h3{display:flex;justify-content:space-between;margin:10px 0 0;font-size:inherit}p,ul{margin:3px 0}"
        "h1{margin:0 0 8px}h2{margin:16px 0 4px;font-size:1.2em}.both{display:flex;gap:9mm}"
        ".side{width:52mm}.main{flex:1}.side h3{display:block}.side h3 span{display:block}"
    )
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{css}</style>{inside}</html>'


def columns(blocks: list[Block]) -> str:
    """Give a page with a narrow column on the left, as templates from the web have it."""
    side: list[Block] = []
    main: list[Block] = []
    current = main
    for block in blocks[2:]:
        if block[0] == "heading":
            current = side if block[1] in ASIDE else main
        current.append(block)
    left, right = f'<div class="side">{html_of(side)}</div>', f'<div class="main">{html_of(main)}</div>'
    return page_of(f'{html_of(blocks[:2])}<div class="both">{left}{right}</div>', points=10)


def office(source: Path, to: str, into: Path) -> Path:
    """Convert by LibreOffice."""
    command = ["soffice", f"-env:UserInstallation=file://{into}/profile", "--headless", "--convert-to", to]
    subprocess.run([*command, "--outdir", into, source], check=True, capture_output=True)
    return into / f"{source.stem}.{to}"


def printed(html: str, into: Path) -> Path:
    """Print by Chromium."""
    (into / "page.html").write_text(html, encoding="utf-8")
    out = into / "page.pdf"
    options = ["--headless", "--no-sandbox", "--no-pdf-header-footer", f"--print-to-pdf={out}"]
    subprocess.run(["chromium", *options, into / "page.html"], check=True, capture_output=True)
    return out


def typeset(source: str, into: Path) -> Path:
    """Set by pdflatex."""
    (into / "set.tex").write_text(source, encoding="utf-8")
    subprocess.run(["pdflatex", "-interaction=batchmode", "set.tex"], cwd=into, check=True, capture_output=True)
    return into / "set.pdf"


def keep(made: Path, name: str) -> None:
    """Keep a PDF, small."""
    options = ["--object-streams=generate", "--recompress-flate", "--compression-level=9"]
    subprocess.run(["qpdf", *options, made, HERE / name], check=True)


def main() -> None:
    """Make them all."""
    with TemporaryDirectory() as place:
        into = Path(place)
        (HERE / "word.docx").write_bytes(word_file(resume.BASE))
        (HERE / "google-docs.docx").write_bytes(google_file(resume.BASE))
        (HERE / "reworded.docx").write_bytes(word_file(resume.reworded()))
        keep(office(HERE / "word.docx", "pdf", into), "libreoffice.pdf")
        shutil.copy(office(HERE / "word.docx", "odt", into), HERE / "exported-again.odt")
        keep(
            printed(page_of(html_of(resume.BASE), font="'DejaVu Serif'", size="Letter", points=9.5), into), "fonts.pdf"
        )
        keep(typeset(latex_file(resume.BASE), into), "latex.pdf")
        keep(printed(page_of(html_of(resume.BASE)), into), "browser.pdf")
        keep(printed(columns(resume.BASE), into), "two-columns.pdf")
        keep(typeset(latex_file(resume.reworded()), into), "reworded.pdf")
        keep(printed(page_of(html_of(resume.REORDERED)), into), "reordered.pdf")
        (into / "shifted.docx").write_bytes(google_file(resume.SHIFTED))
        keep(office(into / "shifted.docx", "pdf", into), "page-shifted.pdf")


if __name__ == "__main__":
    main()
