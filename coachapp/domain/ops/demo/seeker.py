"""Maya: five weeks from a free consultation to a second version and a no that taught something."""

from __future__ import annotations

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.agenda import service as agenda
from coachapp.domain.bookings import service as bookings
from coachapp.domain.bookings.models import Booking, EventType
from coachapp.domain.clients import service as clients
from coachapp.domain.clients.models import Client
from coachapp.domain.documents.models import DocumentKind
from coachapp.domain.ops.demo import feedback, guests, papers, search, stage
from coachapp.domain.plans import service as plans
from coachapp.domain.plans.models import State
from coachapp.domain.wins import service as wins


def play(coach: Viewer, talk: Booking, session: EventType, *, password: str) -> None:
    """Live through Maya's weeks."""
    with stage.on_day(-37):
        client = bookings.make_client(coach, talk)
    with stage.on_day(-36, 19):
        maya = stage.joins(client, password=password)
        clients.change_sharing(maya, client, documents=True, board=True, endings=True, reflections=False)
        first = papers.add(maya, client, "maya-resume-v1.pdf", purpose="product roles")
    feedback.review_first(coach, maya, client, first)
    with stage.on_day(-18, 21):
        purpose = "product roles with pricing"
        second = papers.add_version(maya, client, first, "maya-resume-v2.pdf", note="Numbers first", purpose=purpose)
        papers.add(maya, client, "maya-cover-letter.docx", kind=DocumentKind.COVER_LETTER)
    search.play(coach, maya, client, first, second)
    feedback.ask(maya, client, second, days=-1, note="Is the first half page right for Heliogen?")
    with stage.on_day(-1, 21):
        agenda.add(maya, client, text="How do I talk about the year off without excusing myself?")
    _notes(coach, client)
    _plan(coach, maya, client)
    guests.book(
        session,
        days=stage.working_day(2),
        hour=10,
        booked=-3,
        name=client.name,
        email=client.email,
    ).client_id = client.id


def _notes(coach: Viewer, client: Client) -> None:
    with stage.on_day(-30):
        clients.write_note(
            coach,
            client,
            held_on=stage.moment(-30).date(),
            text="We looked at the last three endings. Two stopped after the second round, both on the case. The "
            "resume gets you in; the case is where we practise.",
            is_private=False,
        )
        clients.write_note(
            coach,
            client,
            held_on=stage.moment(-30).date(),
            text="Undersells Voltura by half. Ask about the pricing work next time; that is the story.",
            is_private=True,
        )


def _plan(coach: Viewer, maya: Viewer, client: Client) -> None:
    with stage.on_day(-30):
        done = plans.add(
            coach,
            client,
            title="Ask two people at Heliogen for fifteen minutes",
            why="Referrals brought both of your interviews.",
            if_then="If it is Tuesday after lunch, then I write to one of them.",
            due_on=stage.moment(-24).date(),
        )
        plans.add(
            coach,
            client,
            title="Tell the pricing story in two minutes, aloud",
            why="In the case round you explained the method and left out what it changed.",
            if_then="If I wait for the kettle, then I tell it once.",
            due_on=stage.moment(2).date(),
        )
    with stage.on_day(-25):
        plans.close(maya, client, done, state=State.DONE)
        wins.add(maya, client, text="Ines at Heliogen answered within an hour and offered to refer me")
