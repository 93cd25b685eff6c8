"""The pages where the owner words what reviews are scored by, and coaches read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flask.testing import FlaskClient

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.rubrics import queries, service
from coachapp.domain.rubrics.kinds import RubricKind
from tests.factories import people, rubrics

Make = Callable[[Viewer], FlaskClient]
LIST = "/coach/settings/rubrics"


def came(viewer: Viewer, kind: RubricKind = RubricKind.RESUME) -> queries.Choice:
    return next(each for each in queries.rubrics(viewer, kind) if each.is_built_in)


def fields(page: str) -> dict[str, Any]:
    """Give what a browser without scripts would send of the form on the page."""
    form = page.partition('id="rubric"')[2].partition("</form>")[0]
    inputs = {}
    for tag in re.findall(r"<input [^>]*>", form):
        inputs[re.search(r'name="([^"]*)"', tag)[1]] = re.search(r'value="([^"]*)"', tag)[1]  # type: ignore[index]
    areas = re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', form)
    return inputs | dict(areas)


def labels(page: str) -> list[str]:
    return [value for name, value in sorted(fields(page).items()) if re.fullmatch(r"criteria-\d-label", name)]


def test_the_list_says_what_is_on_and_what_new_reviews_take(owner: Viewer, browser_of: Make) -> None:
    own = rubrics.rubric(owner)
    browser = browser_of(owner)

    people.post(browser, f"{LIST}/{own.id}/choose")
    people.post(browser, f"{LIST}/{came(owner).id}/off")
    page = browser.get(LIST).text

    resumes = page.partition('id="resume-title"')[2].partition("</section>")[0]
    assert resumes.index("Data resume") < resumes.index(">Resume<")
    assert resumes.count(">Switch on<") == 1
    assert "Off" in resumes
    assert "Proof, Tools" in resumes
    assert queries.rubric_for(owner, RubricKind.RESUME).id == own.id


def test_the_last_one_of_a_kind_stays_on_and_the_page_says_why(owner: Viewer, browser_of: Make) -> None:
    answer = people.post(browser_of(owner), f"{LIST}/{came(owner).id}/off")

    assert answer.status_code == 409
    assert "This is the last rubric of its kind that is on." in answer.text
    assert came(owner).is_on


def test_a_copy_is_changed_by_the_form_alone(owner: Viewer, browser_of: Make) -> None:
    browser, at = browser_of(owner), f"{LIST}/new?from={came(owner).id}"
    sent = fields(browser.get(at).text)
    assert labels(browser.get(at).text) == ["Target", "Proof", "Fit", "Scan", "Language", "Machine-readable"]

    up = people.post(browser, f"{at}&do=up-1", sent | {"title": "Data resume"}).text
    assert labels(up)[:2] == ["Proof", "Target"]
    less = people.post(browser, f"{at}&do=remove-5", fields(up)).text
    more = people.post(browser, f"{at}&do=add", fields(less)).text
    assert labels(more) == ["Proof", "Target", "Fit", "Scan", "Language", ""]
    new = {"criteria-5-label": "Tools", "criteria-5-level_1": "none", "criteria-5-level_2": "named"}
    rest = {"criteria-5-level_3": "used", "criteria-5-level_4": "taught", "criteria-0-weight": "5"}
    kept = people.post(browser, at, fields(more) | new | rest)

    assert kept.status_code == 303
    own = next(each for each in queries.rubrics(owner, RubricKind.RESUME) if not each.is_built_in)
    assert own.title == "Data resume"
    assert [(each.key, each.weight) for each in own.criteria] == [
        ("proof", 5),
        ("target", 3),
        ("fit", 2),
        ("scan", 2),
        ("language", 1),
        ("tools", 1),
    ]
    assert own.criteria[0].examples == came(owner).criteria[1].examples


def test_errors_name_their_field_and_keep_what_was_typed(owner: Viewer, browser_of: Make) -> None:
    own = rubrics.rubric(owner, "Proof", "Tools")
    browser, at = browser_of(owner), f"{LIST}/{own.id}"
    sent = fields(browser.get(at).text)

    wrong = {"criteria-0-level_2": "", "criteria-1-weight": "many", "criteria-1-level_3": "uses <them> daily"}
    answer = people.post(browser, at, sent | wrong)

    assert answer.status_code == 422
    assert 'href="#criteria-0-level_2">Criterion 1, level 2: Please fill this in.' in answer.text
    assert 'href="#criteria-1-weight">Criterion 2, weight: A weight is 1 to 9.' in answer.text
    assert "uses &lt;them&gt; daily" in answer.text
    assert 'value="many"' in answer.text
    assert queries.get_rubric(owner, own.id).number == 1


def test_a_row_left_blank_is_no_criterion_and_none_at_all_is_refused(owner: Viewer, browser_of: Make) -> None:
    own = rubrics.rubric(owner, "Proof")
    browser, at = browser_of(owner), f"{LIST}/{own.id}"
    sent = fields(browser.get(at).text)

    blank = {f"criteria-1-{name}": "" for name in ("key", "label", "asks", "weight", "level_1", "example_1")}
    same = people.post(browser, at, sent | blank, follow_redirects=True)
    nothing = people.post(browser, at, {"title": "Data resume", "number": "1"})

    assert "Nothing was changed." in same.text
    assert nothing.status_code == 422
    assert "Between 1 and 12 criteria." in nothing.text


def test_of_two_who_change_at_once_the_second_reads_it_and_loses_nothing(owner: Viewer, browser_of: Make) -> None:
    own = rubrics.rubric(owner, "Proof")
    browser, at = browser_of(owner), f"{LIST}/{own.id}"
    sent = fields(browser.get(at).text)
    service.change(owner, own, title="Theirs", criteria=[rubrics.criterion("Other")])

    late = people.post(browser, at, sent | {"criteria-0-label": "My words"})
    again = people.post(browser, at, fields(late.text))

    assert late.status_code == 409
    assert "Somebody changed this rubric meanwhile." in late.text
    assert labels(late.text) == ["My words"]
    assert again.status_code == 303
    assert queries.get_rubric(owner, own.id).number == 3
    assert "Theirs" in browser.get(f"{at}?version=2").text


def test_a_coach_reads_and_has_no_buttons(owner: Viewer, browser_of: Make) -> None:
    own = rubrics.rubric(owner)
    service.change(owner, own, title="Data resume", criteria=[rubrics.criterion("Evidence", key="proof")])
    browser = browser_of(people.coach(owner))

    page = browser.get(f"{LIST}/{own.id}").text

    assert "Evidence holds back" in page
    assert "Proof holds back" in browser.get(f"{LIST}/{own.id}?version=1").text
    assert browser.get(f"{LIST}/{own.id}?version=9").status_code == 404
    for text in (page, browser.get(LIST).text):
        assert 'action="/coach/settings/rubrics' not in text
    assert people.post(browser, f"{LIST}/{own.id}", {"title": "Mine"}).status_code == 403
