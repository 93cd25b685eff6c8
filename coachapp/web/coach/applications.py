"""A client's board, as far as it is shared."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from coachapp.core.errors import NotFound
from coachapp.domain.applications import queries, sent, uses
from coachapp.domain.applications.policies import may_see_board
from coachapp.domain.clients.queries import get_client
from coachapp.domain.documents.models import Document
from coachapp.domain.rejections.queries import find_rejection_of
from coachapp.doors.policy import Door, Policy
from coachapp.doors.viewer import viewer

bp = Door("coach_applications", __name__, url_prefix="/coach/clients", policy=Policy.COACH)


@bp.get("/<uuid:client_id>/board")
def board(client_id: UUID) -> ResponseReturnValue:
    """Show the board by columns, or say that it is not shared."""
    client = get_client(viewer(), client_id)
    facts = {"columns": queries.board_of(viewer(), client), "is_shared": may_see_board(viewer(), client)}
    return render_template("coach/board.html", client=client, **facts)


@bp.get("/<uuid:client_id>/board/<uuid:application_id>")
def card(client_id: UUID, application_id: UUID) -> ResponseReturnValue:
    """Show a card with all that belongs to it."""
    application = queries.get_application(viewer(), application_id)
    if application.client_id != client_id:
        raise NotFound
    facts = {
        "client": application.client,
        "sent": sent.labels(viewer(), application),
        "history": queries.moves_of(viewer(), application),
        "people": queries.contacts_of(viewer(), application),
        "ending": find_rejection_of(viewer(), application.id),
    }
    return render_template("coach/card.html", application=application, **facts)


@bp.app_template_global("uses_of")
def uses_of(document: Document) -> uses.Uses:
    """Give what pages with a document's versions show: the applications that each went out with."""
    return uses.uses_of(viewer(), document)


@bp.app_template_global("tally_of")
def tally_of(those: list[uses.Use]) -> str:
    """Say how many applications those are, and how they went."""
    return uses.tally(those)
