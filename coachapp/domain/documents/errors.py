"""What the room of documents refuses."""

from __future__ import annotations

from coachapp.core.errors import Conflict, Forbidden, Invalid, TooLarge
from coachapp.core.tongue import marked


class FileRefused(Invalid):
    """This file is none that we take."""

    type = "file-refused"
    message = marked("Please send a PDF or a Word file (.docx).")


class FileMissing(Invalid):
    """No file came along."""

    type = "file-missing"
    message = marked("Choose a file first.")


class NothingSent(FileMissing):
    """Neither a file nor a link came along."""

    type = "unprocessable-entity"


class QuotaFull(TooLarge):
    """There is no room left for more files."""

    type = "quota-full"
    message = marked("There is no room left for more files in this account. Ask your coach to make some.")


class QuotaFullOfBin(QuotaFull):
    """There would be room, were it not for the bin."""

    message = marked(
        "There is no room left for this file. What lies in the bin counts until it is deleted: empty the bin, "
        "or send a smaller file."
    )


class FileOrLink(Invalid):
    """A version is one of the two."""

    type = "file-or-link"
    message = "Send a file or a link, not both."


class NoLink(Invalid):
    """This kind of document can't be a page on the web."""

    type = "no-link"
    message = "A resume or a letter goes out as a file. A link can be a portfolio."


class LinkRefused(Invalid):
    """This address is none that we take."""

    type = "link-refused"
    message = "Employers can't open this address. Give the public one, without a name or password in it."


class IsNewest(Conflict):
    """This version is the newest already."""

    type = "is-newest"
    message = "This version is the newest one already."


class OnlyTheirs(Forbidden):
    """Documents are removed by those whose they are."""

    type = "only-theirs"
    message = "Only clients themselves remove their documents. You can archive this one."


class NothingBefore(Conflict):
    """There is no earlier version to compare with."""

    type = "nothing-before"
    message = marked("This is the first version of its document: there is nothing to compare it with yet.")


class NotRead(Conflict):
    """One of two versions has no text yet, or never will."""

    type = "not-read"
    message = marked("One of these versions has no text that could be compared, or is still being read.")


class NoText(Conflict):
    """A version has no text, or none yet."""

    type = "no-text"
    message = "This version has no text that a machine could read, or is still being read."


class NotShared(Forbidden):
    """The client keeps their documents to themselves."""

    type = "not-shared"
    message = marked("This client doesn't share documents at the moment, so none can be added here.")
