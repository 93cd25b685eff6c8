"""Calendar accounts: sign in there, choose what is read and what is written, let go of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import Select, func, select

from coachapp.core import clock, fetch, queue, sealing, signing
from coachapp.core.db import db
from coachapp.core.errors import Invalid, NotFound
from coachapp.core.ids import new_id
from coachapp.domain.accounts.viewer import Viewer, require
from coachapp.domain.activity.service import record
from coachapp.domain.calendars import policies
from coachapp.domain.calendars.dav import Found, Login
from coachapp.domain.calendars.errors import TooManySources, address_refused
from coachapp.domain.calendars.models import (
    ADDRESS,
    LOGIN,
    CalendarAccount,
    CalendarSource,
    SourceKind,
    Trouble,
)

MOST = 5


def accounts_visible_to(viewer: Viewer) -> Select[CalendarAccount]:
    """Coaches see their own accounts; nobody sees another's."""
    query: Select[CalendarAccount] = select(CalendarAccount)
    return query.where(CalendarAccount.coach_id == viewer.membership_id)


def accounts(viewer: Viewer) -> Sequence[CalendarAccount]:
    """Give the viewer's accounts, the first added first."""
    return db.session.scalars(accounts_visible_to(viewer).order_by(CalendarAccount.id)).all()


def get_account(viewer: Viewer, account_id: UUID) -> CalendarAccount:
    """Give one of the viewer's own accounts."""
    found = db.session.scalar(accounts_visible_to(viewer).where(CalendarAccount.id == account_id))
    if found is None:
        raise NotFound
    return found


def add_account(actor: Viewer, *, address: str, username: str, password: str, name: str = "") -> CalendarAccount:
    """Keep how to sign in there; which calendars it has is asked at once, elsewhere."""
    require(policies.may_add(actor), "Coaches have calendars.")
    mine = select(func.count()).select_from(CalendarAccount).where(CalendarAccount.coach_id == actor.membership_id)
    if (db.session.scalar(mine) or 0) >= MOST:
        raise TooManySources("Up to five accounts are kept for you. Remove one first.")
    account = CalendarAccount(id=new_id(), coach_id=actor.membership_id)
    _sign_in(account, address, username, password)
    account.name = name or account.host
    db.session.add(account)
    record(actor, "calendar_account.added", account)
    _ask(account)
    return account


def change_account(actor: Viewer, account: CalendarAccount, *, password: str, username: str = "") -> CalendarAccount:
    """Sign in there otherwise from now on."""
    require(policies.may_use(actor, account))
    address = sealing.unseal(ADDRESS, account.address)
    _sign_in(account, address, username or account.username, password)
    record(actor, "calendar_account.changed", account)
    _ask(account)
    return account


def ask_again(actor: Viewer, account: CalendarAccount) -> CalendarAccount:
    """Ask the server anew which calendars it has."""
    require(policies.may_use(actor, account))
    _ask(account)
    return account


def remove_account(actor: Viewer, account: CalendarAccount) -> None:
    """Forget the account, and what its calendars took; meetings that were written there stay there."""
    require(policies.may_use(actor, account))
    record(actor, "calendar_account.removed", account)
    db.session.delete(account)


def choose(actor: Viewer, account: CalendarAccount, *, reads: Collection[str], writes_to: str = "") -> CalendarAccount:
    """Read these of its calendars from now on, and write meetings into that one (or none)."""
    require(policies.may_use(actor, account))
    known = {each["url"]: each for each in account.found}
    if not set(reads) <= known.keys() or (writes_to and not known.get(writes_to, {}).get("is_writable")):
        raise Invalid(fields={"reads": ["Pick from the calendars of this account."]})
    account.writes_to = writes_to or None
    sources = db.session.scalars(select(CalendarSource).where(CalendarSource.account_id == account.id)).all()
    there = {sealing.unseal(ADDRESS, source.address): source for source in sources}
    for url, source in there.items():
        if url not in reads:
            db.session.delete(source)
    for url in reads:
        if url not in there:
            _read(account, url, known[url]["name"])
    record(actor, "calendar_account.chosen", account)
    return account


def read_urls(account: CalendarAccount) -> set[str]:
    """Give which calendars of the account are read."""
    sealed = db.session.scalars(select(CalendarSource.address).where(CalendarSource.account_id == account.id))
    return {sealing.unseal(ADDRESS, address) for address in sealed}


def login_of(account_id: UUID) -> Login | None:
    """Give how to sign in to an account, or None where it is gone; raises SealBroken."""
    account = db.session.get(CalendarAccount, account_id)
    if account is None:
        return None
    password = sealing.unseal(LOGIN, account.password)
    return Login(sealing.unseal(ADDRESS, account.address), account.username, password)


def unasked_ids() -> Sequence[UUID]:
    """Give the accounts of this practice whose calendars nobody has asked for yet."""
    return db.session.scalars(select(CalendarAccount.id).where(CalendarAccount.checked_at.is_(None))).all()


def told(account_id: UUID, found: Sequence[Found], trouble: Trouble | None) -> None:
    """Keep what its server said; what was known before stays where it said nothing."""
    account = db.session.get(CalendarAccount, account_id)
    if account is None:
        return
    if trouble is None:
        account.found = [{"url": each.url, "name": each.name, "is_writable": each.is_writable} for each in found]
    account.trouble, account.checked_at = trouble, clock.now()


def _sign_in(account: CalendarAccount, address: str, username: str, password: str) -> None:
    try:
        tidy = fetch.checked(address if "://" in address else f"https://{address}")
    except fetch.NotFetched as refusal:
        raise address_refused(refusal.trouble) from None
    account.host = urlsplit(tidy).hostname or ""
    account.address = sealing.seal(ADDRESS, tidy)
    account.username, account.password = username, sealing.seal(LOGIN, password)


def _ask(account: CalendarAccount) -> None:
    account.checked_at = None
    db.session.flush()
    queue.later("calendars.discover", account.practice_id, account.id)


def _read(account: CalendarAccount, url: str, name: str) -> None:
    source = CalendarSource(id=new_id(), coach_id=account.coach_id, account_id=account.id, kind=SourceKind.CALDAV)
    source.name, source.host = name, account.host
    source.address, source.fingerprint = sealing.seal(ADDRESS, url), signing.hash_token(f"{account.id} {url}")
    db.session.add(source)
    db.session.flush()
    queue.later("calendars.read", source.practice_id, source.id)
