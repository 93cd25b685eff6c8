"""Speaks CalDAV (RFC 4791) by the house's own way out: finds calendars, reads events, writes and deletes one.

Every call goes through core/fetch, so that the rules for addresses hold for whatever a server names as its own.
The password goes to the account's host alone, or to another of the same domain.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, urljoin, urlsplit
from xml.sax.saxutils import escape

from coachapp.core import fetch
from coachapp.core.fetch import Answer, Question
from coachapp.domain.calendars.models import Trouble
from coachapp.domain.calendars.multistatus import CAL, CS, DAV, NotMultistatus, Response, responses

_SPACES = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://calendarserver.org/ns/"'
_MOST = 10 * 1024 * 1024
_GOOD = {200, 201, 204, 207}


class DavTrouble(Exception):
    """The server did not do what was asked; `trouble` says why, `status` what it answered."""

    def __init__(self, trouble: Trouble, status: int = 0) -> None:
        super().__init__(str(trouble))
        self.trouble = trouble
        self.status = status


@dataclass(frozen=True, slots=True)
class Login:
    """Where an account lives and who signs in there."""

    address: str
    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """One calendar of an account."""

    url: str
    name: str
    is_writable: bool


def calendars(login: Login) -> list[Found]:
    """Ask which calendars an account has: from the address given, its principal, or the well-known place."""
    asked = [login.address, urljoin(login.address, "/.well-known/caldav")]
    last = DavTrouble(Trouble.NO_CALENDARS)
    for address in asked:
        try:
            if found := list(_at(login, address)):
                return found
        except DavTrouble as trouble:
            last = trouble if trouble.trouble is not Trouble.GONE else last
            if trouble.trouble is Trouble.SIGN_IN:
                break
    raise last


def _at(login: Login, address: str) -> Iterator[Found]:
    wanted = "<d:resourcetype/><d:current-user-principal/><c:calendar-home-set/>"
    answer = _propfind(login, address, wanted, depth=0)
    here = next(_told(answer), None)
    if here is None:
        return
    home, principal = here.link(f"{CAL}calendar-home-set"), here.link(f"{DAV}current-user-principal")
    if not home and principal:
        told = next(_told(_propfind(login, principal, "<c:calendar-home-set/>", depth=0)), None)
        home = told.link(f"{CAL}calendar-home-set") if told else None
    yield from _listed(login, home or answer.url)


def _listed(login: Login, home: str) -> Iterator[Found]:
    wanted = "<d:resourcetype/><d:displayname/><c:supported-calendar-component-set/><d:current-user-privilege-set/>"
    for each in _told(_propfind(login, home, wanted, depth=1)):
        kinds = {kind.get("name", "").upper() for kind in each.all(f"{CAL}comp")}
        if each.has(f"{DAV}resourcetype/{CAL}calendar") and (not kinds or "VEVENT" in kinds):
            rights = {right.tag for right in each.all(f"{DAV}privilege/*")}
            may = not rights or bool(rights & {f"{DAV}all", f"{DAV}write", f"{DAV}write-content", f"{DAV}bind"})
            name = each.text(f"{DAV}displayname") or each.url.rstrip("/").rpartition("/")[2]
            yield Found(each.url, " ".join(name.split())[:80], may)


def state(login: Login, url: str) -> str | None:
    """Give the mark of a calendar's present state, or None where its server has none."""
    answer = _propfind(login, url, "<s:getctag/><d:sync-token/>", depth=0)
    here = next(_told(answer), None)
    return (here.text(f"{CS}getctag") or here.text(f"{DAV}sync-token") or None) if here else None


def events(login: Login, url: str, since: datetime, until: datetime) -> bytes:
    """Give the events of a calendar that touch a span of time, each as its server keeps it, one after the other."""
    span = f'<c:time-range start="{_stamp(since)}" end="{_stamp(until)}"/>'
    return b"\r\n".join(text.encode() for _, text in _query(login, url, span))


