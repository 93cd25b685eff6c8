"""The resume of a person who does not exist, as blocks: one text, and what became of it in later versions."""

# ruff: noqa: E501 -- each line of the resume is one line here

from __future__ import annotations

Block = tuple[str, ...]

PROFILE = (
    "Supply planner with eleven years in food and pharma logistics. Known for turning late, unreliable replenishment "
    "into schedules that stores can trust, and for explaining the numbers to people who have never opened a "
    "spreadsheet. Now looking for a role that joins planning and data engineering."
)
HEAD: list[Block] = [
    ("name", "Ilse Marchetti-Okafor"),
    ("line", "Rotterdam · ilse@example.org · +31 10 555 0142 · example.org/ilse"),
    ("heading", "Profile"),
    ("text", PROFILE),
]
FIRST: list[Block] = [
    ("job", "Senior Supply Planner", "Havenfrisch B.V., Rotterdam", "2020 – 2025"),
    (
        "item",
        "Cut stock-outs of fresh produce from 8.4 % to 2.1 % in eighteen months by rebuilding the reorder-point model for 212 stores.",
    ),
    ("item", "Led a team of six planners across two sites; nobody left in three years."),
    ("item", "Was responsible for the annual packaging budget of EUR 3.2 million."),
    ("item", "Introduced a Monday forecast review with buyers, which brought forecast error down from 31 % to 19 %."),
    ("item", "Wrote the Python service that reads supplier calendars and moves orders around public holidays."),
    ("item", "Presented weekly reports to the board."),
    ("item", "Negotiated shorter lead times with fourteen growers in Spain and Morocco."),
    ("item", "Represented planning in the selection of a new warehouse management system."),
]
SECOND: list[Block] = [
    ("job", "Supply Planner", "Nordwall Pharma AG, Basel", "2016 – 2020"),
    ("item", "Planned 640 temperature-controlled shipments a month for hospitals in nine countries."),
    ("item", "Reduced write-offs of expired vaccines by CHF 410,000 a year through first-expired, first-out picking."),
    ("item", "Led a team of two analysts."),
    ("item", "Documented every deviation so that three audits by Swissmedic ended without a finding."),
    ("item", "Built dashboards in Tableau that replaced forty pages of monthly slides."),
    ("item", "Presented weekly reports to the board."),
    ("item", "Trained eleven colleagues in statistical process control."),
]
THIRD: list[Block] = [
    ("job", "Logistics Coordinator", "Kade & Zonen, Antwerp", "2013 – 2016"),
    ("item", "Booked sea and road freight for 90 containers a week and kept demurrage below EUR 2,000 a quarter."),
    ("item", "Answered customers in Dutch, German and English, usually within the hour."),
    ("item", "Spotted a double invoicing pattern that returned EUR 57,300 to the company."),
    ("item", "Helped with various tasks in the office as needed."),
]
VOLUNTEER: list[Block] = [
    ("heading", "Volunteering"),
    ("job", "Route Planner", "Voedselbank Zuid, Rotterdam", "2021 – 2025"),
    ("item", "Plan the Saturday routes of nine vans that bring surplus food to 1,300 households."),
    ("item", "Recruited and trained twenty-two volunteer drivers."),
]
PROJECTS: list[Block] = [
    ("heading", "Projects"),
    (
        "text",
        "Holiday Shift: an open-source library that predicts demand around movable feasts, used by four wholesalers.",
    ),
    (
        "text",
        "Cold Chain Diary: a public data set of 2.6 million temperature readings, cleaned, documented and published with the University of Antwerp.",
    ),
]
EDUCATION: list[Block] = [
    ("heading", "Education"),
    ("job", "MSc Operations Research", "University of Antwerp", "2011 – 2013"),
    ("text", "Thesis on inventory routing under uncertain demand, awarded with distinction."),
    ("job", "BSc Mathematics", "University of Ibadan", "2007 – 2011"),
    ("text", "First in a class of 84; tutor for linear algebra in the final year."),
]
SKILLS: list[Block] = [
    ("heading", "Skills"),
    ("pair", "Planning", "demand forecasting, inventory optimization, S&OP, lead-time negotiation"),
    ("pair", "Data", "SQL, Python, dbt, Tableau, Excel"),
    ("pair", "Systems", "SAP APO, Slimstock, Microsoft Dynamics"),
    ("pair", "Languages", "English (native), Dutch (fluent), German (fluent), Yoruba (native), Spanish (basic)"),
]
COURSES: list[Block] = [
    ("heading", "Certificates"),
    ("item", "APICS Certified in Planning and Inventory Management, 2018"),
    ("item", "Good Distribution Practice for pharmaceuticals, 2017, renewed 2023"),
    ("item", "Machine Learning Engineering, a course of forty hours, 2024"),
]
TALKS: list[Block] = [
    ("heading", "Talks"),
    ("item", "“Forecasts are promises”, Supply Chain Days, Utrecht, 2024"),
    ("item", "“What the vaccine fridge knows”, PyData Basel, 2019"),
]
END: list[Block] = [("heading", "References"), ("text", "Available on request.")]
EXPERIENCE: list[Block] = [("heading", "Experience")]

