"""Hyphens at the ends of lines: which of them belong to their word."""

from collections.abc import Mapping

from coachapp.domain.documents.lettering import SOFT_HYPHENS
from coachapp.domain.documents.sheet import Word

_PREFIXES = """
    all award back client co cost cross data decision de e end ex first forward front full half hands high in inter ivy
    long low mid multi non on one open part per post pre problem real result results second self semi short so state
    sub team third time two user well work world
"""
_KEEP_HYPHEN = frozenset(_PREFIXES.split())
_SECONDS = """
    based driven facing oriented friendly effective specific related level minute hour year month week person
    functional performing winning making building solving quality ready focused centered minded assisted
"""
_JOINING = frozenset(("and", "or", "und", "oder", "et", "ou", "y", "o", "e", "bis"))
_TAILS = frozenset(_SECONDS.split())  # what follows a hyphen in words of two, and is no end of a longer word


def drops_hyphen(word: Word, follower: Word, vocabulary: Mapping[str, int]) -> bool:
    """The hyphen only marks the line's end, and is no part of the word."""
    head, tail = word.text.rstrip("-"), follower.text
    if not word.hyphen or not head[-1:].isalpha() or not tail[:1].islower():
        return False
    if word.hyphen in SOFT_HYPHENS:
        return True
    core = tail.rstrip(".,;:)!?").lower()
    if "-" in core or core in _TAILS or core in _JOINING:
        return False
    together, apart = head.lower() + core, f"{head.lower()}-{core}"
    if vocabulary[together] != vocabulary[apart]:
        return vocabulary[together] > vocabulary[apart]
    if vocabulary[core] > 1 and vocabulary[head.lower()] and min(len(head), len(core)) > 3:
        return False  # both are words of their own here; one of the first is this very piece
    return "-" not in head and head.lower() not in _KEEP_HYPHEN


def runs_on(word: Word, follower: Word) -> bool:
    """The word goes on in the next line, with or without its hyphen."""
    if follower.text in _JOINING:
        return False  # "upper- and lower-case"
    return bool(word.hyphen) and word.text[-2:-1].isalpha() and follower.text[:1].isalnum()
