"""Publishing sends one mail: pressed twice, or with the worker killed at whatever line of the delivery."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from coachapp.core import unit
from coachapp.core.db import db
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.notifications.models import Notification, State
from coachapp.domain.reviews import queries, service
from tests.domain.reviews.test_at_once import AT_ONCE, all_at_once
from tests.factories import people, reviews
from tests.servers import Database, ValkeyServer
from tests.worker.post_office import PostOffice
from tests.worker.test_chaos import Crew, wait_until

pytestmark = pytest.mark.slow
LATER = "300"
"""Seconds from now at which whoever takes over lives: the lease of the one that was killed has run out."""


@dataclass
class Ambush(PostOffice):
    """A post office at which something happens once, as a letter comes that far."""

    moment: str = ""
    strike: Callable[[], None] = lambda: None

    def _comes_to(self, moment: str) -> None:
        if moment == self.moment:
            self.moment = ""
            self.strike()

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Hear from whom it is."""
        self._comes_to("begun")
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Keep it; the other side has not heard so yet."""
        answer = await super().handle_DATA(server, session, envelope)
        self._comes_to("kept")
        return answer

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Part; the other side has heard that it was kept."""
        self._comes_to("handed over")
        return await super().handle_QUIT(server, session, envelope)


@dataclass
class Case:
    """A review that owes nothing any more, a crew to deliver, and the post office."""

    app: Flask
    crew: Crew
    post: Ambush
    coach: Viewer
    maya: Viewer
    review_id: UUID

    def publish(self) -> None:
        """Press the button."""
        with self.app.app_context(), unit.own(self.coach.practice_id):
            service.publish(self.coach, queries.get_review(self.coach, self.review_id))

    def state(self) -> State:
        """Tell how far the letter is."""
        with self.app.app_context(), unit.own(self.coach.practice_id):
            return db.session.scalars(select(Notification.state).where(Notification.kind == "review_published")).one()

    def arrived(self, address: str) -> list[EmailMessage]:
        """Give what arrived for that person."""
        return [message for message in self.post.messages if address in str(message["To"])]

    def sees_another_sweep(self) -> None:
        """Owe another mail that only a sweep finds, and wait for it: whatever else is still due went out before."""
        with self.app.app_context(), unit.own(self.coach.practice_id):
            accounts.invite_coach(self.coach, name="Nadia", email="nadia@example.org")
            unit.queue.take()
            unit.queue.later("notifications.sweep")
        wait_until(lambda: bool(self.arrived("nadia@example.org")), seconds=90)
        assert len(self.arrived("nadia@example.org")) == 1


@pytest.fixture
def case(
    clone_database: Callable[[], Database],
    app_of: Callable[..., Flask],
    process_environment: Callable[[Database], dict[str, str]],
    own_valkey: ValkeyServer,
    tmp_path: Path,
) -> Iterator[Case]:
    post, database = Ambush(), clone_database()
    controller = post.open()
    app = app_of(database.url, redis_url=own_valkey.url)
    crew = Crew(process_environment(database) | {"COACHAPP_SMTP_URL": post.url}, tmp_path)
    with app.app_context(), unit.own():
        coach = people.owner()
        maya, client = people.client(coach)
        made = Case(app, crew, post, coach, maya, reviews.ready(coach, maya, client).id)
    post.strike = crew.kill_one
    yield made
    crew.dismiss()
    controller.stop()


@pytest.mark.parametrize(("moment", "state"), [("begun", State.SENDING), ("handed over", State.SENT)])
def test_a_worker_that_is_killed_while_it_delivers_sends_one_mail(case: Case, moment: str, state: State) -> None:
    case.post.moment = moment
    case.publish()
    case.crew.hire(beat=True)
    wait_until(lambda: not case.crew.workers, seconds=90)
    assert (case.crew.workers, case.state()) == ([], state)

    case.crew.hire(beat=True, COACHAPP_CLOCK_OFFSET=LATER)
    wait_until(lambda: case.state() is State.SENT, seconds=90)
    case.sees_another_sweep()

    assert (case.state(), len(case.arrived(case.maya.email))) == (State.SENT, 1)


def test_a_worker_that_never_hears_that_the_letter_was_kept_repeats_that_very_letter_once(case: Case) -> None:
    case.post.moment = "kept"
    case.publish()
    case.crew.hire(beat=True)
    wait_until(lambda: not case.crew.workers, seconds=90)
    assert (case.crew.workers, case.state()) == ([], State.SENDING)

    case.crew.hire(beat=True, COACHAPP_CLOCK_OFFSET=LATER)
    wait_until(lambda: case.state() is State.SENT, seconds=90)
    case.sees_another_sweep()

    arrived = case.arrived(case.maya.email)
    assert len(arrived) == 2
    assert len({(letter["Message-ID"], letter["Subject"]) for letter in arrived}) == 1


def test_pressed_several_times_at_once_and_again_one_mail_arrives(case: Case) -> None:
    with case.app.app_context(), unit.own(case.coach.practice_id):
        _, token = accounts.make_token(case.coach, name="tests")
    case.crew.hire(beat=True)
    case.crew.hire(beat=True)
    path = f"/api/v1/reviews/{case.review_id}/publish"

    answers = all_at_once(case.app, token, lambda to: to.post(path).status_code)
    answers += all_at_once(case.app, token, lambda to: to.post(path).status_code)
    wait_until(lambda: case.state() is State.SENT, seconds=90)
    case.sees_another_sweep()

    assert sorted(answers) == [200] + [409] * (2 * AT_ONCE - 1)
    assert len(case.arrived(case.maya.email)) == 1
