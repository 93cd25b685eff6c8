"""When two mail addresses are one person's, as far as limits go."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DOTLESS = frozenset({"gmail.com", "googlemail.com"})
SOMEBODY = "anybody@disposable.invalid"
"""Whoever comes by an address for some minutes: all of them count as one person, since nobody can tell them apart."""


def folded(email: str) -> str:
    """Fold an address: case, a plus tag and, where the provider ignores them, dots don't make another one."""
    local, _, domain = email.strip().casefold().rpartition("@")
    local = local.partition("+")[0] or local
    if domain in DOTLESS:
        local, domain = local.replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def person_of(email: str) -> str:
    """Give who that is as far as limits go: the folded address, and one and the same for all disposable ones."""
    return SOMEBODY if is_disposable(email) else folded(email)


def is_disposable(email: str) -> bool:
    """Tell whether the address is of a service that gives one to anybody for some minutes."""
    return not _services().isdisjoint(_domains(email))


def names_of(email: str) -> list[str]:
    """Give all by which a list may name this address: itself, folded, and its domain with all above it."""
    return list(dict.fromkeys([folded(email), *_domains(email), *_domains(folded(email))]))


def _domains(email: str) -> list[str]:
    parts = email.strip().casefold().rpartition("@")[2].split(".")
    return [".".join(parts[n:]) for n in range(len(parts) - 1)]


@cache
def _services() -> frozenset[str]:
    lines = Path(__file__).with_name("disposable.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
