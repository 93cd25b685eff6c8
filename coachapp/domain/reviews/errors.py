"""What the room of reviews refuses."""

from __future__ import annotations

from coachapp.core.db import last_word
from coachapp.core.errors import Conflict, Invalid


class AlreadyAsked(Conflict):
    """A review of that version is asked for and not answered yet."""

    type = "already-asked"
    message = "You have asked for a review of this version already. The promised time stands beside it."


class NotAskedAnyMore(Conflict):
    """The request was answered or taken back."""

    type = "not-asked-any-more"
    message = "This request was answered or taken back. There is nothing to promise any more."


class NotWaiting(Conflict):
    """Nobody waits for an answer of the client."""

    type = "not-waiting"
    message = "Your coach does not wait for an answer here. Your document is with them."


class DraftExists(Conflict):
    """The author has a draft on that subject."""

    type = "draft-exists"
    message = "You have begun this review already."


class AlreadyPublished(Conflict):
    """The client can read it; what was said stays said."""

    type = "already-published"
    message = "This review is published. What was said stays; you can answer below a comment."


last_word("published_is_sealed", AlreadyPublished)


class NotPublished(Conflict):
    """Nothing was published yet."""

    type = "not-published"
    message = "This review is not published yet."


class Private(Conflict):
    """A comment that its author keeps to themself."""

    type = "private-comment"
    message = "This comment is yours alone. Nobody can answer below it."


class Closed(Conflict):
    """The client is through with the comment."""

    type = "comment-closed"
    message = "This comment is closed. Open it again to go on talking."


class StaleDraft(Conflict):
    """The draft was saved somewhere else meanwhile."""

    type = "stale-edit"
    message = "This draft was changed in another window. Both wordings are here; keep the one you want."


class StaleComment(Conflict):
    """The comment was reworded somewhere else meanwhile."""

    type = "stale-edit"
    message = "This comment was changed in another window. Both wordings are here; keep the one you want."


class StaleScore(Conflict):
    """The criterion got another level, or another reason, somewhere else meanwhile."""

    type = "stale-edit"
    message = "This was scored in another window meanwhile. Both are here; choose the one you mean."


class ScoredAlready(Conflict):
    """Levels were given by the rubric that the draft has."""

    type = "scored-already"
    message = "Something is scored already. What is scored keeps its rubric."


class OtherKind(Conflict):
    """Each kind of thing has rubrics of its own."""

    type = "other-kind"
    message = "This rubric is for something else. Choose one of the same kind."


class AlreadyRevealed(Conflict):
    """The client scored themself or skipped that, and has read the coach's scores since."""

    type = "already-revealed"
    message = "You have seen your coach's scores already. What you said before stays as it was."


class NotReady(Invalid):
    """The draft still owes something."""

    type = "not-ready"
    message = "Something is still owed before this can go out."


class NoSuchPassage(Invalid):
    """The words are not in the text."""

    type = "no-such-passage"
    message = "These words are not in the text. Copy them as they stand there."