BASE = [*HEAD, *EXPERIENCE, *FIRST, *SECOND, *THIRD, *VOLUNTEER, *PROJECTS, *EDUCATION, *SKILLS, *COURSES, *TALKS, *END]

REORDERED = [
    *HEAD, *SKILLS, *EDUCATION, *EXPERIENCE, FIRST[0], FIRST[4], FIRST[1], FIRST[5], FIRST[2], FIRST[8], FIRST[7], FIRST[3], FIRST[6],
    SECOND[0], SECOND[2], SECOND[1], SECOND[5], SECOND[3], SECOND[4], SECOND[7], SECOND[6],
    *THIRD, *TALKS, *COURSES, *PROJECTS, *VOLUNTEER, *END,
]  # fmt: skip

SHIFTED = [
    *HEAD,
    ("heading", "What I am looking for"),
    ("text", "A planning team of five to fifty people that ships its own tools, four days a week, in Rotterdam or remote within two hours of Central European Time. I would rather join a company that has a messy warehouse and an honest board than the reverse."),
    ("heading", "Highlights"),
    ("item", "Forecast error nearly halved at a grocer with 212 stores"),
    ("item", "EUR 57,300 of double invoices found and returned"),
    ("item", "Two public data sets and one library that others use"),
    *BASE[len(HEAD) :],
]  # fmt: skip

REWORDS = {
    PROFILE: "Supply planner and data engineer with eleven years in food and pharma logistics. Known for turning late replenishment into schedules that stores can trust, and for explaining the numbers to people who have never opened a spreadsheet.",
    FIRST[1][
        1
    ]: "Cut stock-outs of fresh produce from 8.4 % to 2.1 % in eighteen months by rebuilding the reorder-point model for 212 stores in three countries.",
    FIRST[2][1]: "Led and coached a team of six planners across two sites; nobody left in three years.",
    FIRST[3][1]: "Owned the annual packaging budget of EUR 3.2 million and spent 9 % less of it.",
    FIRST[4][
        1
    ]: "Introduced a weekly forecast review with buyers and store managers; forecast error fell from 31 % to 19 %.",
    FIRST[8][1]: "Chose a warehouse management system with IT and finance, on time and 12 % under its budget.",
    SECOND[1][1]: "Planned 640 refrigerated shipments a month for hospitals in nine European countries.",
    SECOND[2][
        1
    ]: "Saved CHF 410,000 a year: first-expired, first-out picking ended most write-offs of expired vaccines.",
    SECOND[4][1]: "Documented every deviation, so that three audits by Swissmedic ended without any finding.",
    SECOND[5][1]: "Built nine Tableau dashboards that replaced forty pages of monthly slides and two days of work.",
    THIRD[1][1]: "Booked sea and road freight for 90 containers a week; kept demurrage below EUR 2,000 a quarter.",
    THIRD[4][1]: "",
    PROJECTS[1][
        1
    ]: "Holiday Shift: an open-source Python library that predicts demand around movable feasts; four wholesalers use it.",
    EDUCATION[2][1]: "Thesis on inventory routing under uncertain demand, with distinction.",
    SKILLS[2][1]: "",
    "Available on request.": "",
}
"""What the coach's comments led to; nothing left means that the line went."""


def reworded() -> list[Block]:
    """Give the resume after a round of comments: lines said anew, lines gone, one that is new."""
    found: list[Block] = []
    for block in BASE:
        words = [REWORDS.get(part, part) for part in block[1:]]
        if words[0] == "" or block in {SKILLS[2], END[0]}:
            continue
        found.append((block[0], *words))
        if block == SECOND[3]:
            found.append(("item", "Moved planning for 120 products from spreadsheets to SAP APO in one quarter."))
    return found
