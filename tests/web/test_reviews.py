"""The queue, the desk and the published review, as people use them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.queries import own_client
from coachapp.domain.reviews import queries, service
from coachapp.domain.reviews.kinds import Answer, SubjectKind
from coachapp.domain.reviews.models import Review
from tests.factories import people, reviews, statements

Browsers = Callable[[Viewer], FlaskClient]


def cost(browser: FlaskClient, page: str) -> int:
    with statements.counted() as sent:
        assert browser.get(page).status_code == 200
    return len(sent)


def draft_form(review: Review, **more: object) -> dict[str, object]:
    return {
        "lock": review.lock,
        "letter": "Nearly there. Proof is thin. Start with the budget.",
        "verdict": "hold",
        **more,
    }


def test_a_client_asks_with_one_press_and_is_told_by_when(maya: Viewer, browser_of: Browsers) -> None:
    version = reviews.version(maya, own_client(maya))
    browser = browser_of(maya)
    page = f"/me/documents/{version.document_id}"
    assert f'action="/me/reviews/ask/{version.id}"' in browser.get(page).text

    asked = people.post(browser, f"/me/reviews/ask/{version.id}", {"note": "The middle"})

    assert asked.location == f"{page}?version=1"
    told = browser.get(asked.location).text
    assert "Asked. Back to you by" in told
    assert "Back to you by <strong>" in told
    people.post(browser, f"/me/reviews/withdraw/{version.id}")
    assert "Taken back." in browser.get(page).text


def test_the_queue_shows_the_soonest_first_and_starts_with_one_press(
    coach: Viewer, maya: Viewer, browser_of: Browsers
) -> None:
    version = reviews.version(maya, own_client(maya))
    service.ask_for_review(maya, own_client(maya), version)
    browser = browser_of(coach)
    assert f'action="/coach/reviews/start/version/{version.id}"' in browser.get("/coach/reviews").text

    first = people.post(browser, f"/coach/reviews/start/version/{version.id}")
    second = people.post(browser, f"/coach/reviews/start/version/{version.id}")

    assert first.status_code == 303
    assert first.location == second.location
    assert "promised by" in browser.get(first.location).text
    assert f'href="{first.location}"' in browser.get("/coach/reviews").text


def test_a_review_is_written_without_scripts(coach: Viewer, maya: Viewer, browser_of: Browsers) -> None:
    review = reviews.draft(coach, maya, own_client(maya))
    desk = f"/coach/reviews/{review.id}"
    browser = browser_of(coach)

    lines = browser.get(f"{desk}?as=lines").text
    assert f"{desk}?as=lines&amp;start=29&amp;end=48&amp;quote=Led%20a%20team%20of%20nine.#compose" in lines
    people.post(
        browser,
        f"{desk}/comments",
        {"kind": "fix", "body": "How large was it?", "start": "29", "end": "48", "quote": "Led a team of nine."},
    )
    people.post(browser, f"{desk}/scores", {"criterion": "proof", "level": "2", "reason": "No sizes"})
    people.post(browser, f"{desk}/draft", draft_form(review, **{"next_steps-0-title": "Add sizes"}))

    page = browser.get(desk).text
    (comment,) = queries.comments_of(coach, review)
    assert (comment.quote, comment.page) == ("Led a team of nine.", 1)
    assert f'data-comment="{comment.id}"' in page
    assert [s.title for s in queries.steps_of(coach, review)] == ["Add sizes"]
    assert "Proof is thin." in page


def test_wrong_words_keep_what_was_typed(coach: Viewer, maya: Viewer, browser_of: Browsers) -> None:
    review = reviews.draft(coach, maya, own_client(maya))

    refused = people.post(
        browser_of(coach),
        f"/coach/reviews/{review.id}/comments",
        {"kind": "praise", "body": "A fine remark", "quote": "words that are not there"},
    )

    assert refused.status_code == 422
    assert "These words are not in the text." in refused.text
    assert "A fine remark" in refused.text


def test_publishing_too_early_names_what_is_owed_and_keeps_the_words(
    coach: Viewer, maya: Viewer, browser_of: Browsers
) -> None:
    review = reviews.draft(coach, maya, own_client(maya))

    refused = people.post(browser_of(coach), f"/coach/reviews/{review.id}/publish", draft_form(review))

    assert refused.status_code == 422
    assert "Target: choose a level, or N/A." in refused.text
    assert "Proof is thin." in refused.text
    assert queries.get_review(coach, review.id).letter == ""


def test_publish_saves_and_sends_once_however_often_it_is_pressed(
    coach: Viewer, maya: Viewer, browser_of: Browsers
) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    browser = browser_of(coach)
    form = draft_form(review)

    pressed = [people.post(browser, f"/coach/reviews/{review.id}/publish", form) for _ in range(2)]

    assert [p.location for p in pressed] == [f"/coach/reviews/{review.id}"] * 2
    read = browser_of(maya).get(f"/me/reviews/{review.id}").text
    assert read.index("Hold") < read.index("Nearly there.") < read.index("First: how do you see it?")
    assert "0 of 1 done" in read


def test_two_windows_lose_nothing(coach: Viewer, maya: Viewer, browser_of: Browsers) -> None:
    review = reviews.draft(coach, maya, own_client(maya))
    path, seen = f"/coach/reviews/{review.id}/draft", review.lock
    browser = browser_of(coach)

    people.post(browser, path, {"lock": seen, "letter": "Words of the first window"})
    stale = people.post(browser, path, {"lock": seen, "letter": "Words of the second window"})

    assert stale.status_code == 409
    assert "Words of the first window" in stale.text
    assert "Words of the second window" in stale.text
    now = queries.get_review(coach, review.id).lock
    kept = people.post(browser, path, {"lock": seen, "over": now, "letter": "Words of the second window"})
    assert kept.status_code == 303
    assert queries.get_review(coach, review.id).letter == "Words of the second window"


def test_a_draft_that_saves_itself_is_told_its_next_state(coach: Viewer, maya: Viewer, browser_of: Browsers) -> None:
    review = reviews.draft(coach, maya, own_client(maya))
    path = f"/coach/reviews/{review.id}/draft"
    browser = browser_of(coach)

    saved = people.post(browser, path, draft_form(review), headers={"HX-Request": "true"})
    stale = people.post(browser, path, {"lock": 1, "letter": "Other"}, headers={"HX-Request": "true"})

    assert saved.status_code == 200
    assert 'id="lock" value="2" hx-swap-oob="true"' in saved.text
    assert "Saved" in saved.text
    assert (stale.status_code, "<html" in stale.text) == (409, False)


def test_an_unpublished_review_is_nowhere_on_the_clients_pages(
    owner: Viewer, coach: Viewer, maya: Viewer, browser_of: Browsers
) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    hers = browser_of(maya)

    assert hers.get(f"/me/reviews/{review.id}").status_code == 404
    for page in ("/me", "/me/reviews", "/me/plan", "/me/wins", "/me/timeline", "/me/documents"):
        assert str(review.id) not in hers.get(page).text
        assert "Proof is thin" not in hers.get(page).text
    for other in (owner, people.coach(owner)):
        assert browser_of(other).get(f"/coach/reviews/{review.id}").status_code == 404


def test_a_client_acts_on_comments(coach: Viewer, maya: Viewer, browser_of: Browsers) -> None:
    review = reviews.published(coach, maya, own_client(maya))
    fix = next(c for c in queries.comments_of(coach, review) if c.kind == "fix")
    path = f"/me/reviews/comments/{fix.id}"
    browser = browser_of(maya)

    silent = people.post(browser, path, {"state": "not_doing"})
    assert (silent.status_code, "Say in a few words why." in silent.text) == (422, True)
    asked = people.post(browser, path, {"state": "question", "why": "May I name them?"})
    assert asked.location == f"/me/reviews/{review.id}#comment-{fix.id}"
    assert "May I name them?" in browser_of(coach).get(f"/coach/reviews/{review.id}").text
    people.post(browser_of(coach), f"/coach/reviews/comments/{fix.id}/reply", {"body": "The industry will do."})
    people.post(browser, path, {"state": "done"})

    page = browser.get(f"/me/reviews/{review.id}").text
    assert "1 of 1 done" in page
    assert "The industry will do." in page
    assert queries.get_comment(maya, fix.id).answer is Answer.DONE


def test_answers_and_endings_have_the_same_desk(coach: Viewer, maya: Viewer, browser_of: Browsers) -> None:
    client = own_client(maya)
    answer, rejection = reviews.answer(maya, client), reviews.rejection(maya, client)
    browser = browser_of(coach)

    for path, words in ((f"answer/{answer.id}", "We talked."), (f"rejection/{rejection.id}", "Told no")):
        begun = people.post(browser, f"/coach/reviews/start/{path}")
        assert words in browser.get(begun.location).text


def test_markup_in_what_people_write_stays_text(coach: Viewer, maya: Viewer, browser_of: Browsers) -> None:
    nasty = '<script>alert("1")</script>'
    version = reviews.version(maya, own_client(maya), text=f"Led {nasty} a team")
    review = reviews.draft(coach, maya, own_client(maya), about=version)
    browser = browser_of(coach)
    people.post(browser, f"/coach/reviews/{review.id}/comments", {"kind": "fix", "body": nasty, "quote": nasty})

    for page in (f"/coach/reviews/{review.id}", f"/coach/reviews/{review.id}?as=lines"):
        assert nasty not in browser.get(page).text


def test_a_published_review_stays_readable_when_the_document_is_not_shared_any_more(
    coach: Viewer, maya: Viewer, browser_of: Browsers
) -> None:
    review = reviews.published(coach, maya, own_client(maya))
    own_client(maya).shares_documents = False

    page = browser_of(coach).get(f"/coach/reviews/{review.id}")

    assert page.status_code == 200
    assert "This is not shared at the moment." in page.text


def test_feedback_is_reached_from_the_answer_and_the_ending_it_is_about(
    coach: Viewer, maya: Viewer, browser_of: Browsers
) -> None:
    client = own_client(maya)
    answer, rejection = reviews.answer(maya, client), reviews.rejection(maya, client)
    browser, hers = browser_of(coach), browser_of(maya)
    assert (
        f'action="/coach/reviews/start/answer/{answer.id}"'
        in browser.get(f"/coach/clients/{client.id}/interviews").text
    )
    assert (
        f'action="/coach/reviews/start/rejection/{rejection.id}"'
        in browser.get(f"/coach/rejections/{rejection.id}").text
    )

    about_answer = reviews.published_about(coach, SubjectKind.PRACTICE_ANSWER, answer.id)
    about_ending = reviews.published_about(coach, SubjectKind.REJECTION, rejection.id)

    assert f'href="/me/reviews/{about_answer.id}"' in hers.get(f"/me/interviews/answers/{answer.id}").text
    assert f'href="/me/reviews/{about_ending.id}"' in hers.get(f"/me/rejections/{rejection.id}").text
    assert f'href="/coach/reviews/{about_ending.id}"' in browser.get(f"/coach/rejections/{rejection.id}").text


@pytest.mark.parametrize("page", ["/coach/reviews", "/me/reviews"])
def test_a_list_costs_the_same_queries_with_one_row_and_with_three(
    coach: Viewer, maya: Viewer, browser_of: Browsers, page: str
) -> None:
    browser = browser_of(coach if "coach" in page else maya)

    def one_more() -> None:
        client = own_client(maya)
        service.ask_for_review(maya, client, reviews.version(maya, client))
        reviews.draft(coach, maya, client)
        review = reviews.published(coach, maya, client)
        fix = queries.get_comment(maya, queries.comments_of(coach, review)[0].id)
        service.answer_comment(maya, fix, answer=Answer.QUESTION, why="How?")

    one_more()
    first = cost(browser, page)
    one_more()
    one_more()

    assert cost(browser, page) == first


def test_the_desk_costs_the_same_queries_with_more_comments(coach: Viewer, maya: Viewer, browser_of: Browsers) -> None:
    review = reviews.ready(coach, maya, own_client(maya))
    browser = browser_of(coach)
    first = cost(browser, f"/coach/reviews/{review.id}")

    for _ in range(3):
        people.post(browser, f"/coach/reviews/{review.id}/comments", {"kind": "fix", "body": "More", "quote": "nine"})

    assert cost(browser, f"/coach/reviews/{review.id}") == first
