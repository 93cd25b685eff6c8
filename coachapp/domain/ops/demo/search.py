"""Maya's board: where she applied, how far it went, and one no that taught something."""

from __future__ import annotations

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications import service as applications
from coachapp.domain.applications.models import JobApplication
from coachapp.domain.applications.queries import get_application
from coachapp.domain.applications.stages import Stage
from coachapp.domain.clients.models import Client
from coachapp.domain.documents.models import Version
from coachapp.domain.ops.demo import stage
from coachapp.domain.rejections import letter
from coachapp.domain.rejections import service as rejections
from coachapp.domain.rejections.factors import Area, Confidence, SaidBy
from coachapp.domain.rejections.kinds import Kind
from coachapp.domain.rejections.models import Rejection
from coachapp.domain.rejections.queries import get_rejection

FIRST_WEEKS = [
    ("Ampère Charging", "Product Manager, Roaming", "job board", -44, Kind.TOLD_NO),
    ("Stadtwärme", "Product Owner Heat Pumps", "job board", -42, Kind.ASSUMED_NO),
    ("Kohlenstoff Null", "Senior Product Manager", "job board", -41, Kind.ROLE_GONE),
    ("Windreich", "Product Lead Forecasting", "recruiter", -37, Kind.TOLD_NO),
]


def play(coach: Viewer, maya: Viewer, client: Client, first: Version, second: Version) -> Rejection:
    """Fill the board; gives the no that the coach has not answered yet."""
    for employer, title, source, day, kind in FIRST_WEEKS:
        card = _apply(maya, client, employer, title, source=source, day=day, version=first)
        with stage.on_day(day + 9, 18):
            ending = rejections.record_ending(maya, card, kind=kind)
            rejections.mark_answered(coach, get_rejection(coach, ending.id))
    _living(maya, client, second)
    return _the_no(maya, client, first)


def _apply(
    maya: Viewer, client: Client, employer: str, title: str, *, source: str, day: int, version: Version
) -> JobApplication:
    with stage.on_day(day, 20):
        made = applications.add(
            maya,
            client,
            employer=employer,
            title=title,
            stage=Stage.APPLIED,
            source=source,
            applied_on=stage.moment(day).date(),
            resume_version_id=version.id,
        )
        return get_application(maya, made.id)


def _living(maya: Viewer, client: Client, version: Version) -> None:
    grid = _apply(
        maya,
        client,
        "Heliogen Grid",
        "Senior Product Manager, Flexibility",
        source="referral",
        day=-16,
        version=version,
    )
    with stage.on_day(-12):
        applications.add_contact(maya, grid, name="Ines Carvalho", relation="worked with her at Voltura; refers me")
        applications.move(maya, grid, stage=Stage.SCREENING)
    with stage.on_day(-4):
        applications.move(maya, grid, stage=Stage.INTERVIEW)
        applications.patch(
            maya,
            grid,
            next_action="Tell the pricing story aloud",
            next_on=stage.moment(2).date(),
            notes="Panel of three; one is finance.",
        )
    _apply(
        maya, client, "Nordlicht Speicher", "Product Manager, Home Storage", source="direct", day=-9, version=version
    )
    loop = _apply(maya, client, "Loop Materials", "Group Product Manager", source="recruiter", day=-7, version=version)
    with stage.on_day(-3):
        applications.move(maya, loop, stage=Stage.SCREENING)
    with stage.on_day(-2):
        for employer, title in (
            ("Gezeiten Energie", "Product Manager"),
            ("Boreal Batteries", "Senior Product Manager, Fleet"),
        ):
            applications.add(maya, client, employer=employer, title=title, stage=Stage.WISHLIST)


def _the_no(maya: Viewer, client: Client, version: Version) -> Rejection:
    card = _apply(
        maya, client, "Solarwerk Süd", "Product Manager, Pricing", source="referral", day=-33, version=version
    )
    with stage.on_day(-24):
        applications.move(maya, card, stage=Stage.INTERVIEW)
    with stage.on_day(-14):
        applications.move(maya, card, stage=Stage.FINAL)
    with stage.on_day(-6, 17):
        ending = get_rejection(maya, rejections.record_ending(maya, card, kind=Kind.TOLD_NO).id)
    with stage.on_day(-5, 10):
        rejections.be_ready(maya, ending)
        rejections.sort_factor(
            maya,
            ending,
            factor="answer_no_specifics",
            area=Area.MINE,
            said_by=SaidBy.EMPLOYER_PHONE,
            confidence=Confidence.MEDIUM,
        )
        rejections.sort_factor(maya, ending, factor="internal_hire", area=Area.OUTSIDE, said_by=SaidBy.MY_GUESS)
        rejections.reflect(
            maya,
            ending,
            text="I knew the numbers and still told the method first. It stings less than the last one.",
            is_shared=False,
        )
        text = letter.draft(
            employer=card.employer, title=card.title, stage=ending.stage, client=client.name, to_name="Herr Brandt"
        )
        rejections.send_letter(maya, ending, text=text, to_address="brandt@solarwerk.demo.test", to_name="Herr Brandt")
    return ending
