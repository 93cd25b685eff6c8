"""Comments of a review: say something about a passage, act on it, answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import listing, whole
from coachapp.api.reviews.door import Said, blp, said
from coachapp.core.errors import Invalid
from coachapp.domain.documents.queries import get_document
from coachapp.domain.reviews import queries, schemas, service
from coachapp.doors.viewer import viewer

_WORDS = {"kind", "body", "replacement", "criterion", "is_private"}
_KNOWN = {"lock"}


@blp.get("/reviews/<uuid:review_id>/comments")
@blp.response(200, listing(schemas.CommentOut))
def comments(review_id: UUID) -> dict[str, Any]:
    """List the comments in the order of the text."""
    return whole(said(queries.comments_of(viewer(), queries.get_review(viewer(), review_id))))


@blp.post("/reviews/<uuid:review_id>/comments")
@blp.arguments(schemas.CommentIn, as_kwargs=True)
@blp.response(201, schemas.CommentOut)
def comment(review_id: UUID, **facts: Any) -> Said:
    """Comment on a passage, by offsets, by its words, or by both; on an area of a page; on the whole without."""
    return said([queries.get_comment(viewer(), service.comment_on(viewer(), review_id, **facts).id)])[0]


@blp.get("/comments/<uuid:comment_id>")
@blp.response(200, schemas.CommentOut)
def show_comment(comment_id: UUID) -> Said:
    """Show a comment and what was said below it."""
    return said([queries.get_comment(viewer(), comment_id)])[0]


@blp.patch("/comments/<uuid:comment_id>")
@blp.arguments(schemas.CommentPatch, as_kwargs=True)
@blp.response(200, schemas.CommentOut)
@blp.alt_response(409, "CONFLICT")
def patch_comment(comment_id: UUID, **facts: Any) -> Said:
    """The client says what was done; the coach rewords a draft's comment; both reply below a published one."""
    made = queries.get_comment(viewer(), comment_id)
    mine = {"reply"} if "reply" in facts else {"answer", "why"} if viewer().is_client else _WORDS | _KNOWN
    if not facts or not facts.keys() <= mine:
        names = {"state" if name == "answer" else name for name in facts.keys() - mine}
        raise Invalid(fields={name: ["This is not yours to change here."] for name in sorted(names)})
    if "reply" in facts:
        service.reply(viewer(), made, body=facts["reply"])
    elif viewer().is_client:
        service.answer_comment(viewer(), made, **({"answer": made.answer} | facts))
    else:
        service.change_comment(viewer(), made, **({name: getattr(made, name) for name in _WORDS} | facts))
    return said([made])[0]


@blp.get("/documents/<uuid:document_id>/changes-to-make")
@blp.response(200, listing(schemas.ChangeToMakeOut))
def changes_to_make(document_id: UUID) -> dict[str, Any]:
    """List the suggestions that the client took and has not done yet, in the order of the text."""
    return whole(queries.changes_to_make(viewer(), get_document(viewer(), document_id)))


@blp.delete("/comments/<uuid:comment_id>")
@blp.response(204)
def remove_comment(comment_id: UUID) -> None:
    """Take a comment out of a draft."""
    service.remove_comment(viewer(), queries.get_comment(viewer(), comment_id))
