"""What the desk shows: all of it, or the part that one press changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for

from coachapp.domain.documents.models import Version
from coachapp.domain.reviews import queries, schemas
from coachapp.domain.reviews.errors import StaleScore
from coachapp.domain.reviews.kinds import CommentKind, Verdict
from coachapp.domain.reviews.locks import lock_of
from coachapp.domain.reviews.models import Comment, Review, Score
from coachapp.domain.reviews.subjects import Subject
from coachapp.domain.reviews.verdicts import suggested
from coachapp.domain.rubrics.kinds import RubricKind
from coachapp.domain.rubrics.queries import Choice
from coachapp.domain.rubrics.queries import rubrics as rubrics_of
from coachapp.domain.rubrics.rubric import WORDS
from coachapp.doors.form import Form
from coachapp.doors.viewer import viewer
from coachapp.web.coach.reviews.door import by_lines
from coachapp.web.reviews import at_rest, find_subject, marks_of, pages_of_review, passages, read, redrawn
from coachapp.web.reviews.carried import carried_to, in_order, marks_along, progress


def shown(review: Review, **given: Any) -> str:
    """Give the page of a review: the desk of a draft, or what was published with what the client did about it."""
    if review.is_published:
        return render_template("coach/review_read.html", **read_facts(review, **given))
    return render_template("coach/desk.html", **facts_of(review, **given))


def facts_of(review: Review, **given: Any) -> dict[str, Any]:
    """Give what the desk of a draft shows."""
    comments = queries.comments_of(viewer(), review)
    subject = find_subject(review)
    along = carried_to(review, subject)
    before = queries.last_review(viewer(), review)
    weighed = _weighed(review, comments)
    return {
        **weighed,
        **_measured(review, weighed["scores"]),
        **progress(along),
        "comments": comments,
        "rail": in_order(comments, along),
        "lost": [each for each in along if each.is_lost],
        "before": before,
        "compare_with": _compare_with(subject, before),
        "steps": queries.steps_of(viewer(), review),
        "asked": queries.find_open_request(viewer(), review.version_id) if review.version_id else None,
        "form": at_rest(Form(schemas.DraftForm, _kept(review))),
        "comment_form": at_rest(Form(schemas.CommentIn, request.args.to_dict())),
        "stale": None,
        **editing(comments),
        "has_pages": len(subject.page_starts) if subject else 0,
        **passages(
            subject, marks_of(subject, comments) + marks_along(along), as_text=by_lines(), later=pages_of_review(review)
        ),
        **given,
    }


def read_facts(review: Review, **given: Any) -> dict[str, Any]:
    """Give what a published review shows its coach."""
    found = read(review)
    resting = {"form": None, "at": None, "add_form": at_rest(Form(schemas.AddendumIn))}
    return {**found, "lost_here": _lost_here(found["version"], found["comments"]), **resting, **given}


def _lost_here(version: Version | None, comments: Sequence[Comment]) -> dict[UUID, queries.Carried]:
    """Give what a person has to place in its own version, or has placed there, since that was read anew."""
    if version is None or not any(queries.is_older(made, version) for made in comments):
        return {}
    places, said = queries.own_places(comments), {made.id: made for made in comments}
    found = [queries.Carried(said[id_], place, version.id, version.number) for id_, place in places.items()]
    return {each.id: each for each in found if each.is_lost or each.is_by_hand}


def _compare_with(subject: Subject | None, before: queries.Before | None) -> str:
    """Give the address that says what changed since the version that was reviewed last, if it is an earlier one."""
    version = subject.version if subject else None
    if version is None or before is None or before.version in {None, version.number}:
        return ""
    whose: dict[str, Any] = {"client_id": version.client_id, "document_id": version.document_id, "from": before.version}
    return url_for("coach_documents.compare", to=version.number, **whose)


def along_facts(review: Review, along: queries.Carried) -> dict[str, Any]:
    """Give what checking an earlier comment changes: its card, and how far that is."""
    card = {"review": review, "made": along.comment, "along": along, "kept_as": "?as=lines" if by_lines() else ""}
    return {**card, **progress(carried_to(review))}


def _weighed(review: Review, comments: Sequence[Comment]) -> dict[str, Any]:
    """Give the scores, what is still owed, and what both suggest."""
    scores = queries.scores_of(viewer(), review)
    suggestion = suggested(review.rubric, {key: score.level for key, score in scores.items()})
    found = queries.weigh(review, scores, comments, verdict=suggestion)
    return {
        "review": review,
        "scores": scores,
        "reason_lock": lambda key: lock_of(scores[key].reason if key in scores else ""),
        "refused": None,
        "owed": found,
        "at": _focus(review, {debt.field.partition("-")[2] for debt in found.debts}),
        "suggestion": suggestion,
        "kinds": list(CommentKind),
        "verdicts": list(Verdict),
        "kept_as": "?as=lines" if by_lines() else "",
    }


def _measured(review: Review, scores: Mapping[str, Score]) -> dict[str, Any]:
    """Give what the draft is scored by, where that can be chosen, and what became of the scores since last time."""
    rubrics = [] if scores else _choices(review)
    return {"rubrics": rubrics, "since": queries.since_last(viewer(), review), "band_words": WORDS}


def _choices(review: Review) -> list[Choice]:
    """Give what a draft can be scored by, where that can be chosen."""
    on = [each for each in rubrics_of(viewer(), RubricKind(review.rubric.kind)) if each.is_on]
    is_one = len(on) == 1 and on[0].version_id == review.rubric_version_id and on[0].rubric.key == review.rubric.key
    return [] if is_one else on


def _focus(review: Review, owing: set[str]) -> str:
    """Give the criterion that comes first: the one asked for, else the first that owes something."""
    keys = [criterion.key for criterion in review.rubric.criteria]
    asked = request.values.get("at", "")
    return asked if asked in keys else next((key for key in keys if key in owing), keys[0])


def _kept(review: Review) -> dict[str, Any]:
    return {"letter": review.letter, "verdict": review.verdict or "", "lock": review.lock}


def editing(comments: Sequence[Comment]) -> dict[str, Any]:
    """Give which comment is being reworded, and its words."""
    asked = request.args.get("edit", "")
    made = next((comment for comment in comments if str(comment.id) == asked), None)
    return {"edited": asked if made else "", "edit_form": reworded(made) if made else None, "stale_comment": None}


def reworded(made: Comment) -> Form:
    """Give the form that holds a comment's words as they are kept."""
    kept = {name: getattr(made, name) for name in ("kind", "body", "replacement", "criterion", "is_private", "lock")}
    return at_rest(Form(schemas.CommentForm, kept))


