"""How applications end, and the letter that asks for advice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import After, listing
from coachapp.core.pages import page
from coachapp.domain.applications.queries import get_application
from coachapp.domain.clients.queries import get_client
from coachapp.domain.rejections import queries, schemas, service
from coachapp.domain.rejections.letter import check
from coachapp.domain.rejections.models import FeedbackRequest, Rejection
from coachapp.domain.rejections.policies import is_reflection_shared
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_rejections", __name__, policy=Policy.SIGNED_IN, description="Endings and letters to employers")


def _shown(rejection_id: UUID) -> dict[str, Any]:
    ending = queries.ending(viewer(), rejection_id)
    return schemas.shown(ending, is_reflection_shared=is_reflection_shared(ending.rejection))


def _letter(request: FeedbackRequest) -> dict[str, Any]:
    names = schemas.FeedbackRequestOut().fields.keys() - {"findings"}
    return {name: getattr(request, name) for name in names} | {"findings": check(request.text)}


@blp.get("/clients/<uuid:client_id>/rejections")
@blp.arguments(After, location="query", as_kwargs=True)
@blp.response(200, listing(schemas.RejectionOut))
def endings(client_id: UUID, after: str | None) -> dict[str, Any]:
    """List a client's endings, the newest first."""
    client = get_client(viewer(), client_id)
    found = page(queries.all_of(viewer(), client), Rejection, after=after)
    shown = queries.endings(viewer(), found.items)
    items = [schemas.shown(e, is_reflection_shared=is_reflection_shared(e.rejection)) for e in shown]
    return {"items": items, "next": found.next}


@blp.post("/applications/<uuid:application_id>/rejection")
@blp.arguments(schemas.NewEnding, as_kwargs=True)
@blp.response(201, schemas.RejectionOut)
def end(application_id: UUID, **facts: Any) -> dict[str, Any]:
    """Record how an application ended; the reason is unknown until somebody says otherwise."""
    return _shown(service.record_ending(viewer(), get_application(viewer(), application_id), **facts).id)


@blp.get("/rejections/<uuid:rejection_id>")
@blp.response(200, schemas.RejectionOut)
def show(rejection_id: UUID) -> dict[str, Any]:
    """Show an ending, as far as it is shared with the viewer."""
    return _shown(rejection_id)


@blp.patch("/rejections/<uuid:rejection_id>")
@blp.arguments(schemas.PatchEnding, as_kwargs=True)
@blp.response(200, schemas.RejectionOut)
def change(rejection_id: UUID, **facts: Any) -> dict[str, Any]:
    """Sort factors, write the private page, or end the quiet."""
    service.patch(viewer(), queries.get_rejection(viewer(), rejection_id), **facts)
    return _shown(rejection_id)


@blp.delete("/rejections/<uuid:rejection_id>")
@blp.response(204)
def take_back(rejection_id: UUID) -> None:
    """Take an ending back; the application goes on where it stood."""
    rejection = queries.get_rejection(viewer(), rejection_id)
    service.take_back(viewer(), rejection, get_application(viewer(), rejection.application_id))


@blp.get("/rejections/<uuid:rejection_id>/feedback-request")
@blp.response(200, schemas.FeedbackRequestOut)
def letter(rejection_id: UUID) -> dict[str, Any]:
    """Show the letter, or the one that we would write."""
    rejection = queries.get_rejection(viewer(), rejection_id)
    return _letter(queries.letter_of(viewer(), rejection))


@blp.put("/rejections/<uuid:rejection_id>/feedback-request")
@blp.arguments(schemas.LetterDraft, as_kwargs=True)
@blp.response(200, schemas.FeedbackRequestOut)
def write(rejection_id: UUID, **facts: Any) -> dict[str, Any]:
    """Keep the letter as it stands, with what the check finds in it."""
    return _letter(service.write_letter(viewer(), queries.get_rejection(viewer(), rejection_id), **facts))


@blp.post("/rejections/<uuid:rejection_id>/feedback-request")
@blp.arguments(schemas.SendLetter, as_kwargs=True)
@blp.response(201, schemas.FeedbackRequestOut)
def send(rejection_id: UUID, **facts: Any) -> dict[str, Any]:
    """Send the letter in the client's own name; it leaves once."""
    return _letter(service.send_letter(viewer(), queries.get_rejection(viewer(), rejection_id), **facts))


@blp.post("/rejections/<uuid:rejection_id>/feedback-request/copied")
@blp.arguments(schemas.CopyLetter, as_kwargs=True)
@blp.response(200, schemas.FeedbackRequestOut)
def copied(rejection_id: UUID, **facts: Any) -> dict[str, Any]:
    """Note that the client sends it from their own mailbox."""
    return _letter(service.mark_copied(viewer(), queries.get_rejection(viewer(), rejection_id), **facts))


@blp.post("/rejections/<uuid:rejection_id>/feedback-request/follow-up")
@blp.response(200, schemas.FeedbackRequestOut)
def follow_up(rejection_id: UUID) -> dict[str, Any]:
    """Send the one gentle follow-up."""
    rejection = queries.get_rejection(viewer(), rejection_id)
    request = queries.get_request(viewer(), rejection)
    service.follow_up(viewer(), rejection, request)
    return _letter(request)


@blp.put("/rejections/<uuid:rejection_id>/feedback-request/reply")
@blp.arguments(schemas.EmployerReply, as_kwargs=True)
@blp.response(200, schemas.FeedbackRequestOut)
def reply(rejection_id: UUID, reply: str) -> dict[str, Any]:
    """Keep what the employer answered."""
    rejection = queries.get_rejection(viewer(), rejection_id)
    request = queries.get_request(viewer(), rejection)
    service.write_reply(viewer(), rejection, request, reply=reply)
    return _letter(request)
