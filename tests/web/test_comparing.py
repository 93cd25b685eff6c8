"""What changed between two versions, as clients and coaches see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.models import Activity
from coachapp.domain.clients.models import Client
from coachapp.domain.documents.models import Document, State, Version
from tests.factories import people, reviews
from tests.factories.statements import counted as statements

Browse = Callable[[Viewer], FlaskClient]
THIRD = reviews.TEXT.replace("Was responsible for budgets", "Owned a budget of two million")
FOURTH = "Cut onboarding from 9 to 3 days.\n\n" + THIRD.replace("\n\nCut onboarding from 9 to 3 days.", "")


@pytest.fixture
def maya(inside: Viewer) -> tuple[Viewer, Client]:
    return people.client(inside, name="Maya Lindqvist")


@pytest.fixture
def four(inside: Viewer, maya: tuple[Viewer, Client]) -> list[Version]:
    """Make four versions; the second was reviewed."""
    document = reviews.document(*maya)
    texts = ["Maya Lindqvist", reviews.TEXT, THIRD, FOURTH]
    made = [reviews.version(*maya, to=document, number=n, text=text) for n, text in enumerate(texts, 1)]
    reviews.published(inside, *maya, about=made[1])
    return made


def mine(version: Version) -> str:
    return f"/me/documents/{version.document_id}/compare"


def theirs(version: Version) -> str:
    return f"/coach/clients/{version.client_id}/documents/{version.document_id}/compare"


def changed(page: str) -> list[str]:
    """Give the words that are marked, in their order."""
    bare = re.sub(r'<span class="visually-hidden">.*?</span>', "", page[page.index('id="comparison"') :])
    return re.findall(r"<(?:ins|del)[^>]*>(\D[^<]*)</", bare)


def test_the_client_sees_what_changed_since_the_version_before(
    browser_of: Browse, maya: tuple[Viewer, Client], four: list[Version]
) -> None:
    page = browser_of(maya[0]).get(mine(four[0])).get_data(as_text=True)

    assert changed(page) == ["Cut onboarding from 9 to 3 days.", "Cut onboarding from 9 to 3 days."]
    assert 'href="#went-1"' in page


def test_the_coach_sees_what_changed_since_the_last_review(
    browser_of: Browse, inside: Viewer, four: list[Version]
) -> None:
    page = browser_of(inside).get(f"{theirs(four[0])}?to=3").get_data(as_text=True)

    assert "since version 2, which was reviewed" in page
    assert changed(page) == ["Was responsible for budgets", "Owned a budget of two million"]


def test_any_two_versions_are_compared_also_as_one_text(
    browser_of: Browse, maya: tuple[Viewer, Client], four: list[Version]
) -> None:
    browser = browser_of(maya[0])

    there = browser.get(f"{mine(four[0])}?from=2&to=3&as=inline").get_data(as_text=True)
    back = browser.get(f"{mine(four[0])}?from=3&to=2&as=inline").get_data(as_text=True)

    assert changed(there) == ["Was responsible for budgets", "Owned a budget of two million"]
    assert changed(back) == changed(there)[::-1]
    assert "Both versions say the same" in browser.get(f"{mine(four[0])}?from=3&to=3").get_data(as_text=True)


@pytest.mark.parametrize("query", ["from=9", "to=0", "from=x&to=2", "as=columns"])
def test_what_does_not_exist_is_not_compared(
    browser_of: Browse, maya: tuple[Viewer, Client], four: list[Version], query: str
) -> None:
    assert browser_of(maya[0]).get(f"{mine(four[0])}?{query}").status_code == 404


def test_a_first_version_and_one_without_text_say_so(browser_of: Browse, maya: tuple[Viewer, Client]) -> None:
    browser = browser_of(maya[0])
    first = reviews.version(*maya)
    alone = browser.get(mine(first)).get_data(as_text=True)
    second = reviews.version(*maya, to=db.session.get_one(Document, first.document_id), number=2, text="")
    empty = browser.get(mine(first)).get_data(as_text=True)
    second.state = State.QUEUED
    db.session.flush()
    waiting = browser.get(mine(first)).get_data(as_text=True)

    assert "Nothing to compare yet" in alone
    assert "Version 2 holds no text that could be compared." in empty
    assert "Version 2 is still being read." in waiting


@pytest.mark.parametrize("look", ["side", "inline"])
def test_what_moved_over_several_lines_has_one_address(
    browser_of: Browse, maya: tuple[Viewer, Client], look: str
) -> None:
    block = "Planned the routes of nine vans\nand trained every driver who joined"
    stays = "Someone who stays calm when the trucks are late and the phones ring"
    first = reviews.version(*maya, text=f"{block}\n{stays}")
    reviews.version(*maya, to=db.session.get_one(Document, first.document_id), number=2, text=f"{stays}\n{block}")

    page = browser_of(maya[0]).get(f"{mine(first)}?as={look}").get_data(as_text=True)

    assert [page.count(f'id="{end}-1"') for end in ("came", "went")] == [1, 1]
    assert [page.count(f'href="#{end}-1"') for end in ("came", "went")] == [1, 1]


def test_markup_in_a_resume_stays_text(browser_of: Browse, maya: tuple[Viewer, Client]) -> None:
    first = reviews.version(*maya, text="Plain\n<b>bold</b>")
    reviews.version(
        *maya, to=db.session.get_one(Document, first.document_id), number=2, text="Plain\n<script>alert(1)</script>"
    )
    page = browser_of(maya[0]).get(mine(first)).get_data(as_text=True)

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in re.sub(r"<[^>]*>", "", page).replace("[added: ", "").replace("]", "")


def test_a_coach_who_compares_is_written_down_as_one_who_opened(
    browser_of: Browse, inside: Viewer, four: list[Version]
) -> None:
    browser_of(inside).get(theirs(four[0]))

    opened = db.session.scalars(db.select(Activity.subject_id).where(Activity.verb == "version.opened")).all()
    assert {four[1].id, four[3].id} <= set(opened)


def test_nobody_else_compares(browser_of: Browse, four: list[Version], inside: Viewer) -> None:
    other = people.client(inside)[0]
    elsewhere = people.client(people.coach(inside))[1]

    assert browser_of(other).get(mine(four[0])).status_code == 404
    assert browser_of(people.coach(inside)).get(theirs(four[0])).status_code == 404
    wrong = theirs(four[0]).replace(str(four[0].client_id), str(elsewhere.id))
    assert browser_of(inside).get(wrong).status_code == 404


def test_comparing_costs_the_same_however_many_versions_there_are(
    browser_of: Browse, inside: Viewer, maya: tuple[Viewer, Client], four: list[Version]
) -> None:
    browser = browser_of(inside)
    browser.get(f"{theirs(four[0])}?from=1&to=2")
    with statements() as few:
        browser.get(f"{theirs(four[0])}?from=1&to=2")
    document = db.session.get_one(Document, four[0].document_id)
    for number in (5, 6, 7):
        reviews.version(*maya, to=document, number=number)
    browser.get(f"{theirs(four[0])}?from=1&to=2")
    with statements() as many:
        browser.get(f"{theirs(four[0])}?from=1&to=2")

    assert len(many) == len(few)


def test_programs_get_the_changes_with_their_places(
    program_of: Browse, maya: tuple[Viewer, Client], four: list[Version]
) -> None:
    program = program_of(maya[0])
    told = program.get(f"/api/v1/versions/{four[2].id}/changes").json
    removed, added = (change for change in told["changes"] if change["kind"] in {"removed", "added"})
    other = reviews.version(*maya)

    assert (told["since_id"], told["version_id"]) == (str(four[1].id), str(four[2].id))
    assert reviews.TEXT[removed["old"]["start"] : removed["old"]["end"]] == "Was responsible for budgets"
    assert THIRD[added["new"]["start"] : added["new"]["end"]] == "Owned a budget of two million"
    assert program.get(f"/api/v1/versions/{four[3].id}/changes?since={four[0].id}").json["since_id"] == str(four[0].id)
    assert program.get(f"/api/v1/versions/{four[0].id}/changes").status_code == 409
    assert program.get(f"/api/v1/versions/{four[0].id}/changes?since={other.id}").status_code == 404
    assert program.get(f"/api/v1/versions/{four[0].id}/changes?since={UUID(int=1)}").status_code == 404
