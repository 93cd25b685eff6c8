"""Which doors into the practice are open: the setup link, invitations, links in mails."""

from __future__ import annotations

from pathlib import Path

from coachapp.core import clock
from coachapp.core.errors import NotFound
from coachapp.core.signing import hash_token, new_token
from coachapp.domain.accounts import queries
from coachapp.domain.accounts.errors import InvitationOver, LinkUsed, SetupDone
from coachapp.domain.accounts.models import Invitation, Purpose
from coachapp.domain.accounts.service.joining import setup_token_matches

FILE = "setup_token_hash"


def make_setup_token(data: Path) -> str | None:
    """Make the token of the setup link, kept as a hash in the data directory; None once a practice exists."""
    if queries.practices():
        return None
    token = new_token()
    data.mkdir(parents=True, exist_ok=True)
    (data / FILE).write_text(hash_token(token), encoding="ascii")
    return token


def assert_open(token: str, data: Path) -> None:
    """Refuse a setup that has no token, the wrong one, or was done."""
    path = data / FILE
    stored = path.read_text(encoding="ascii").strip() if path.exists() else None
    if not setup_token_matches(token, stored):
        raise NotFound
    if queries.practices():
        raise SetupDone


def assert_usable(token: str, purpose: Purpose) -> None:
    """Refuse a link that never was, did its work, or ran out; looking uses nothing up."""
    link = queries.find_one_time_link(token, purpose)
    if link is None:
        raise NotFound
    if link.used_at is not None or link.expires_at < clock.now():
        raise LinkUsed


def assert_open_invitation(invitation: Invitation) -> None:
    """Refuse an invitation that was used, withdrawn, or ran out."""
    if invitation.accepted_at or invitation.revoked_at or invitation.expires_at < clock.now():
        raise InvitationOver
