"""Phrases that a coach keeps and takes while typing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from coachapp.core.db import db
from coachapp.core.errors import Forbidden, NotFound
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.snippets import errors, queries, service
from coachapp.domain.snippets.models import Snippet
from tests.factories import people, reviews

Make = Callable[[Viewer], FlaskClient]
VERB = "Begin with the verb, {client}: what did you do about “{quote}”?"


def titles(viewer: Viewer, q: str = "") -> list[str]:
    return [each.title for each in queries.snippets(viewer, q=q)]


def test_phrases_are_found_by_any_words_in_them_the_most_used_first(owner: Viewer) -> None:
    kept = [service.add(owner, title=title, body=body) for title, body in (("Verb first", VERB), ("100% sure", "A_b"))]
    db.session.flush()
    for _ in range(3):
        service.use(owner, kept[0])

    assert titles(owner) == ["Verb first", "100% sure"]
    assert titles(owner, "BEGIN the") == ["Verb first"]
    assert titles(owner, "100%") == ["100% sure"]
    assert titles(owner, "a_b") == ["100% sure"]
    assert titles(owner, "100_") == []
    assert titles(owner, "begin nothing") == []


def test_colleagues_see_what_is_shared_and_change_none_of_it(owner: Viewer) -> None:
    coach = people.coach(owner)
    mine = service.add(owner, title="Mine", body="My own words")
    shared = service.add(owner, title="Ours", body="For all", is_shared=True)

    assert titles(coach) == ["Ours"]
    with pytest.raises(NotFound):
        queries.get_snippet(coach, mine.id)
    with pytest.raises(Forbidden):
        service.change(coach, shared, title="X", body="Y", is_shared=True)
    with pytest.raises(Forbidden):
        service.remove(coach, shared)
    client, _ = people.client(owner)
    assert titles(client) == []


def test_the_owner_takes_a_shared_phrase_of_somebody_off_the_list(owner: Viewer) -> None:
    coach = people.coach(owner)
    shared = service.add(coach, title="Ours", body="For all", is_shared=True)

    service.remove(owner, shared)
    assert titles(coach) == []
    service.bring_back(coach, shared)
    assert titles(coach) == ["Ours"]


def test_a_title_stands_once_among_the_phrases_of_one_coach(owner: Viewer) -> None:
    first = service.add(owner, title="Verb first", body="One")

    with pytest.raises(errors.TitleTaken):
        service.add(owner, title="VERB FIRST", body="Two")
    service.remove(owner, first)
    service.add(owner, title="Verb first", body="Two")
    with pytest.raises(errors.TitleTaken):
        service.bring_back(owner, first)
    assert service.add(people.coach(owner), title="Verb first", body="A colleague's").id


def test_the_page_keeps_changes_removes_and_brings_back(owner: Viewer, browser_of: Make) -> None:
    coach = browser_of(owner)
    empty = coach.get("/coach/settings/snippets").text

    kept = people.post(coach, "/coach/settings/snippets", {"title": "Verb first", "body": VERB})
    snippet = db.session.query(Snippet).one()
    at = f"/coach/settings/snippets/{snippet.id}"
    people.post(coach, at, {"title": "Verbs first", "body": "Other words", "is_shared": "true"})
    changed = coach.get("/coach/settings/snippets").text
    removed = people.post(coach, f"{at}/remove", {}, follow_redirects=True).text
    people.post(coach, f"{at}/restore", {})

    assert "No phrases yet" in empty
    assert kept.status_code == 303
    assert "Verbs first" in changed
    assert "Other words" in changed
    assert "The phrase is off your list." in removed
    assert "No phrases yet" in removed
    assert "Verbs first" in coach.get("/coach/settings/snippets").text


def test_a_blank_that_nothing_fills_is_refused_with_what_was_typed(owner: Viewer, browser_of: Make) -> None:
    answer = people.post(browser_of(owner), "/coach/settings/snippets", {"title": "Hello", "body": "Dear {name}"})

    assert answer.status_code == 422
    assert "{name} is not one of the placeholders. These are: {client}, {coach}, {document}, {quote}." in answer.text
    assert "Dear {name}" in answer.text
    assert db.session.query(Snippet).count() == 0


def test_what_is_offered_is_filled_with_what_it_is_typed_about(owner: Viewer, browser_of: Make) -> None:
    review = reviews.draft(owner, *people.client(owner, name="Maya Okafor"))
    service.add(owner, title="Verb first", body=VERB + " {document}, {coach}")
    db.session.commit()
    coach = browser_of(owner)

    asked = {"q": "verb", "review": str(review.id), "quote": "led <b>a team</b>\n of 5"}
    offered = coach.get("/coach/snippets", query_string=asked).text
    unknown = coach.get("/coach/snippets", query_string={"q": "verb"}).text

    assert "Begin with the verb, Maya: what did you do about “led &lt;b&gt;a team&lt;/b&gt; of 5”?" in offered
    assert f"{review.title}, {owner.name.split()[0]}" in offered
    assert "Begin with the verb, {client}: what did you do about “{quote}”?" in unknown
    assert coach.get("/coach/snippets", query_string={"q": "nothing"}).text.strip() == ""
    odd = {"q": "verb", "review": "no id", "client": "neither", "quote": "x" * 5000}
    assert coach.get("/coach/snippets", query_string=odd).status_code == 200


def test_taking_one_counts(owner: Viewer, browser_of: Make) -> None:
    snippet = service.add(owner, title="Verb first", body="Begin with it")
    db.session.commit()

    answer = people.post(browser_of(owner), f"/coach/snippets/{snippet.id}/use", {})

    db.session.refresh(snippet)
    assert (answer.status_code, snippet.used) == (204, 1)
