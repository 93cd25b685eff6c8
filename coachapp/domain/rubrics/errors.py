"""What can go wrong with rubrics, in words."""

from __future__ import annotations

from coachapp.core.errors import Conflict


class TitleTaken(Conflict):
    """Rubrics of one kind are told apart by their titles."""

    type, title = "title-taken", "That title is taken"
    message = "Another rubric of this kind has this title. Pick a different one."


class ComesAlong(Conflict):
    """What comes along stays as it is; a practice changes a copy."""

    type, title = "comes-along", "This one comes along"
    message = "This rubric comes with the program and stays as it is. Start from a copy of it."


class StaleRubric(Conflict):
    """Somebody made a new version meanwhile."""

    type, title = "stale-edit", "Changed meanwhile"
    message = "Somebody changed this rubric meanwhile. What you typed is still here; look at theirs before you save."


class LastOne(Conflict):
    """One rubric of each kind is on, so that reviews can begin."""

    type, title = "last-one", "The last one of its kind"
    message = "This is the last rubric of its kind that is on. Switch another on first."


class SwitchedOff(Conflict):
    """What is switched off is not used for anything new."""

    type, title = "switched-off", "Switched off"
    message = "This rubric is switched off. Switch it on first."
