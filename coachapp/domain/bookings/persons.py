"""When two mail addresses are one person's, as far as limits go."""

from __future__ import annotations

DOTLESS = frozenset({"gmail.com", "googlemail.com"})


def person_of(email: str) -> str:
    """Fold an address: case, a plus tag and, where the provider ignores them, dots don't make another person."""
    local, _, domain = email.strip().casefold().rpartition("@")
    local = local.partition("+")[0] or local
    if domain in DOTLESS:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"
