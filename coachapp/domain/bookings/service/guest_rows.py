"""What a guest brings, as rows."""

from __future__ import annotations

from collections.abc import Mapping

from coachapp.core.ids import new_id
from coachapp.domain.bookings.attached import BookingFile
from coachapp.domain.bookings.guest import Guest, Resume
from coachapp.domain.bookings.models import Booking
from coachapp.domain.bookings.persons import person_of


def of_guest(guest: Guest) -> Booking:
    """Make a meeting of what is known of its guest; it has no time yet."""
    made = new_id()
    booking = Booking(
        id=made,
        uid=f"{made}@coachapp",
        guest_name=guest.name,
        guest_email=guest.email,
        person=person_of(guest.email),
        time_zone=guest.time_zone,
        language=guest.language,
        goal=guest.goal,
        note=guest.note,
        sequence=0,
    )
    if guest.resume:
        booking.resume_key, booking.resume_name = guest.resume.key, guest.resume.name
        booking.resume_type = guest.resume.type
    return booking


def hang_files(booking: Booking, files: Mapping[str, Resume]) -> list[BookingFile]:
    """Give each file as a row of a meeting that nobody wrote yet, with its id on the answer that it is."""
    rows = []
    for answer in booking.answers:
        file = files.get(answer["question"])
        if file is not None:
            facts = {"storage_key": file.key, "name": file.name, "media_type": file.type}
            row = BookingFile(id=new_id(), booking_id=booking.id, question=answer["question"], **facts)
            answer["file_id"] = str(row.id)
            rows.append(row)
    return rows
