"""Client and coach are told what a machine can't read, what that means and what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.files import Reason
from coachapp.domain.documents.legibility import Legibility
from coachapp.domain.documents.reading import PageRead
from tests.factories import documents, people, reviews

Browse = Callable[[Viewer], FlaskClient]
MEANS = {
    Reason.NO_TEXT: "An applicant tracking system finds nothing in it",
    Reason.SOME_PAGES_BLIND: "An applicant tracking system reads past them",
    Reason.GARBLED: "An applicant tracking system finds signs without meaning",
}


@pytest.mark.parametrize("reason", MEANS)
def test_what_a_file_hides_from_machines_is_said_on_page_and_desk(
    owner: Viewer, browser_of: Browse, reason: Reason
) -> None:
    coach = people.coach(owner)
    maya, _ = people.client(coach)
    client = own_client(maya)
    plain = documents.page_of_text()
    second = PageRead(2, 300, 300, len(plain.text), len(plain.text), [], plain.pages[0].image)
    pages = [plain.pages[0], replace(second, legibility=Legibility.BLIND)]
    version = documents.read(documents.version(maya, client), replace(plain, reason=reason, pages=pages))
    review = reviews.draft(coach, maya, client, about=version)

    own = browser_of(maya).get(f"/me/documents/{version.document_id}").text
    theirs = browser_of(coach).get(f"/coach/clients/{client.id}/documents/{version.document_id}").text
    desk = browser_of(coach).get(f"/coach/reviews/{review.id}").text

    for page in (own, theirs, desk):
        assert MEANS[reason] in page
        assert "Save it anew as PDF" in page or "Save the file anew as PDF" in page
        assert "Page 2 of 2: <strong>a picture of words to a machine</strong>" in page
        assert "Page 1 of 2</p>" in page
    assert reason.label in own
    assert reason.label in theirs
