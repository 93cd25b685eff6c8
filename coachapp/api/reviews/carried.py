"""Comments from earlier versions as they stand in a later one, and what a coach decides about them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from coachapp.api.frame import listing, whole
from coachapp.api.reviews.door import blp, said
from coachapp.domain.documents.queries import get_version
from coachapp.domain.reviews import queries, schemas, service
from coachapp.domain.reviews.kinds import Check
from coachapp.doors.viewer import viewer


@blp.get("/versions/<uuid:version_id>/comments")
@blp.response(200, listing(schemas.CarriedOut))
def carried(version_id: UUID) -> dict[str, Any]:
    """List the comments on earlier versions as they stand in this one, in the order of its text.

    Those that were checked off before this version are settled and left out.
    """
    return whole(_told(queries.carried_to(viewer(), get_version(viewer(), version_id))))


def _told(found: Sequence[queries.Carried]) -> list[dict[str, Any]]:
    """Give what came along with the places that the comments have in their own versions, too."""
    comments = said([each.comment for each in found])
    own = zip(comments, found, strict=True)
    return [
        {"comment": made, "from_version": each.from_version, "place": each.place, "check": each.check}
        for made, each in own
    ]


@blp.patch("/versions/<uuid:version_id>/comments/<uuid:comment_id>")
@blp.arguments(schemas.CheckIn, as_kwargs=True)
@blp.response(200, schemas.CarriedOut)
def check(version_id: UUID, comment_id: UUID, check: Check, why: str) -> dict[str, Any]:
    """The coach verifies that a comment is settled in this version, reopens it, or takes that back."""
    found = queries.get_carried(viewer(), get_version(viewer(), version_id), comment_id)
    return _told([service.check(viewer(), found, check, why=why)])[0]


@blp.put("/versions/<uuid:version_id>/comments/<uuid:comment_id>/place")
@blp.arguments(schemas.CommentPlaceIn, as_kwargs=True)
@blp.response(200, schemas.CarriedOut)
def place(version_id: UUID, comment_id: UUID, **where: Any) -> dict[str, Any]:
    """The coach says on which words of this version a comment stands; nothing moves it any more.

    In its own version that is possible once the file was read anew and the comment's words moved, changed or were lost.
    """
    found = queries.get_in(viewer(), get_version(viewer(), version_id), comment_id)
    return _told([service.place_by_hand(viewer(), found, **where)])[0]
