"""Print the resumes of the demo: python assets/demo/build.py (needs the development parts)."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from weasyprint import HTML

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "coachapp/domain/ops/demo/files"

STYLE = """
@page { size: A4; margin: 18mm 18mm 16mm }
body { font-family: 'DejaVu Sans', sans-serif; font-size: 9.6pt; line-height: 1.42; color: #1c1c1c }
h1 { font-size: 21pt; margin: 0 } h2 { font-size: 10.5pt; letter-spacing: .06em; text-transform: uppercase;
border-bottom: .6pt solid #999; padding-bottom: 2pt; margin: 14pt 0 6pt } h3 { font-size: 10pt; margin: 8pt 0 1pt }
p { margin: 0 0 4pt } .meta { color: #555 } ul { margin: 2pt 0 6pt; padding-left: 14pt } li { margin-bottom: 2pt }
"""


def entry(title: str, where: str, bullets: list[str]) -> str:
    """Write one job."""
    items = "".join(f"<li>{bullet}</li>" for bullet in bullets)
    return f"<h3>{title}</h3><p class='meta'>{where}</p><ul>{items}</ul>"


def resume(name: str, line: str, contact: str, summary: str, jobs: list[str], rest: str) -> str:
    """Put a resume together."""
    return (
        f"<html lang='en'><head><title>{name}</title><style>{STYLE}</style></head><body><h1>{name}</h1><p>{line}</p>"
        f"<p class='meta'>{contact}</p><h2>Summary</h2><p>{summary}</p><h2>Experience</h2>{''.join(jobs)}{rest}</body></html>"
    )


MAYA = ("Maya Lindqvist", "maya.lindqvist@demo.test · +49 30 5550 0142 · Berlin · demo.test/maya")
MAYA_REST = (
    "<h2>Education</h2><h3>MSc Industrial Ecology</h3><p class='meta'>Chalmers University of Technology, 2014–2016</p>"
    "<h3>BSc Economics</h3><p class='meta'>Lund University, 2011–2014</p>"
    "<h2>Skills</h2><p>Discovery interviews, roadmaps, SQL, Figma, A/B tests, pricing, OKRs</p>"
    "<h2>Languages</h2><p>Swedish (native), English (fluent), German (B2)</p>"
    "<h2>Volunteering</h2><p>Mentor at Climate Starters since 2022: six people from other fields found their first "
    "role in climate.</p>"
)
MAYA_1 = [
    entry(
        "Product Manager, Voltura GmbH",
        "Berlin, March 2021 – present",
        [
            "Responsible for the roadmap of the charging app.",
            "Worked with engineering, design and sales on many projects.",
            "Helped to improve onboarding of new customers.",
            "Managed stakeholders and ran the weekly product meeting.",
        ],
    ),
    entry(
        "Associate Product Manager, Norrsken Mobility",
        "Stockholm, August 2018 – February 2021",
        [
            "Supported the launch of the fleet dashboard.",
            "Wrote tickets and tested releases.",
            "Took part in user research.",
        ],
    ),
    entry(
        "Analyst, Grid Advisory",
        "Göteborg, September 2016 – July 2018",
        [
            "Prepared market studies for utilities.",
            "Built models in Excel.",
        ],
    ),
]
MAYA_2 = [
    entry(
        "Product Manager, Voltura GmbH",
        "Berlin, March 2021 – present",
        [
            "Cut failed charging sessions from 9 % to 3 % in two quarters by putting the retry into the app; 41,000 drivers.",
            "Rebuilt onboarding with two engineers and a designer: time to the first charge fell from 4 days to 1.",
            "Worked with engineering, design and sales on many projects.",
            "Set prices for the fleet plan after 23 interviews; it carried 18 % of revenue within a year.",
        ],
    ),
    entry(
        "Associate Product Manager, Norrsken Mobility",
        "Stockholm, August 2018 – February 2021",
        [
            "Launched the fleet dashboard with 12 pilot customers; 9 of them signed for a year.",
            "Ran 30 user interviews and turned them into the first roadmap that sales used.",
        ],
    ),
    entry(
        "Analyst, Grid Advisory",
        "Göteborg, September 2016 – July 2018",
        [
            "Prepared market studies for three utilities; one built its storage tender on ours.",
        ],
    ),
]
JONAS = resume(
    "Jonas Weber",
    "Backend Engineer",
    "jonas.weber@demo.test · Leipzig",
    "Backend engineer with seven years of payment systems. Looking for a team that ships weekly and reviews kindly.",
    [
        entry(
            "Senior Engineer, Zahlwerk",
            "Leipzig, 2020 – 2026",
            [
                "Moved 4 million monthly payments from batch to streaming without a lost transaction.",
                "Cut the on-call pages of the ledger team from 11 to 2 a week.",
                "Mentored four juniors; two lead teams now.",
            ],
        ),
        entry(
            "Engineer, Stadtwerke IT",
            "Halle, 2017 – 2020",
            ["Wrote the meter gateway that reads 60,000 devices a night."],
        ),
    ],
    "<h2>Skills</h2><p>Python, Go, PostgreSQL, Kafka, Kubernetes</p>",
)


def letter() -> None:
    """Write the cover letter as a Word file."""
    document = Document()
    document.add_heading("Maya Lindqvist", 0)
    document.add_paragraph("Dear Ms Okafor,")
    document.add_paragraph(
        "your posting for a Senior Product Manager asks for somebody who has made hardware and software meet. At Voltura "
        "I put the retry of failed charging sessions into the app; failures fell from 9 % to 3 % for 41,000 drivers."
    )
    document.add_paragraph("What I would bring to Heliogen Grid:")
    for line in ("prices that come from interviews", "roadmaps that sales can quote", "calm in the week of a launch"):
        document.add_paragraph(line, style="List Bullet")
    document.add_paragraph("I would be glad to show you how we did it. Kind regards, Maya Lindqvist")
    document.save(str(OUT / "maya-cover-letter.docx"))


def main() -> None:
    """Print all files."""
    OUT.mkdir(parents=True, exist_ok=True)
    first = "Motivated product manager with a passion for sustainability and a proven track record of working in teams."
    second = (
        "Product manager for hardware that talks to software. Ten years between energy and mobility; I like problems "
        "where the grid, the app and the price have to agree. Looking for a senior product role in climate tech."
    )
    for number, (summary, jobs) in enumerate([(first, MAYA_1), (second, MAYA_2)], 1):
        html = resume(MAYA[0], "Product Manager", MAYA[1], summary, jobs, MAYA_REST)
        HTML(string=html).write_pdf(OUT / f"maya-resume-v{number}.pdf")
    HTML(string=JONAS).write_pdf(OUT / "jonas-resume.pdf")
    letter()


if __name__ == "__main__":
    main()
