"""What a timeline says, and to whom."""

from __future__ import annotations

from uuid import UUID

import pytest

from coachapp.core.errors import Invalid
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.lines import _sayings, says
from coachapp.domain.activity.queries import timeline
from coachapp.domain.activity.service import record
from coachapp.domain.clients.models import Client
from coachapp.domain.clients.service import add
from coachapp.domain.today.directory import directory
from tests.factories import people


@pytest.fixture(autouse=True)
def _words() -> object:
    kept = dict(_sayings)
    says("trial.seen", "{actor} looked at {subject} {n} times", icon="eye", topic="access")
    says("trial.document", "{actor} changed a document", icon="file", topic="documents", needs="documents")
    says("trial.desk", "{actor} started a review", icon="file", topic="reviews", visible_to="coach")
    says("trial.page", "{actor} wrote for themself", icon="file", topic="search", visible_to="author")
    says("trial.own", "a thing for the client", icon="file", topic="search", visible_to="client")
    yield
    _sayings.clear()
    _sayings.update(kept)


def active(viewer: Viewer) -> set[UUID]:
    """Give the files in which the list of clients knows something to have happened."""
    return {entry.id for entry in directory(viewer).items if entry.at}


def said(viewer: Viewer, client: Client) -> list[str]:
    return [line.text for line in timeline(viewer, client).items]


def test_a_line_reads_as_a_sentence_from_where_one_stands(inside: Viewer) -> None:
    maya, file = people.client(inside)
    record(maya, "trial.seen", file, client_id=file.id, n=3)

    assert said(maya, file) == ["You looked at Maya Lindqvist 3 times"]
    assert said(inside, file) == ["Maya Lindqvist looked at Maya Lindqvist 3 times"]


def test_a_verb_without_words_and_a_line_without_its_facts_are_shown_to_nobody(inside: Viewer) -> None:
    maya, file = people.client(inside)
    record(maya, "nobody.registered", file, client_id=file.id)
    record(maya, "trial.seen", file, client_id=file.id)

    assert said(maya, file) == said(inside, file) == []


def test_each_reader_gets_their_own_lines(inside: Viewer) -> None:
    coach = people.coach(inside)
    maya, file = people.client(coach)
    record(coach, "trial.desk", file, client_id=file.id)
    record(maya, "trial.page", file, client_id=file.id)
    record(coach, "trial.own", file, client_id=file.id)

    assert said(maya, file) == ["A thing for the client", "You wrote for themself"]
    assert said(coach, file) == ["You started a review"]
    assert said(inside, file) == [f"{coach.name} started a review"]


def test_what_is_not_shared_is_hidden_from_coaches_in_line_and_date(inside: Viewer) -> None:
    maya, file = people.client(inside)
    record(maya, "trial.document", file, client_id=file.id)
    shown = said(inside, file), active(inside)

    file.shares_documents = False

    assert shown == (["Maya Lindqvist changed a document"], {file.id})
    assert (said(inside, file), active(inside)) == ([], set())
    assert said(maya, file) == ["You changed a document"]


def test_a_file_shows_nothing_of_another(inside: Viewer) -> None:
    maya, file = people.client(inside)
    _, other = people.client(inside, name="Jo")
    record(maya, "trial.document", file, client_id=file.id)

    assert said(inside, other) == []
    assert active(inside) == {file.id}


def test_pages_follow_each_other_without_gap_or_repeat(inside: Viewer) -> None:
    maya, file = people.client(inside)
    for n in range(7):
        record(maya, "trial.seen", file, client_id=file.id, n=n)

    first = timeline(inside, file, size=3)
    second = timeline(inside, file, size=3, after=first.next)
    third = timeline(inside, file, size=3, after=second.next)

    numbers = [line.text.split()[-2] for page in (first, second, third) for line in page.items]
    assert (numbers, third.next) == (list("6543210"), None)


@pytest.mark.parametrize("mark", ["x", "bnVsbA", "WyJ4IiwgIngiXQ", "é", "WzEsMl0"])
def test_a_page_mark_of_another_make_is_refused(inside: Viewer, mark: str) -> None:
    _, file = people.client(inside)

    with pytest.raises(Invalid):
        timeline(inside, file, after=mark)


def test_a_new_client_stands_in_the_timeline(inside: Viewer) -> None:
    file = add(inside, name="Ana", email=f"{new_id()}@example.org", time_zone="Europe/Berlin")

    assert said(inside, file) == ["You took Ana on"]
