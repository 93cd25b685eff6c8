"""Writes the files beside it: one resume of two pages, and hard cases, by whatever tools this machine has.

    .venv/bin/python tests/files/made/make.py [NAME ...]

Needs soffice, chromium, pdflatex and qpdf. `truth()` gives the words that each file must hold.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
import weasyprint
from docx.shared import Pt

HERE = Path(__file__).parent
RESUME = (HERE / "resume.txt").read_text(encoding="utf-8")
CASES = ("tables", "letterspaced", "hebrew", "ligatures")
STYLE = "@page{size:A4;margin:17mm}body{font:10pt/1.35 'Liberation Sans',Arial,sans-serif}h1{font-size:22pt}"
STYLES = {
    "print": "h2{font-size:14pt}",
    "two-columns": "main{column-count:2;column-gap:9mm;text-align:justify;hyphens:auto}",
    "justified": "body{font-family:'DejaVu Serif',serif;text-align:justify;hyphens:auto;font-size:9.4pt}",
    "letterspaced": "h1,h2{letter-spacing:.32em;text-transform:uppercase;font-weight:400}",
    "ligatures": "body{font-family:'DejaVu Sans',sans-serif;font-variant-ligatures:common-ligatures}",
}


def blocks() -> list[tuple[str, str]]:
    """Give the resume as (what it is, its text)."""
    kinds = {"#": "h1", "=": "h2", "+": "row", "-": "item"}
    lines = [line for line in RESUME.splitlines() if line]
    return [(kinds.get(line[0], "p"), line[2:] if line[0] in kinds else line) for line in lines]


def page(style: str, *, body: str = "") -> str:
    """Give a page of a browser with this resume."""
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{STYLE}{ROWS}{style}</style>{body or _body()}'


ROWS = ".row{display:flex;justify-content:space-between}table{border-collapse:collapse}td{border:1px solid;padding:3px}"


def _body() -> str:
    out = []
    for kind, text in blocks():
        left, _, right = (html.escape(part) for part in text.partition(" | "))
        if kind == "row":
            out.append(f'<div class="row"><b>{left}</b><span>{right}</span></div>')
        elif kind == "item":
            out.append(f"<ul><li>{left}</li></ul>")
        else:
            out.append(f"<{kind}>{left}</{kind}>")
    return f"<main>{''.join(out)}</main>"


def tables() -> str:
    """Give a page whose text stands in the cells of tables."""
    rows = [text.partition(" | ") for kind, text in blocks() if kind == "row"]
    cells = "".join(f"<tr><td>{html.escape(b)}</td><td>{html.escape(a)}</td></tr>" for a, _, b in rows)
    items = [f"<td>{html.escape(text)}</td>" for kind, text in blocks() if kind == "item"]
    rows_of = "".join(f"<tr>{''.join(items[i : i + 3])}</tr>" for i in range(0, 12, 3))
    return f"<h1>Noor Haddad</h1><table>{cells}</table><h2>What I did</h2><table>{rows_of}</table>"


HEBREW = (
    "<main dir=rtl lang=he><h1>נועה לוי</h1><p>מנהלת תפעול עם ניסיון של 12 שנים בלוגיסטיקה ובהובלת צוותים.</p>"
    "<p>קיצרתי את זמן האספקה מ-12 ל-7 ימים בעזרת Python ו-SQL.</p><p>הובלתי 14 אנשים בשלושה מרכזים.</p></main>"
)


def chromium(name: str, source: str, folder: Path) -> None:
    """Print with the browser."""
    (folder / "x.html").write_text(source, encoding="utf-8")
    out = folder / f"{name}.pdf"
    quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder}/c"]
    subprocess.run(
        ["chromium", *quiet, f"--print-to-pdf={out}", f"file://{folder}/x.html"], check=True, capture_output=True
    )


def word(folder: Path) -> Path:
    """Write the resume as a Word file."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(10)
    for kind, text in blocks():
        if kind in {"h1", "h2"}:
            document.add_heading(text, int(kind[1]) - 1)
        else:
            document.add_paragraph(text.replace(" | ", "\t"), style="List Bullet" if kind == "item" else None)
    document.save(str(folder / "word.docx"))
    return folder / "word.docx"


def libreoffice(folder: Path) -> None:
    """Let LibreOffice write the Word file as PDF."""
    source = word(folder)
    home = f"-env:UserInstallation=file://{folder}/lo"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", folder, source],
        check=True,
        capture_output=True,
    )


def tex(name: str, engine: str, options: str, folder: Path) -> None:
    """Set the resume with TeX."""
    out = []
    for kind, text in blocks():
        safe = re.sub("([&%#$_])", r"\\\1", text)
        left, _, right = safe.partition(" | ")
        shapes = {"h1": "{\\LARGE %s}\\par", "h2": "\\section*{%s}", "item": "\\textbullet\\ %s\\par", "p": "%s\\par"}
        out.append(f"\\textbf{{{left}}}\\hfill {right}\\par" if kind == "row" else shapes[kind] % left)
    head = f"\\documentclass[10pt]{{article}}\\usepackage[margin=2cm]{{geometry}}{options}\\pagestyle{{empty}}"
    (folder / f"{name}.tex").write_text(
        f"{head}\\begin{{document}}\\parindent0pt {' '.join(out)}\\end{{document}}", "utf-8"
    )
    subprocess.run(
        [engine, "-interaction=batchmode", f"-output-directory={folder}", folder / f"{name}.tex"],
        check=True,
        capture_output=True,
    )


def main(names: list[str]) -> None:
    """Write all files, or those that are named."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for name, style in STYLES.items():
            chromium(name, page(style), folder)
        chromium("tables", page("", body=tables()), folder)
        chromium("hebrew", page("", body=HEBREW), folder)
        weasyprint.HTML(string=page(STYLES["justified"])).write_pdf(folder / "weasyprint.pdf")
        libreoffice(folder)
        tex("pdflatex", "pdflatex", "\\usepackage[T1]{fontenc}", folder)
        tex("pdflatex-old-fonts", "pdflatex", "\\usepackage{multicol}\\usepackage{microtype}", folder)
        for path in sorted(folder.glob("*.pdf")):
            if not names or path.stem in names:
                pack = [
                    "--object-streams=generate",
                    "--recompress-flate",
                    "--compression-level=9",
                    "--deterministic-id",
                ]
                subprocess.run(["qpdf", *pack, path, HERE / path.name], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
