"""Write to the employer: once, with one follow-up, and keep what they answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from coachapp.core import clock, throttle
from coachapp.core.db import db
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity import service as activity
from coachapp.domain.clients.models import Client
from coachapp.domain.notifications.service import Recipient, notify
from coachapp.domain.rejections import policies
from coachapp.domain.rejections.errors import AddressNeeded, AlreadySent, LetterNotReady, NoFollowUp
from coachapp.domain.rejections.kinds import FollowUp, LetterState
from coachapp.domain.rejections.letter import check
from coachapp.domain.rejections.models import FeedbackRequest, Rejection
from coachapp.domain.rejections.quiet import next_morning
from coachapp.domain.rejections.service.endings import be_ready

_ENOUGH = "Ten letters in a day are enough. Copy this one, or send it tomorrow."


def _request(rejection: Rejection, *, text: str) -> FeedbackRequest:
    found = db.session.scalar(select(FeedbackRequest).where(FeedbackRequest.rejection_id == rejection.id))
    if found is None:
        found = FeedbackRequest(
            id=new_id(), rejection_id=rejection.id, client_id=rejection.client_id, text=text, state=LetterState.DRAFT
        )
        db.session.add(found)
    return found


def write_letter(
    actor: Viewer,
    rejection: Rejection,
    *,
    text: str,
    to_address: str = "",
    to_name: str = "",
    follow_up: FollowUp = FollowUp.REMIND,
) -> FeedbackRequest:
    """Keep the letter as it stands; it is ready once nothing in it needs another look."""
    be_ready(actor, rejection)
    request = _request(rejection, text=text)
    if request.state is LetterState.SENT:
        raise AlreadySent
    request.text, request.to_address, request.to_name, request.follow_up = text, to_address, to_name, follow_up
    if request.state is not LetterState.COPIED:
        request.state = LetterState.DRAFT if check(text) else LetterState.READY
    db.session.flush()
    return request


def send_letter(
    actor: Viewer,
    rejection: Rejection,
    *,
    text: str,
    to_address: str,
    to_name: str = "",
    follow_up: FollowUp = FollowUp.REMIND,
    tomorrow: bool = False,
) -> FeedbackRequest:
    """Send the letter in the client's own name, now or tomorrow at nine; it leaves once."""
    if not to_address:
        raise AddressNeeded(fields={"to_address": [AddressNeeded.message]})
    findings = check(text)
    if findings:
        raise LetterNotReady(fields={"text": [finding.message for finding in findings]})
    request = write_letter(actor, rejection, text=text, to_address=to_address, to_name=to_name, follow_up=follow_up)
    client = rejection.client
    throttle.hit("10/day", "feedback-letter", str(client.id), message=_ENOUGH)
    due_at = next_morning(clock.now(), clock.zone(client.time_zone)) if tomorrow else clock.now()
    request.state, request.sent_at = LetterState.SENT, due_at
    _post(client, request, "feedback_letter", due_at)
    activity.record(actor, "letter.sent", rejection, client_id=client.id)
    return request


def mark_copied(actor: Viewer, rejection: Rejection, *, text: str, to_name: str = "") -> FeedbackRequest:
    """Note that the client sends the letter from their own mailbox."""
    be_ready(actor, rejection)
    request = _request(rejection, text=text)
    if request.state is LetterState.SENT:
        raise AlreadySent
    request.text, request.to_name = text, to_name
    request.state, request.sent_at = LetterState.COPIED, clock.now()
    db.session.flush()
    activity.record(actor, "letter.copied", rejection, client_id=rejection.client_id)
    return request


def follow_up(actor: Viewer | None, rejection: Rejection, request: FeedbackRequest) -> None:
    """Send the one gentle follow-up; the client asks for it, or asked for it beforehand."""
    if actor is not None:
        require(policies.may_write(actor, rejection.client))
    if not can_follow_up(request):
        raise NoFollowUp
    request.followed_up_at = clock.now()
    if request.state is LetterState.SENT:
        _post(rejection.client, request, "feedback_follow_up", clock.now())
    activity.record(actor, "letter.followed_up", rejection, client_id=rejection.client_id)


def can_follow_up(request: FeedbackRequest) -> bool:
    """Tell whether a follow-up is still owed to nobody: the letter is out, no reply, none sent yet."""
    return (
        request.state in {LetterState.SENT, LetterState.COPIED}
        and request.followed_up_at is None
        and request.replied_at is None
        and request.sent_at is not None
        and request.sent_at <= clock.now()
    )


def write_reply(actor: Viewer, rejection: Rejection, request: FeedbackRequest, *, reply: str) -> None:
    """Keep what the employer answered."""
    require(policies.may_write(actor, rejection.client))
    request.reply, request.replied_at = reply, clock.now()
    activity.record(actor, "letter.answered", rejection, client_id=rejection.client_id)


def _post(client: Client, request: FeedbackRequest, kind: str, due_at: datetime) -> None:
    notify(
        Recipient(request.to_address, request.to_name, client.time_zone),
        kind,
        key=f"{kind}:{request.id}",
        subject_id=request.id,
        due_at=due_at,
    )
