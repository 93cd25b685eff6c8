"""Prove that what must hold does hold: files and rows agree, nothing overlaps, nothing is stuck, no wall leaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, func, select, text
from sqlalchemy.orm import aliased

from coachapp.core import clock, storage
from coachapp.core.db import TenantRecord, db
from coachapp.domain.bookings.attached import BookingFile
from coachapp.domain.bookings.kinds import Status as BookingStatus
from coachapp.domain.bookings.models import Booking
from coachapp.domain.calendars.models import CalendarCopy, CalendarSource
from coachapp.domain.documents.models import State as VersionState
from coachapp.domain.documents.models import Version, VersionPage
from coachapp.domain.notifications.models import Notification
from coachapp.domain.notifications.models import State as MessageState

GRACE = timedelta(minutes=5)
YOUNG = timedelta(hours=1)
SEALED = {"reviews", "comments", "scores", "next_steps"}
"""What the database itself keeps as it was published."""


@dataclass(frozen=True)
class Finding:
    """Something that should not be, and where."""

    check: str
    subject: str
    said: str


def examine_practice() -> Iterator[Finding]:
    """Look at the practice that was entered."""
    yield from _rows_without_files()
    yield from _overlaps()
    yield from _stuck()
    yield from _references_over_the_wall()


def keys_in_use() -> set[str]:
    """Give the storage keys that rows of this practice name."""
    columns = (
        Version.storage_key,
        Version.preview_key,
        VersionPage.image_key,
        Booking.resume_key,
        BookingFile.storage_key,
    )
    return {key for column in columns for key in db.session.scalars(select(column).where(column.is_not(None))) if key}


def examine_files(in_use: set[str]) -> Iterator[Finding]:
    """Find files older than an hour that no row of any practice names."""
    latest = (clock.now() - YOUNG).timestamp()
    for key, put_at in storage.current().keys():  # noqa: SIM118 - a store's keys, not a dict's
        if key not in in_use and put_at < latest:
            yield Finding("file without its row", key, "No row names this file; it can be removed.")


def _rows_without_files() -> Iterator[Finding]:
    for key in sorted(keys_in_use()):
        if not storage.current().has(key):
            yield Finding("row without its file", key, "A row names this file and it is not there. Restore it.")


def _overlaps() -> Iterator[Finding]:
    other = aliased(Booking)
    pairs: Select[Booking] = (
        select(Booking)
        .join(other, (other.coach_id == Booking.coach_id) & (other.id > Booking.id))
        .where(
            Booking.status == BookingStatus.CONFIRMED,
            other.status == BookingStatus.CONFIRMED,
            Booking.busy.op("&&")(other.busy),
        )
    )
    for booking in db.session.scalars(pairs):
        yield Finding("overlapping bookings", str(booking.id), "Two meetings of one coach overlap. Move one.")


def _stuck() -> Iterator[Finding]:
    late = clock.now() - GRACE
    messages = select(Notification.id).where(
        Notification.state == MessageState.SENDING, Notification.lease_until < late
    )
    versions = select(Version.id).where(Version.state == VersionState.READING, Version.leased_until < late)
    calendars = select(CalendarSource.id).where(CalendarSource.leased_until < late)
    copies = select(CalendarCopy.id).where(CalendarCopy.leased_until < late)
    stuck = (("message", messages), ("version", versions), ("calendar", calendars), ("calendar copy", copies))
    for name, query in stuck:
        for found in db.session.scalars(query):
            yield Finding(f"stuck {name}", str(found), "Its lease ended and nobody took it up. Is the worker running?")


def _references_over_the_wall() -> Iterator[Finding]:
    """Row security hides foreign rows, so a reference over the wall looks like one to nothing."""
    tables = [table for table in TenantRecord.metadata.sorted_tables if "practice_id" in table.c]
    for table in tables:
        for key in table.foreign_key_constraints:
            if "practice_id" not in key.column_keys or key.referred_table not in tables:
                continue
            child = next(name for name in key.column_keys if name != "practice_id")
            parent = key.referred_table.alias()
            query = (
                select(func.count())
                .select_from(table)
                .where(table.c[child].is_not(None), ~select(parent.c.id).where(parent.c.id == table.c[child]).exists())
            )
            if n := db.session.scalar(query):
                yield Finding("cross-practice reference", f"{table.name}.{child}", f"{n} rows point outside.")


def examine_database() -> Iterator[Finding]:
    """Find tables on which the database would let published words be changed: their seal is gone or switched off."""
    standing = text(
        "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
        "WHERE tgname = 'published_is_sealed' AND tgenabled IN ('O', 'A')"
    )
    for table in sorted(SEALED - set(db.session.scalars(standing))):
        yield Finding(
            "published without a seal",
            table,
            "Its seal is gone or off. Make the trigger as its migration does.",
        )


def binds_row_security() -> bool:
    """Tell whether row security binds the app's role: neither superuser nor free of it."""
    free = db.session.execute(
        text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    ).scalar_one()
    return not free
