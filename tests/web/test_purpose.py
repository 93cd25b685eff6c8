"""What a version is for, and the applications it went out with."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.core import walls
from coachapp.core.db import db
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.applications import uses
from coachapp.domain.applications.stages import Stage
from coachapp.domain.clients import service as clients
from coachapp.domain.clients.models import Client
from coachapp.domain.documents import queries
from coachapp.domain.documents.models import Version
from tests.factories import applications, documents, people, reviews
from tests.factories.statements import counted as statements

Browse = Callable[[Viewer], FlaskClient]
Program = Callable[..., FlaskClient]
Maya = tuple[Viewer, Client]


@pytest.fixture
def maya(inside: Viewer) -> Maya:
    return people.client(inside, name="Maya Lindqvist")


@pytest.fixture
def resume(maya: Maya) -> Version:
    return documents.read(documents.version(*maya, purpose="data roles"))


def sent(maya: Maya, version: Version, employer: str, **facts: object) -> object:
    """Put a job on the board that this version went out with."""
    return applications.application(*maya, employer=employer, resume_version_id=version.id, **facts)


def test_a_version_says_what_it_is_for_wherever_it_is_named(
    browser_of: Browse, maya: Maya, resume: Version, inside: Viewer
) -> None:
    job = applications.application(*maya, resume_version_id=resume.id)
    mine, theirs = f"/me/documents/{resume.document_id}", f"/coach/clients/{maya[1].id}/documents"
    draft = reviews.draft(inside, *maya, about=resume)

    for browser, place in ((maya[0], "/me/documents"), (maya[0], mine), (maya[0], f"/me/board/{job.id}"),
                           (inside, theirs), (inside, f"{theirs}/{resume.document_id}"),
                           (inside, f"/coach/clients/{maya[1].id}/board/{job.id}"),
                           (inside, f"/coach/reviews/{draft.id}")):  # fmt: skip
        assert "for data roles" in browser_of(browser).get(place).get_data(as_text=True), place


def test_the_form_takes_the_purpose_over_to_the_next_version(browser_of: Browse, maya: Maya, resume: Version) -> None:
    browser, place = browser_of(maya[0]), f"/me/documents/{resume.document_id}"
    file = (io.BytesIO(documents.RESUME.read_bytes()), "next.pdf")

    before = browser.get(place).get_data(as_text=True)
    people.post(browser, place, {"file": file, "purpose": "for Northwind"}, content_type="multipart/form-data")

    assert 'name="purpose" value="data roles"' in before
    assert queries.get_document(maya[0], resume.document_id).latest.purpose == "for Northwind"
    assert "For Northwind" in browser.get(place).get_data(as_text=True)


def test_the_next_version_is_for_what_the_last_one_was_for_unless_said(
    program_of: Program, maya: Maya, resume: Version
) -> None:
    place, told = f"/api/v1/documents/{resume.document_id}/versions", []

    for said in ({}, {"purpose": "Northwind"}, {"purpose": ""}):
        file = (io.BytesIO(documents.RESUME.read_bytes()), "next.pdf")
        told.append(program_of(maya[0]).post(place, data={"file": file, **said}).json["purpose"])

    assert told == ["data roles", "Northwind", ""]


def test_a_purpose_can_be_said_later(browser_of: Browse, maya: Maya, resume: Version) -> None:
    browser, place = browser_of(maya[0]), f"/me/documents/{resume.document_id}/edit?version=1"

    people.post(browser, place, {"title": "Resume", "kind": "resume", "purpose": "energy companies"})
    refused = people.post(browser, place, {"title": "Resume", "kind": "resume", "purpose": "x" * 81})

    assert queries.get_version(maya[0], resume.id).purpose == "energy companies"
    assert refused.status_code == 422


def test_programs_say_and_read_the_purpose(program_of: Program, maya: Maya, resume: Version) -> None:
    program, place = program_of(maya[0]), f"/api/v1/versions/{resume.id}"

    changed = program.patch(place, json={"purpose": "for data roles in Leeds"})

    assert (changed.status_code, changed.json["purpose"]) == (200, "for data roles in Leeds")
    assert program.get(place).json["purpose"] == "for data roles in Leeds"
    assert program.patch(place, json={"purpose": "x" * 81}).status_code == 422


def test_a_version_tells_which_applications_it_went_out_with_and_how_those_went(
    browser_of: Browse, program_of: Program, maya: Maya, resume: Version, inside: Viewer
) -> None:
    sent(maya, resume, "Northwind", stage=Stage.INTERVIEW)
    applications.rejection(*maya, employer="Windreich", resume_version_id=resume.id, stage=Stage.FINAL)
    sent(maya, resume, "Ampere")
    applications.application(*maya, employer="Elsewhere")

    for viewer, place in ((maya[0], f"/me/documents/{resume.document_id}"),
                          (inside, f"/coach/clients/{maya[1].id}/documents/{resume.document_id}")):  # fmt: skip
        page = browser_of(viewer).get(place).get_data(as_text=True)
        assert "Sent with 3 applications; 2 came to an interview" in page
        assert "Ended after: Later interview" in page
        assert "Elsewhere" not in page
    told = program_of(maya[0]).get(f"/api/v1/versions/{resume.id}/applications").json["items"]
    assert {(one["employer"], one["said"]) for one in told} == {
        ("Northwind", "Interview"), ("Windreich", "Ended after: Later interview"), ("Ampere", "Applied"),
    }  # fmt: skip


def test_a_coach_knows_of_applications_as_far_as_they_are_shared(maya: Maya, resume: Version, inside: Viewer) -> None:
    sent(maya, resume, "Northwind")
    applications.rejection(*maya, employer="Windreich", resume_version_id=resume.id)
    document = queries.get_document(maya[0], resume.document_id)

    def known(viewer: Viewer) -> set[str]:
        return {use.employer for those in uses.uses_of(viewer, document).values() for use in those}

    shares = {"documents": True, "board": True, "endings": True, "reflections": False}
    told = []
    for kept in ({}, {"endings": False}, {"board": False}):
        clients.change_sharing(maya[0], maya[1], **(shares | kept))
        db.session.flush()
        told.append(known(inside))

    assert told == [{"Northwind", "Windreich"}, {"Northwind"}, set()]
    assert known(maya[0]) == {"Northwind", "Windreich"}


def test_a_stranger_learns_nothing_of_it(program_of: Program, maya: Maya, resume: Version, inside: Viewer) -> None:
    sent(maya, resume, "Northwind")
    other = people.client(people.coach(inside), name="Theo")[0]

    assert program_of(other).get(f"/api/v1/versions/{resume.id}/applications").status_code == 404


def test_three_applications_cost_no_more_than_one(browser_of: Browse, maya: Maya, resume: Version) -> None:
    browser, place = browser_of(maya[0]), f"/me/documents/{resume.document_id}"
    sent(maya, resume, "One")
    browser.get(place)
    with statements() as first:
        browser.get(place)
    walls.enter(maya[0].practice_id)
    for employer in ("Two", "Three"):
        sent(maya, resume, employer)
    with statements() as second:
        browser.get(place)

    assert len(second) == len(first)


def test_saving_a_card_keeps_the_version_that_was_sent(browser_of: Browse, maya: Maya, resume: Version) -> None:
    job = applications.application(*maya, resume_version_id=resume.id)
    facts = {"employer": "Northwind", "title": "PM", "resume_version_id": str(resume.id), "letter_version_id": ""}

    answer = people.post(browser_of(maya[0]), f"/me/board/{job.id}", facts)

    assert answer.status_code == 303
    assert job.resume_version_id == resume.id
