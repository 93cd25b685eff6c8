"""Keys for programs."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from coachapp.core import clock
from coachapp.core.db import db
from coachapp.core.errors import NotFound
from coachapp.core.ids import new_id
from coachapp.core.signing import hash_token, new_token
from coachapp.domain.accounts.models import ApiToken
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.activity.service import record


def make_token(actor: Viewer, *, name: str, scope: str = "write") -> tuple[ApiToken, str]:
    """Make a token that acts as the actor; its text is shown this once and kept as a hash."""
    text = new_token()
    scopes = ["read", "write"] if scope == "write" else ["read"]
    token = ApiToken(
        id=new_id(),
        membership_id=actor.membership_id,
        name=name,
        token_hash=hash_token(text),
        scopes=scopes,
    )
    db.session.add(token)
    db.session.flush()
    record(actor, "token.made", token)
    return token, text


def revoke_token(actor: Viewer, token_id: UUID) -> None:
    """Revoke one of one's own tokens."""
    token = db.session.scalar(
        select(ApiToken).where(ApiToken.id == token_id, ApiToken.membership_id == actor.membership_id)
    )
    if token is None:
        raise NotFound
    token.revoked_at = token.revoked_at or clock.now()
    record(actor, "token.revoked", token)