def card_facts(review: Review, made: Comment, **given: Any) -> dict[str, Any]:
    """Give what one comment's card shows."""
    as_lines = "?as=lines" if by_lines() else ""
    shown = {"review": review, "made": made, "kinds": list(CommentKind), "kept_as": as_lines}
    return {**shown, "edited": "", "edit_form": None, "stale_comment": None, **given}


def changed_facts(review: Review, touched: Comment, **given: Any) -> dict[str, Any]:
    """Give what one comment changes on the desk: its card, the marks where it stands, what is still owed."""
    comments = queries.comments_of(viewer(), review)
    along = carried_to(review)
    rail = in_order(comments, along)
    ids = [made.id for made, _ in rail]
    at = ids.index(touched.id) if touched.id in ids else None
    drawn = redrawn(review, comments, touched, along) if not by_lines() else {"layers": [], "doc_html": ""}
    return {
        **card_facts(review, touched),
        **_weighed(review, comments),
        "made": None if at is None else rail[at][0],
        "follower": None if at is None or at + 1 == len(ids) else rail[at + 1][0],
        "comment_form": at_rest(Form(schemas.CommentIn)),
        "has_pages": queries.pages_under(review),
        **drawn,
        **given,
    }


def refused_score(form: Form) -> dict[str, Any]:
    """Give the criterion whose level or reason was refused, with what was typed and what stands there now."""
    stale = form.refusal.extra if isinstance(form.refusal, StaleScore) else {}
    typed = {"error": form.all_errors[0][1], "level": form.value("level"), "reason": form.value("reason")}
    typed["reason_lock"] = form.value("reason_lock")
    if form.errors("level"):
        typed["level"] = ""
    return {"at": form.value("criterion"), "refused": {**typed, "there": stale}}


def scored_facts(review: Review, form: Form) -> dict[str, Any]:
    """Give what a level changes on the desk; a refused one leaves its criterion in focus."""
    found = _weighed(review, queries.comments_of(viewer(), review))
    here = form.value("criterion")
    if f"reason-{here}" in {debt.field for debt in found["owed"].debts}:
        found["at"] = here
    if form.all_errors:
        found |= refused_score(form)
    more = {"before": queries.last_review(viewer(), review), **_measured(review, found["scores"])}
    return {**found, **more, "form": at_rest(Form(schemas.DraftForm, _kept(review)))}
