"""How a calendar stands, as people say it: what happened, what it means, what can be done."""

from __future__ import annotations

from coachapp.domain.calendars.models import CalendarSource, Trouble
from coachapp.domain.calendars.reasons import Reason

TROUBLES: dict[Trouble, tuple[str, str]] = {
    Trouble.ODD_ADDRESS: ("Its address is not one that can be read.", "Copy the address again and change it here."),
    Trouble.NOT_SECURE: ("It sends us on to an address without https.", "Ask its provider for an https address."),
    Trouble.NOT_PUBLIC: (
        "Its address leads into a private network.",
        "Use one that the internet can reach, or ask whoever runs this installation to allow that host.",
    ),
    Trouble.UNKNOWN_HOST: ("There is no server of that name.", "Look for a typing mistake in the address."),
    Trouble.NO_ANSWER: ("Its server did not answer.", "Nothing to do for now: it is tried again by itself."),
    Trouble.NOT_TRUSTED: (
        "Its server could not prove who it is.",
        "Tell its provider that the certificate is not valid.",
    ),
    Trouble.TOO_SLOW: (
        "Its server took longer than 15 seconds.",
        "Nothing to do for now: it is tried again by itself.",
    ),
    Trouble.TOO_LARGE: (
        "The file is larger than 5 MB.",
        "Share a calendar that holds the future alone, or move old events to another.",
    ),
    Trouble.TOO_MANY_REDIRECTS: ("It sends us from address to address.", "Copy the address again and change it here."),
    Trouble.CUT_OFF: ("The file broke off in the middle.", "Nothing to do for now: it is tried again by itself."),
    Trouble.SIGN_IN: (
        "Its server asks for a password.",
        "Copy the secret address from your calendar's settings, not the one from the browser's address bar.",
    ),
    Trouble.GONE: (
        "There is nothing at its address.",
        "Copy the address again from your calendar's settings and change it here.",
    ),
    Trouble.SERVER: ("Its server has a problem.", "Nothing to do for now: it is tried again by itself."),
    Trouble.NOT_A_CALENDAR: (
        "What came is not a calendar but something else, a web page perhaps.",
        "Copy the address that ends in .ics, or that is named iCal, from your calendar's settings.",
    ),
    Trouble.TOO_MUCH: ("It holds more than can be read.", "Share a calendar with fewer events."),
    Trouble.NO_CALENDARS: (
        "No calendars were found there.",
        "Look up the CalDAV address in your provider's help and give it in full.",
    ),
    Trouble.REFUSED: ("Its server does not allow that.", "Look whether this account may write to that calendar."),
    Trouble.LOCKED: ("Its address can't be opened with the key of this installation.", "Give the address once more."),
}

REASONS: dict[str, str] = {
    Reason.NO_START: "It says no start. It takes no time here.",
    Reason.ODD_START: "Its start is no date. It takes no time here.",
    Reason.ODD_END: "Its end lies before its start, or makes no sense. The time between is taken, or an hour.",
    Reason.ODD_RULE: "How it repeats makes no sense in part. What could be made out is taken.",
    Reason.TOO_OFTEN: "It repeats too often to follow. All of its time is taken, or its first time alone.",
    Reason.UNKNOWN_ZONE: "It names a time zone that nobody knows. It is read in the calendar's own, or yours.",
    Reason.BROKEN: "It is broken. It takes no time here.",
}


def count(n: int, one: str) -> str:
    """Say a number of things: "1 event", "214 events"."""
    return f"{n:,} {one}" if n == 1 else f"{n:,} {one}s"


def said(source: CalendarSource) -> str:
    """Say how a calendar stands, without when."""
    if source.state == "paused":
        return "Paused. Its times are free here."
    if source.state == "new":
        return "Not read yet. Until then nothing of it is taken."
    if source.trouble:
        what, do = TROUBLES[source.trouble]
        kept = " What it took before stays taken." if source.last_good_at else " Nothing of it is taken yet."
        return f"{what}{kept} {do}"
    unread = f", {source.events_unread:,} could not be read as they stand" if source.events_unread else ""
    return f"{count(source.events_read, 'event')} read{unread}."
