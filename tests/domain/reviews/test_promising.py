"""A promise in sight: it presses, it waits for the client, and it never passes in silence."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import Forbidden
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Status
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.models import Version
from coachapp.domain.notifications.letters import Letter, writer_of
from coachapp.domain.notifications.models import Notification
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.errors import NotAskedAnyMore, NotWaiting
from coachapp.domain.reviews.reminders import LATER, owe_promises
from coachapp.domain.reviews.requests import ReviewRequest
from coachapp.domain.today.queries import today_of
from tests.factories import people, reviews

BERLIN = ZoneInfo("Europe/Berlin")


def berlin(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 3, day, hour, minute, tzinfo=BERLIN)


def go_to(at: datetime) -> None:
    clock.shift(clock.offset() + (at - clock.now()).total_seconds())


@pytest.fixture(autouse=True)
def on_a_monday_morning(app: object) -> None:
    go_to(berlin(1, 9))


@pytest.fixture
def asked(maya: Viewer) -> ReviewRequest:
    """Give a request of Monday morning: promised for Wednesday at five, as nobody set other hours."""
    client = own_client(maya)
    made = service.ask_for_review(maya, client, reviews.version(maya, client))
    found = queries.find_open_request(maya, made.version_id)
    assert found is not None
    assert found.promised_at == berlin(3, 17)
    return found


def version_of(asked: ReviewRequest) -> Version:
    wanted = select(Version).where(Version.id == asked.version_id).options(joinedload(Version.document))
    return db.session.scalars(wanted).one()


def letters(kind: str) -> list[tuple[str, Letter | None]]:
    rows = db.session.scalars(select(Notification).where(Notification.kind == kind).order_by(Notification.id))
    return [(row.to_address, writer_of(kind)(row)) for row in rows]


def on_today(coach: Viewer) -> list[str]:
    return [need.why for need in today_of(coach).needs if need.kind == "review_due"]


def test_it_enters_today_when_three_quarters_of_the_open_time_are_over(coach: Viewer, asked: ReviewRequest) -> None:
    go_to(berlin(3, 10, 59))
    assert on_today(coach) == []
    go_to(berlin(3, 11, 1))
    assert len(on_today(coach)) == 1


def test_another_date_comes_with_a_word_and_the_first_one_is_remembered(coach: Viewer, asked: ReviewRequest) -> None:
    first = asked.promised_at

    service.promise_anew(coach, asked, working_days=4, word="Two days in court.")

    assert (asked.promised_at, asked.first_promised_at, asked.moved) == (berlin(5, 17), first, 1)
    ((address, letter),) = letters("promise_moved")
    assert letter is not None
    assert letter.subject == "Your review comes by Fri 5 March, 17:00"
    assert "Two days in court." in letter.paragraphs
    assert address == asked.client.email


def test_the_clock_stands_still_while_the_client_is_asked(coach: Viewer, maya: Viewer, asked: ReviewRequest) -> None:
    go_to(berlin(2, 9))
    service.ask_first(coach, asked, word="Which of the two roles is it for?")
    go_to(berlin(8, 9))
    owe_promises(clock.now())

    assert on_today(coach) == []
    assert letters("promise_moved") == []
    service.answer_coach(maya, asked, text="The second one.")

    assert asked.promised_at == berlin(9, 17)
    assert asked.paused_at is None
    assert letters("promise_paused")[0][1] is None, "it was answered before it went out"
    ((_, letter),) = letters("promise_goes_on")
    assert letter is not None
    assert "The second one." in letter.paragraphs


def test_another_version_is_an_answer_too(coach: Viewer, maya: Viewer, asked: ReviewRequest) -> None:
    service.ask_first(coach, asked, word="Is there a newer one?")
    go_to(berlin(2, 9))
    owe_promises(clock.now())
    assert asked.paused_at is not None

    version = version_of(asked)
    reviews.version(maya, own_client(maya), to=version.document, number=2)
    db.session.flush()
    owe_promises(clock.now())

    assert asked.paused_at is None


def test_a_promise_never_passes_in_silence(coach: Viewer, asked: ReviewRequest) -> None:
    for day, hour, back in ((3, 17, 4), (4, 17, 8), (8, 17, 12)):
        go_to(berlin(day, hour))
        owe_promises(clock.now())
        owe_promises(clock.now())
        assert asked.promised_at == berlin(back, 17)

    assert asked.moved == 3
    told = letters("promise_moved")
    assert len(told) == 3
    assert told[-1][1] is not None
    assert LATER in told[-1][1].paragraphs
    assert len(letters("promise_ran_over")) == 3


def test_what_was_answered_or_taken_back_is_left_alone(coach: Viewer, maya: Viewer, asked: ReviewRequest) -> None:
    service.withdraw(maya, own_client(maya), asked)
    go_to(berlin(10, 9))
    owe_promises(clock.now())

    assert asked.moved == 0
    with pytest.raises(NotAskedAnyMore):
        service.promise_anew(coach, asked, working_days=1, word="Soon")


def test_only_the_current_round_counts(maya: Viewer, asked: ReviewRequest) -> None:
    client, version = own_client(maya), version_of(asked)
    newer = reviews.version(maya, client, to=version.document, number=2)

    service.ask_for_review(maya, client, newer)

    db.session.refresh(asked)
    assert asked.withdrawn_at is not None
    assert [each.number for each in queries.promises_of(maya)] == [2]


def test_nobody_else_promises_asks_or_answers(owner: Viewer, maya: Viewer, coach: Viewer, asked: ReviewRequest) -> None:
    stranger = people.coach(owner, name="Otto Other")
    with pytest.raises(Forbidden):
        service.promise_anew(stranger, asked, working_days=1, word="Soon")
    with pytest.raises(Forbidden):
        service.ask_first(maya, asked, word="What?")
    with pytest.raises(NotWaiting):
        service.answer_coach(maya, asked, text="Nothing was asked")
    service.ask_first(coach, asked, word="What?")
    with pytest.raises(Forbidden):
        service.answer_coach(coach, asked, text="I answer myself")


def test_no_letter_goes_out_about_a_settled_promise(coach: Viewer, maya: Viewer, asked: ReviewRequest) -> None:
    service.promise_anew(coach, asked, working_days=4, word="Later")
    service.withdraw(maya, own_client(maya), asked)

    assert [letter for _, letter in letters("promise_moved")] == [None]


def test_a_second_question_goes_on_with_the_same_pause(coach: Viewer, asked: ReviewRequest) -> None:
    service.ask_first(coach, asked, word="Which of the two roles?")
    began = asked.paused_at
    go_to(berlin(2, 12))

    service.ask_first(coach, asked, word="And by when?")

    assert (asked.paused_at, asked.paused_because) == (began, "And by when?")
    assert len(letters("promise_paused")) == 2


def test_a_coach_who_waits_no_longer_has_the_time_that_was_left(
    owner: Viewer, coach: Viewer, asked: ReviewRequest
) -> None:
    service.ask_first(coach, asked, word="Which of the two roles?")
    go_to(berlin(8, 9))
    with pytest.raises(Forbidden):
        service.wait_no_longer(people.coach(owner, name="Otto Other"), asked)

    service.wait_no_longer(coach, asked)

    assert (asked.paused_at, asked.promised_at) == (None, berlin(10, 17))


def test_nobody_is_written_to_once_the_work_is_finished(coach: Viewer, asked: ReviewRequest) -> None:
    asked.client.status = Status.FINISHED
    go_to(berlin(10, 9))

    owe_promises(clock.now())

    assert asked.moved == 0
