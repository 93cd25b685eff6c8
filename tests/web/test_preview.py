"""The preview says what the client's page will say: no more, and no less."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents.queries import get_version
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.kinds import CommentKind
from tests.factories import people, reviews

Browsers = Callable[[Viewer], FlaskClient]
PRIVATE = "Ask about the gap first"


def said(page: str) -> list[str]:
    """Give the words of what the client reads, without scripts, tags and white space."""
    body = page.partition('<div class="stack-7">')[2].partition("</main>")[0]
    bare = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", "\n", body, flags=re.DOTALL)
    return [line for line in (" ".join(unescape(part).split()) for part in bare.split("\n")) if line]


def test_the_preview_says_what_the_client_reads_once_it_is_published(
    coach: Viewer, maya: Viewer, browser_of: Browsers
) -> None:
    client = own_client(maya)
    first = reviews.revealed(maya, reviews.published(coach, maya, client))
    assert first.version_id is not None
    later = reviews.version(maya, client, to=get_version(coach, first.version_id).document, number=2)
    service.carry_over(later.id)
    review = reviews.ready(coach, maya, client, about=later)
    for place in ({}, {"start": 0, "end": 4}):
        service.comment_on(coach, review.id, kind=CommentKind.FIX, body=PRIVATE, is_private=True, **place)

    preview = browser_of(coach).get(f"/coach/reviews/{review.id}/preview").text
    reviews.revealed(maya, service.publish(coach, queries.get_review(coach, review.id)))
    page = browser_of(maya).get(f"/me/reviews/{review.id}?pages=all").text

    assert 'id="still-open"' in page
    assert said(preview) == said(page)
    assert PRIVATE not in preview
    assert preview.count("data-comment") == page.count("data-comment") > 0


def test_nothing_in_the_preview_can_be_pressed_or_followed_into_the_clients_pages(
    coach: Viewer, maya: Viewer, browser_of: Browsers
) -> None:
    review = reviews.ready(coach, maya, own_client(maya))

    text = browser_of(coach).get(f"/coach/reviews/{review.id}/preview").text

    assert "This is what <bdi>Maya</bdi> will see." in text
    inside = text.partition('<fieldset class="preview" disabled')[2].partition("</main>")[0]
    assert "<button" in inside
    assert ' href="/me/' not in inside


def test_what_was_just_typed_is_saved_before_the_preview(coach: Viewer, maya: Viewer, browser_of: Browsers) -> None:
    review = reviews.draft(coach, maya, own_client(maya))
    browser, desk = browser_of(coach), f"/coach/reviews/{review.id}"
    assert f'formaction="{desk}/draft?then=preview"' in browser.get(desk).text

    sent = people.post(browser, f"{desk}/draft?then=preview", {"lock": review.lock, "letter": "Typed a moment ago."})

    assert sent.location == f"{desk}/preview"
    text = browser.get(sent.location).text
    assert "Typed a moment ago." in text
    assert "No verdict yet." in text
    assert "not scored yet" in text


def test_a_published_review_has_no_preview_and_a_draft_none_for_others(
    owner: Viewer, coach: Viewer, maya: Viewer, browser_of: Browsers
) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    address = f"/coach/reviews/{review.id}/preview"
    assert browser_of(owner).get(address).status_code == 404
    assert browser_of(maya).get(address).status_code == 403

    service.publish(coach, queries.get_review(coach, review.id))

    assert browser_of(coach).get(address).location == f"/coach/reviews/{review.id}"
