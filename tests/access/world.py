"""A small world for the access matrix: two practices, everybody in them, and one of each row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from coachapp.core import clock, walls
from coachapp.core.db import db
from coachapp.domain.accounts import queries as account_queries
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.models import User
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.agenda import service as agenda
from coachapp.domain.applications import service as application_verbs
from coachapp.domain.bookings import service as booking_verbs
from coachapp.domain.calendars import accounts as calendar_accounts
from coachapp.domain.calendars import service as calendar_verbs
from coachapp.domain.clients import service as clients
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.files import Upload
from coachapp.domain.hours import service as hours
from coachapp.domain.plans import service as plans
from coachapp.domain.rejections import service as rejection_verbs
from coachapp.domain.reminders import queries as reminders
from coachapp.domain.reviews import queries as review_queries
from coachapp.domain.reviews import service as review_verbs
from coachapp.domain.snippets import service as snippets
from coachapp.domain.wins import service as wins
from tests.factories import applications, bookings, documents, interviews, people, reviews, rubrics


@dataclass
class World:
    """Who is there, and which ids the addresses of this client's file hold."""

    viewers: dict[str, Viewer]
    ids: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


ENTITLED = ("client", "coach", "owner")
UNENTITLED = ("other client", "other coach", "coach elsewhere")
OF_ALL_COACHES = {"rubric_id"}
"""Rows that every coach of the practice reads."""


def build() -> World:
    """Make the world, and be inside the first practice."""
    elsewhere = people.owner(practice="Elsewhere")
    owner = people.owner(practice="Here")
    coach = people.coach(owner, name="Cora Coach")
    other_coach = people.coach(owner, name="Otto Other")
    viewer, client = people.client(coach, name="Mia Mine")
    other_viewer, _ = people.client(other_coach, name="Theo Theirs")
    walls.enter(owner.practice_id)
    world = World(
        {
            "client": viewer,
            "coach": coach,
            "owner": owner,
            "other client": other_viewer,
            "other coach": other_coach,
            "coach elsewhere": elsewhere,
        }
    )
    world.ids |= {"client_id": client.id, "removed_id": documents.removed(viewer, client).id}
    note = clients.write_note(
        coach,
        client,
        held_on=db.session.get_one(type(client), client.id).created_at.date(),
        text="Shared words",
        is_private=False,
    )
    world.ids["note_id"] = note.id
    world.ids["item_id"] = plans.add(
        coach, client, title="Rewrite the first bullet", evidence_kind="session_notes", evidence_id=note.id
    ).id
    world.ids["line_id"] = agenda.add(coach, client, text="The gap year").id
    world.ids |= _reviewed(coach, viewer)
    user = db.session.get_one(User, viewer.user_id)
    accounts.open_session(user, viewer.practice_id, viewer.membership_id, browser="theirs")
    world.ids["session_id"] = account_queries.sessions_of(viewer)[0].id
    world.ids["win_id"] = wins.add(viewer, client, text="A good call").id
    world.ids["coach_id"] = coach.membership_id
    world.ids["invitation_id"] = accounts.invite_coach(owner, name="New", email="new@example.org").id
    offer = bookings.offer(coach, questions=[{"text": "Your letter", "kind": "file"}])
    world.ids["event_type_id"] = offer.id
    world.ids["step_id"] = reminders.steps_of(offer)[0].id
    world.names["slug"] = offer.slug
    letter = booking_verbs.keep_resume(Upload("letter.txt", b"Dear all"))
    booking = bookings.booking(coach, at=offer, files={"Your letter": letter})
    world.ids["booking_id"], world.ids["file_id"] = booking.id, booking.answers[0]["file_id"]
    world.ids |= {
        "entry_id": bookings.waiting(coach).id,
        "blocked_id": booking_verbs.block(coach, starts_at=bookings.in_days(9), ends_at=bookings.in_days(10)).id,
        "rubric_id": rubrics.rubric(owner).id,
        "blocked_guest_id": booking_verbs.block_guest(coach, what="spam.example.org").id,
    }
    world.ids["snippet_id"] = snippets.add(coach, title="Verb first", body="Begin with the verb, {client}.").id
    world.ids["link_id"] = booking_verbs.add_private_link(coach, offer).id
    world.ids["schedule_id"] = hours.add_schedule(coach, name="Evenings", time_zone="UTC", weekly={}).id
    world.ids["override_id"] = hours.set_override(coach, day=clock.today("UTC") + timedelta(days=30), those=[]).id
    world.ids["source_id"] = calendar_verbs.add_source(coach, address="https://calendar.example.org/x.ics").id
    world.ids["account_id"] = calendar_accounts.add_account(
        coach, address="https://dav.example.org/", username="cora", password="x"
    ).id
    job = applications.application(viewer, client)
    world.ids["application_id"] = job.id
    world.ids["contact_id"] = application_verbs.add_contact(viewer, job, name="Lena Lead").id
    world.ids["interview_id"] = interviews.interview(viewer, client).id
    world.ids["answer_id"] = interviews.answer(viewer, client).id
    ending = applications.rejection(viewer, client, employer="Elsewhere")
    rejection_verbs.mark_copied(viewer, ending, text="Thank you. What could I do better?")
    world.ids["rejection_id"] = ending.id
    token, _ = accounts.make_token(viewer, name="theirs")
    world.ids["token_id"] = token.id
    db.session.commit()
    return world


def _reviewed(coach: Viewer, viewer: Viewer) -> dict[str, Any]:
    """Let a version be reviewed, and the next one hold its comments; gives their ids."""
    client = own_client(viewer)
    first = documents.read(documents.version(viewer, client), documents.page_of_text(reviews.TEXT))
    review = reviews.published(coach, viewer, client, about=first)
    later = documents.next_version(viewer, first)
    review_verbs.carry_over(later.id)
    review_verbs.ask_for_review(viewer, client, later)
    comment = review_queries.comments_of(coach, review)[0]
    return {
        "version_id": later.id,
        "document_id": later.document_id,
        "review_id": review.id,
        "comment_id": comment.id,
    }
