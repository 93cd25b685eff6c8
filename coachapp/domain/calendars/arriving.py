"""Gets a calendar from elsewhere and reads it: no database, no request, a value or a trouble."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coachapp.core import fetch
from coachapp.core.fetch import Answer, Question
from coachapp.domain.calendars import dav, reading
from coachapp.domain.calendars.models import Trouble
from coachapp.domain.calendars.reading import Reading
from coachapp.domain.calendars.turns import Turn


class NotArrived(Exception):
    """Nothing could be read; `trouble` says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(str(trouble))
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a calendar holds, and the marks by which its server knows this state of it."""

    reading: Reading
    etag: str | None = None
    last_modified: str | None = None


def get(turn: Turn, now: datetime) -> Arrived | None:
    """Get a calendar and read it; None where it is as it was. Raises NotArrived, and TryLater of the reading."""
    return _from_account(turn, turn.login, now) if turn.login else _from_feed(turn, now)


def _from_account(turn: Turn, login: dav.Login, now: datetime) -> Arrived | None:
    try:
        mark = dav.state(login, turn.address)
        if mark is not None and mark == turn.etag:
            return None
        body = dav.events(login, turn.address, *reading.horizon(now))
    except dav.DavTrouble as failure:
        raise NotArrived(failure.trouble) from None
    answer = Answer(200, {}, body or b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "")
    return Arrived(_read(answer, turn.zone, now), mark)


def _from_feed(turn: Turn, now: datetime) -> Arrived | None:
    marks = {"If-None-Match": turn.etag, "If-Modified-Since": turn.last_modified}
    wanted = {"Accept": "text/calendar, */*;q=0.5"} | {name: mark for name, mark in marks.items() if mark}
    try:
        answer = fetch.ask(turn.address, Question(headers=wanted))
    except fetch.NotFetched as failure:
        raise NotArrived(Trouble(failure.trouble)) from None
    if answer.status == 304 and (turn.etag or turn.last_modified):
        return None
    if answer.status != 200:
        raise NotArrived(_refused(answer.status))
    return Arrived(_read(answer, turn.zone, now), answer.headers.get("etag"), answer.headers.get("last-modified"))


def _refused(status: int) -> Trouble:
    if status in {401, 403, 407}:
        return Trouble.SIGN_IN
    return Trouble.GONE if status in {404, 410} else Trouble.SERVER


def _read(answer: Answer, zone: str, now: datetime) -> Reading:
    try:
        found = reading.read(answer.body, zone, now)
    except reading.NotRead as failure:
        raise NotArrived(Trouble(failure.trouble)) from None
    if not found.is_whole and not answer.is_measured:
        raise NotArrived(Trouble.CUT_OFF)
    return found