def put(login: Login, calendar_url: str, href: str | None, uid: str, text: str) -> str:
    """Write one event, over whatever stands there; gives where it stands."""
    place = href or urljoin(calendar_url.rstrip("/") + "/", quote(uid, safe="") + ".ics")
    try:
        _ask(login, "PUT", place, text, {"Content-Type": "text/calendar; charset=utf-8"})
    except DavTrouble as refusal:
        if refusal.status not in {403, 404, 409, 412}:
            raise
        other = find(login, calendar_url, uid)  # the invitation came there by mail before us, or it was moved
        if other is None and href is not None:
            return put(login, calendar_url, None, uid, text)
        if other is None or other == place:
            raise
        _ask(login, "PUT", other, text, {"Content-Type": "text/calendar; charset=utf-8"})
        return other
    return place


def delete(login: Login, href: str) -> None:
    """Delete one event; where it is gone already, that is as well."""
    try:
        _ask(login, "DELETE", href)
    except DavTrouble as trouble:
        if trouble.trouble is not Trouble.GONE:
            raise


def find(login: Login, url: str, uid: str) -> str | None:
    """Give where the event of that UID stands in a calendar, or None."""
    wanted = f'<c:prop-filter name="UID"><c:text-match collation="i;octet">{escape(uid)}</c:text-match></c:prop-filter>'
    return next((href for href, _ in _query(login, url, wanted)), None)


def _query(login: Login, url: str, inner: str) -> Iterator[tuple[str, str]]:
    body = (
        f"<c:calendar-query {_SPACES}><d:prop><c:calendar-data/></d:prop><c:filter>"
        f'<c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">{inner}</c:comp-filter></c:comp-filter>'
        "</c:filter></c:calendar-query>"
    )
    answer = _ask(login, "REPORT", url, body, {"Depth": "1"})
    return ((each.url, text) for each in _told(answer) if (text := each.text(f"{CAL}calendar-data")))


def _told(answer: Answer) -> Iterator[Response]:
    try:
        return iter(responses(answer.url, answer.body))
    except NotMultistatus:
        raise DavTrouble(Trouble.NOT_A_CALENDAR) from None


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _propfind(login: Login, url: str, wanted: str, *, depth: int) -> Answer:
    body = f"<d:propfind {_SPACES}><d:prop>{wanted}</d:prop></d:propfind>"
    return _ask(login, "PROPFIND", url, body, {"Depth": str(depth)})


def _ask(login: Login, method: str, url: str, body: str = "", headers: dict[str, str] | None = None) -> Answer:
    if not is_near(login.address, url):
        raise DavTrouble(Trouble.NOT_SECURE)
    pair = base64.b64encode(f"{login.username}:{login.password}".encode()).decode()
    sent = {"Content-Type": "application/xml; charset=utf-8", **(headers or {}), "Authorization": f"Basic {pair}"}
    raw = body.encode() if body else None
    try:
        answer = fetch.ask(
            url, Question(method, sent if body else {**sent, "Content-Length": "0"}, raw, most_bytes=_MOST)
        )
    except fetch.NotFetched as failure:
        raise DavTrouble(Trouble(failure.trouble)) from None
    if answer.status in _GOOD:
        return answer
    if answer.status == 401:
        raise DavTrouble(Trouble.SIGN_IN, 401)
    if answer.status in {404, 405, 410}:
        raise DavTrouble(Trouble.GONE, answer.status)
    raise DavTrouble(Trouble.SERVER if answer.status >= 500 else Trouble.REFUSED, answer.status)


def is_near(home: str, url: str) -> bool:
    """Tell whether a password for one address may go to another: the same host, or a sister below one domain.

    A short last name but one (co.uk) is taken for a public suffix, below which strangers live side by side.
    """
    one, two = urlsplit(home), urlsplit(url)
    first, second = (one.hostname or "").split("."), (two.hostname or "").split(".")
    if first == second:
        return two.scheme in {one.scheme, "https"}
    shared = 3 if len(first) > 1 and len(first[-2]) <= 3 else 2
    is_sister = len(first) > shared and first[-shared:] == second[-shared:]
    return is_sister and two.scheme == "https" and not first[-1].isdigit()
