"""The letters of a sequence, as their readers get them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from coachapp.core import clock, signing, walls
from coachapp.domain.accounts import service as accounts
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.bookings import queries
from coachapp.domain.bookings import service as bookings_service
from coachapp.domain.bookings.models import Booking
from coachapp.domain.clients import service as clients
from coachapp.domain.notifications.letters import writer_of
from coachapp.domain.notifications.message import compose
from coachapp.domain.notifications.models import Notification
from coachapp.domain.plans import service as plans
from coachapp.domain.reminders import service
from coachapp.domain.reminders.models import STOP
from coachapp.domain.reminders.queries import behind_stop_link
from tests.factories import bookings, steps
from tests.golden import kept, letter_text

MEETING = datetime(2027, 3, 2, 14, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
GUEST = {
    "name": "Amira Haddad",
    "email": "amira@example.org",
    "time_zone": "Asia/Tokyo",
    "goal": "A product role",
    "note": "Back from leave",
    "answers": {"What role are you looking for?": "Product lead"},
}


@pytest.fixture
def booking(inside: Viewer, monkeypatch: pytest.MonkeyPatch) -> Booking:
    """Give a meeting on a day that never changes, and switch its whole sequence on."""
    monkeypatch.setattr(clock, "_offset", datetime(2027, 2, 22, 9, tzinfo=UTC) - datetime.now(UTC))
    accounts.change_profile(inside, name="Nora Voss", time_zone="Europe/Berlin")
    offer = bookings.offer(inside)
    service.switch(inside, offer, steps.usual(offer, "not_now"), is_on=True)
    taken = bookings_service.book(offer, bookings_service.Guest(**GUEST), starts_at=MEETING)
    return queries.get_booking(inside, taken.id)


def owed(booking: Booking, name: str) -> dict[str, Notification]:
    """Give what that step owes, by side, after a sweep at each of its times."""
    for at in (MEETING - DAY, MEETING - HOUR, MEETING - HOUR / 4, MEETING + 2.5 * HOUR, MEETING + 30.1 * DAY):
        steps.sweep(at)
    return {each.facts["side"]: each for each in steps.owed(booking, name)}


def as_kept(booking: Booking, name: str, *sides: str) -> str:
    both = owed(booking, name)
    text = "\n----\n\n".join(letter_text(both[side]) or "" for side in sides)
    text = re.sub(r"owner\d+@", "owner@", text).replace(str(booking.id), "ID")
    text = re.sub(r"/(bookings|follow-ups)/[\w-]{60,}", r"/\1/TOKEN", text)
    return re.sub(r"/book/consultation-\d+", "/book/talk", text)


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("day_before", ["guest", "coach"]),
        ("hour_before", ["guest", "coach"]),
        ("brief", ["coach"]),
        ("thanks", ["guest"]),
        ("not_now", ["guest"]),
    ],
)
def test_the_usual_letters_read_like_this(booking: Booking, name: str, sides: list[str]) -> None:
    assert as_kept(booking, name, *sides) == kept(f"reminder_{name}")


def test_a_brief_on_a_client_tells_what_happened_since(inside: Viewer, booking: Booking) -> None:
    client = bookings_service.make_client(inside, booking)
    later = bookings_service.book(
        booking.event_type,
        bookings_service.Guest(**{**GUEST, "answers": {}, "note": ""}),
        starts_at=MEETING + 3 * DAY,
        client_id=client.id,
    )
    clients.write_note(inside, client, held_on=MEETING.date(), text="Kept to myself", is_private=True)
    plans.add(inside, client, title="Rewrite the first bullet", evidence_kind="client", evidence_id=client.id)

    steps.sweep(later.starts_at - HOUR / 4)

    text = letter_text(steps.owed(later, "brief")[0]) or ""
    assert "Met before: Tue 2 March 2027: Free consultation\n" in text
    assert "Open steps: Rewrite the first bullet" in text
    assert "Last note: Said when booking:" in text
    assert "Kept to myself" not in text


def test_a_follow_up_is_kept_from_who_became_a_client_or_booked_again(inside: Viewer, booking: Booking) -> None:
    follow_up = owed(booking, "not_now")["guest"]
    assert writer_of(follow_up.kind)(follow_up) is not None

    again = bookings_service.book(booking.event_type, bookings_service.Guest(**GUEST), starts_at=MEETING + DAY)
    assert writer_of(follow_up.kind)(follow_up) is None
    bookings_service.cancel(queries.get_booking(inside, again.id))
    assert writer_of(follow_up.kind)(follow_up) is not None
    clients.add(
        inside, name="Amira", email="AMIRA@example.org", time_zone="UTC", goal="", coach_id=inside.membership_id
    )
    assert writer_of(follow_up.kind)(follow_up) is None


def test_who_stopped_them_gets_reminders_but_no_thanks(booking: Booking) -> None:
    thanks, reminder = owed(booking, "thanks")["guest"], owed(booking, "day_before")["guest"]

    service.stop(booking)
    service.stop(booking)

    assert writer_of(thanks.kind)(thanks) is None
    assert writer_of(reminder.kind)(reminder) is not None
    service.resume(booking)
    assert writer_of(thanks.kind)(thanks) is not None


def test_nothing_is_written_in_the_name_of_a_coach_who_has_left(booking: Booking) -> None:
    thanks = owed(booking, "thanks")["guest"]

    booking.coach.ended_at = clock.now()

    assert writer_of(thanks.kind)(thanks) is None


def test_the_link_to_stop_is_for_that_alone(booking: Booking) -> None:
    token = service.stop_url(booking).rpartition("/")[2]
    walls.enter(booking.practice_id)

    assert behind_stop_link(token).id == booking.id
    assert signing.unsign("manage-booking", token) is None
    assert signing.unsign(STOP, token) == (booking.id, 1)


def test_coaches_words_reach_the_reader_as_text(inside: Viewer, booking: Booking) -> None:
    step = steps.usual(booking.event_type, "day_before")
    booking.guest_name = "Eve <b>\r\nBcc: x@y.example"
    service.change(
        inside, booking.event_type, step, subject="{guest}: {start}", body="Hi,\nbring <b>{goal}</b>.\n\n{link}"
    )

    owing = owed(booking, "day_before")["guest"]
    owing.to_name = booking.guest_name
    letter = writer_of(owing.kind)(owing)
    assert letter is not None
    mail = compose(letter, owing, mail_from="a@b.example", practice="P", sent_at=MEETING)
    html = mail.get_body(("html",)).get_content()

    assert mail["Subject"] == "Eve <b> Bcc: …: Tue 2 March, 23:00"
    assert mail["Bcc"] is None
    assert "Hi,<br>bring &lt;b&gt;A product role&lt;/b&gt;." in html
    assert html.count("<a ") == 1
    assert letter.paragraphs[1] == bookings_service.manage_url(booking)


def test_a_reminder_that_the_release_before_owed_is_sent_once(booking: Booking) -> None:
    guest = owed(booking, "day_before")["guest"]
    guest.kind, guest.facts = "day_before", {"side": "guest", "sequence": 0}

    steps.sweep(MEETING - DAY)

    assert writer_of("day_before")(guest) is not None
    assert guest.key == f"booking:{booking.id}:0:day_before:guest"
    assert [each.facts["side"] for each in steps.owed(booking, "day_before")] == ["coach"]
