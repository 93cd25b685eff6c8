"""The verbs of accounts."""

from coachapp.domain.accounts.service.joining import (
    accept,
    invite,
    invite_coach,
    make_practice,
    mint_invitation,
    revoke_invitation,
    set_up,
    setup_token_matches,
)
from coachapp.domain.accounts.service.people import change_profile, change_settings, remove_member
from coachapp.domain.accounts.service.sessions import (
    ask_for_link,
    change_password,
    end_all_sessions,
    end_other_sessions,
    end_session,
    mint_link,
    open_session,
    reset_password,
    sign_in,
    sign_in_by_link,
    switch_practice,
)
from coachapp.domain.accounts.service.tokens import make_token, revoke_token

__all__ = [
    "accept",
    "ask_for_link",
    "change_password",
    "change_profile",
    "change_settings",
    "end_all_sessions",
    "end_other_sessions",
    "end_session",
    "invite",
    "invite_coach",
    "make_practice",
    "make_token",
    "mint_invitation",
    "mint_link",
    "open_session",
    "remove_member",
    "reset_password",
    "revoke_invitation",
    "revoke_token",
    "set_up",
    "setup_token_matches",
    "sign_in",
    "sign_in_by_link",
    "switch_practice",
]
