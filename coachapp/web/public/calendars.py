"""People's own meetings as a calendar to subscribe to, by a secret link. Reading it changes nothing."""

from __future__ import annotations

from flask import Response, request

from coachapp.core import clock
from coachapp.core.throttle import hit
from coachapp.domain.bookings import queries
from coachapp.domain.bookings.feed import Feed
from coachapp.domain.calendars import feeds
from coachapp.doors.policy import Door, Policy

bp = Door("calendars", __name__, policy=Policy.PUBLIC)


@bp.get("/calendar/<token>.ics")
def feed(token: str) -> Response:
    """Give somebody's own meetings; 304 where nothing has changed since they asked last."""
    hit("240/minute", "feed", request.remote_addr or "unknown")
    owner = feeds.owner_of(token)
    mine = Feed(
        f"{owner.practice_name}: my meetings", queries.own_meetings(owner, clock.now()), for_guest=not owner.is_coach
    )
    answer = Response(status=304)
    if mine.etag not in request.if_none_match:
        answer = Response(mine.written(), content_type="text/calendar; charset=utf-8")
        answer.headers["Content-Disposition"] = 'inline; filename="meetings.ics"'
    answer.set_etag(mine.etag)
    answer.headers["Cache-Control"] = "private, max-age=300"
    return answer
