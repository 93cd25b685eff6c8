"""Passwords: argon2id, at least twelve characters, nothing that everybody tries first (NIST SP 800-63B)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from coachapp.domain.accounts.errors import PasswordTooWeak

SHORTEST = 12
LONGEST = 1024
_hasher = PasswordHasher()


def check(password: str, *, field: str = "password") -> None:
    """Refuse a password that is too short, too long or on the common list; no rules of composition."""
    if len(password) < SHORTEST:
        say = f"Use at least {SHORTEST} characters. Three or four words in a row are easy to keep."
        raise PasswordTooWeak(say, fields={field: [say]})
    if len(password) > LONGEST:
        say = f"Keep it to {LONGEST} characters."
        raise PasswordTooWeak(say, fields={field: [say]})
    if password.casefold() in _common() or len(set(password)) < 4:
        say = "This one is on the list that is tried first. Pick something that is yours alone."
        raise PasswordTooWeak(say, fields={field: [say]})


def hash_password(password: str) -> str:
    """Give what is stored of a password."""
    return _hasher.hash(password)


def matches(stored: str | None, password: str) -> bool:
    """Tell whether the password is the stored one; takes as long where nothing is stored."""
    try:
        return _hasher.verify(stored or _nobody(), password[:LONGEST]) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")


@cache
def _common() -> frozenset[str]:
    return frozenset(files(__package__).joinpath("common_passwords.txt").read_text(encoding="utf-8").split())
