"""Endings: recorded with the reason unknown, private where they are private, one letter, one follow-up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Forbidden, NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.queries import timeline
from coachapp.domain.applications.stages import Stage
from coachapp.domain.clients.models import Client
from coachapp.domain.notifications.letters import writer_of
from coachapp.domain.notifications.models import Notification
from coachapp.domain.rejections import queries, service
from coachapp.domain.rejections.errors import AlreadyEnded, AlreadySent, LetterNotReady, NoFollowUp
from coachapp.domain.rejections.factors import Area
from coachapp.domain.rejections.kinds import EndStage, FollowUp, Kind, LetterState
from coachapp.domain.rejections.models import Rejection
from coachapp.domain.rejections.reminders import owe_follow_ups
from tests.factories import applications, people

TEXT = "Thank you for the talk. What would you advise me to do differently in my next interview?"
SECRET = "I felt small in that room"


@pytest.fixture
def pair(inside: Viewer) -> tuple[Viewer, Client, Viewer]:
    """Give a client, their file, and their coach."""
    coach = people.coach(inside)
    return *people.client(coach), coach


def owed(kind: str) -> list[Notification]:
    """Give what is owed of that kind."""
    return db.session.query(Notification).filter_by(kind=kind).order_by(Notification.id).all()


def test_a_no_is_recorded_with_the_reason_unknown(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, _ = pair

    made = applications.rejection(maya, client, stage=Stage.INTERVIEW)

    assert (made.kind, made.stage, made.left_stage) == (Kind.TOLD_NO, EndStage.FIRST_INTERVIEW, Stage.INTERVIEW)
    assert made.application.stage is Stage.ENDED
    assert queries.ending(maya, made.id).factors == []
    assert queries.quiet_one(maya, client) == made
    with pytest.raises(AlreadyEnded):
        service.record_ending(maya, applications.get_application(maya, made.application_id), kind=Kind.TOLD_NO)


def test_silence_on_paper_is_no_reply(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, _ = pair

    assert applications.rejection(maya, client, kind=Kind.ASSUMED_NO).stage is EndStage.NO_REPLY
    assert applications.rejection(maya, client, kind=Kind.TOLD_NO).stage is EndStage.PAPER_SCREEN


def test_an_ending_of_ones_own_choice_is_no_rejection(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, coach = pair

    applications.rejection(maya, client, kind=Kind.MY_CHOICE)
    applications.rejection(maya, client, kind=Kind.ROLE_GONE)

    assert queries.new_for(coach) == []
    assert queries.quiet_one(maya, client) is None


def test_undo_puts_the_card_back_and_leaves_no_trace(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, coach = pair
    made = applications.rejection(maya, client, stage=Stage.SCREENING)
    job = made.application

    service.take_back(maya, made, applications.get_application(maya, job.id))

    assert job.stage is Stage.SCREENING
    assert db.session.query(Rejection).count() == 0
    assert "ended" not in " ".join(line.text for line in timeline(coach, client).items)


def test_what_was_written_outlives_a_take_back(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, coach = pair
    made = applications.rejection(maya, client)
    service.reflect(maya, made, text=SECRET, is_shared=False)

    service.take_back(maya, made, applications.get_application(maya, made.application_id), stage=Stage.FINAL)

    assert made.reopened_at is not None
    assert queries.new_for(coach) == []
    with pytest.raises(NotFound):
        queries.get_rejection(maya, made.id)


def test_a_reflection_is_the_clients_alone_unless_shared(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, coach = pair
    made = applications.rejection(maya, client)

    service.reflect(maya, made, text=SECRET, is_shared=False)

    assert queries.ending(maya, made.id).reflection == SECRET
    assert queries.ending(coach, made.id).reflection is None
    service.reflect(maya, made, text=SECRET, is_shared=True)
    assert queries.ending(coach, made.id).reflection == SECRET


def test_one_shared_by_habit_is_hidden_when_the_habit_ends(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, coach = pair
    client.shares_reflections = True
    made = applications.rejection(maya, client)
    service.reflect(maya, made, text=SECRET, is_shared=True)
    assert queries.ending(coach, made.id).reflection == SECRET

    client.shares_reflections = False
    db.session.flush()

    assert queries.ending(coach, made.id).reflection is None


def test_the_timeline_of_the_coach_knows_nothing_of_private_lines(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, coach = pair
    made = applications.rejection(maya, client)
    before = len(timeline(coach, client).items)

    service.reflect(maya, made, text=SECRET, is_shared=False)

    assert len(timeline(coach, client).items) == before
    assert "for nobody else" in timeline(maya, client).items[0].text
    client.shares_endings = False
    db.session.flush()
    assert "ended" not in " ".join(line.text for line in timeline(coach, client).items)


def test_unshared_endings_do_not_exist_for_the_coach(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, coach = pair
    made = applications.rejection(maya, client)
    assert queries.new_for(coach) == [made]

    client.shares_endings = False
    db.session.flush()

    assert queries.new_for(coach) == []
    with pytest.raises(NotFound):
        queries.get_rejection(coach, made.id)


def test_nobody_but_the_client_records_sorts_or_writes(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, coach = pair
    job = applications.application(maya, client, employer="Blue Ridge")
    made = applications.rejection(maya, client)

    with pytest.raises(Forbidden):
        service.record_ending(coach, job, kind=Kind.TOLD_NO)
    with pytest.raises(Forbidden):
        service.reflect(coach, made, text="x", is_shared=True)
    with pytest.raises(Forbidden):
        service.sort_factor(coach, made, factor="level", area=Area.MINE)
    with pytest.raises(Forbidden):
        service.write_letter(coach, made, text=TEXT)


def test_a_factor_stands_where_it_was_put_last(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, _ = pair
    made = applications.rejection(maya, client)

    service.sort_factor(maya, made, factor="level", area=Area.MINE)
    service.sort_factor(maya, made, factor="level", area=Area.SHARED)
    service.sort_factor(maya, made, factor="form_letter", area=Area.OUTSIDE)

    found = [(row.factor, row.area) for row in queries.ending(maya, made.id).factors]
    assert found == [("form_letter", Area.OUTSIDE), ("level", Area.SHARED)]
    assert made.ready_at is not None


def test_an_answer_of_the_coach_takes_it_off_the_list(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, coach = pair
    made = applications.rejection(maya, client)

    service.mark_answered(coach, made)

    assert queries.new_for(coach) == []


def test_a_letter_leaves_once_in_the_clients_own_name(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, _ = pair
    made = applications.rejection(maya, client, stage=Stage.INTERVIEW)

    service.send_letter(maya, made, text=TEXT, to_address="lena@northwind.example", to_name="Lena")
    with pytest.raises(AlreadySent):
        service.send_letter(maya, made, text=TEXT, to_address="lena@northwind.example")

    (message,) = owed("feedback_letter")
    letter = writer_of("feedback_letter")(message)
    assert letter is not None
    assert (message.to_address, letter.from_name, letter.reply_to, letter.is_plain) == (
        "lena@northwind.example",
        "Maya Lindqvist",
        client.email,
        True,
    )
    assert letter.paragraphs == [TEXT]


def test_a_letter_that_argues_does_not_leave(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, _ = pair
    made = applications.rejection(maya, client)

    with pytest.raises(LetterNotReady):
        service.send_letter(maya, made, text="Why was the other candidate better?", to_address="a@b.example")
    kept = service.write_letter(maya, made, text="Why was the other candidate better?")

    assert kept.state is LetterState.DRAFT
    assert owed("feedback_letter") == []


def test_a_draft_is_the_clients_alone(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, coach = pair
    made = applications.rejection(maya, client)

    service.write_letter(maya, made, text=TEXT)

    assert queries.ending(coach, made.id).request is None
    assert queries.ending(maya, made.id).request is not None


@pytest.mark.parametrize("choice", [FollowUp.REMIND, FollowUp.SEND, FollowUp.NONE])
def test_a_week_later_there_is_one_follow_up_or_one_reminder(
    pair: tuple[Viewer, Client, Viewer], choice: FollowUp
) -> None:
    maya, client, _ = pair
    made = applications.rejection(maya, client)
    service.send_letter(maya, made, text=TEXT, to_address="lena@northwind.example", follow_up=choice)
    now = clock.now()

    owe_follow_ups(now + timedelta(days=6, hours=23))
    early = len(owed("feedback_reminder") + owed("feedback_follow_up"))
    for day in (7, 8, 20):
        owe_follow_ups(now + timedelta(days=day, minutes=1))

    assert early == 0
    assert len(owed("feedback_reminder")) == (choice is FollowUp.REMIND)
    assert len(owed("feedback_follow_up")) == (choice is FollowUp.SEND)


def test_the_client_follows_up_once(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, _ = pair
    made = applications.rejection(maya, client)
    request = service.send_letter(maya, made, text=TEXT, to_address="lena@northwind.example")

    service.follow_up(maya, made, request)
    with pytest.raises(NoFollowUp):
        service.follow_up(maya, made, request)

    (message,) = owed("feedback_follow_up")
    letter = writer_of("feedback_follow_up")(message)
    assert letter is not None
    assert letter.is_plain
    owe_follow_ups(clock.now() + timedelta(days=30))
    assert owed("feedback_reminder") == []


def test_a_reply_ends_all_following_up(pair: tuple[Viewer, Client, Viewer]) -> None:
    maya, client, coach = pair
    made = applications.rejection(maya, client)
    request = service.send_letter(maya, made, text=TEXT, to_address="lena@northwind.example")

    service.write_reply(maya, made, request, reply="Bring one number per story.")
    owe_follow_ups(clock.now() + timedelta(days=8))

    assert owed("feedback_reminder") + owed("feedback_follow_up") == []
    seen = queries.ending(coach, made.id).request
    assert seen is not None
    assert seen.reply == "Bring one number per story."
