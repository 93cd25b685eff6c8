"""What can't be done with calendars, in words."""

from __future__ import annotations

from coachapp.core.errors import Conflict, Gone, Invalid
from coachapp.core.fetch import Trouble


class AddressOdd(Invalid):
    """That is no address that can be read."""

    type, title = "calendar-address", "That address can't be read"
    message = "This is not the address of a calendar. It begins with https:// or webcal:// and often ends with .ics."


class AddressPrivate(Invalid):
    """The address leads into a private network."""

    type, title = "calendar-address-private", "That address is private"
    message = "This address leads into a private network. Give one that can be reached from the internet."


def address_refused(trouble: Trouble) -> Invalid:
    """Give the refusal of an address, at its field."""
    kind = AddressPrivate if trouble is Trouble.NOT_PUBLIC else AddressOdd
    return kind(fields={"address": [kind.message]})


class NotByAddress(Conflict):
    """A calendar of an account is read where the account says."""

    type, title = "calendar-of-account", "This one belongs to an account"
    message = "This calendar is read through its account. Change the account instead."


class AddedAlready(Conflict):
    """The coach has that calendar already."""

    type, title = "calendar-added-already", "You have that one"
    message = "You added this calendar already. Read it again, or remove it first."


class TooManySources(Conflict):
    """More calendars than are read for one coach."""

    type, title = "too-many-calendars", "That is enough calendars"
    message = "Up to twenty calendars are read for you. Remove one first."


class FeedLinkOver(Gone):
    """A feed's link that was replaced by a newer one, or whose person has left."""

    type = "feed-link-replaced"
    message = "This calendar link was replaced by a newer one. Its owner finds that one in their settings."
