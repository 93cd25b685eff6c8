"""Calendars elsewhere whose busy times are read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import listing, whole
from coachapp.domain.calendars import accounts, queries, schemas, service
from coachapp.domain.calendars.models import CalendarAccount, CalendarSource
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_calendars", __name__, policy=Policy.COACH, description="Calendars elsewhere")


@blp.get("/calendar-sources")
@blp.response(200, listing(schemas.SourceOut))
def sources() -> dict[str, Any]:
    """List one's own calendars and how their last reading went."""
    return whole(queries.sources(viewer()))


@blp.post("/calendar-sources")
@blp.arguments(schemas.SourceIn, as_kwargs=True)
@blp.response(201, schemas.SourceOut)
@blp.alt_response(409, "CONFLICT")
def add_source(**facts: Any) -> CalendarSource:
    """Read a calendar from now on; the first reading follows within moments."""
    return service.add_source(viewer(), **facts)


@blp.get("/calendar-sources/<uuid:source_id>")
@blp.response(200, schemas.SourceOut)
def source(source_id: UUID) -> CalendarSource:
    """Show one calendar."""
    return queries.get_source(viewer(), source_id)


@blp.patch("/calendar-sources/<uuid:source_id>")
@blp.arguments(schemas.SourceChange, as_kwargs=True)
@blp.response(200, schemas.SourceOut)
@blp.alt_response(409, "CONFLICT")
def change_source(source_id: UUID, **facts: Any) -> CalendarSource:
    """Rename a calendar, read it elsewhere, pause it or go on."""
    return service.change_source(viewer(), queries.get_source(viewer(), source_id), **facts)


@blp.delete("/calendar-sources/<uuid:source_id>")
@blp.response(204)
def remove_source(source_id: UUID) -> None:
    """Read a calendar no more; its times are free at once."""
    service.remove_source(viewer(), queries.get_source(viewer(), source_id))


@blp.post("/calendar-sources/<uuid:source_id>/readings")
@blp.response(202, schemas.SourceOut)
def read_now(source_id: UUID) -> CalendarSource:
    """Read a calendar as soon as a worker is free."""
    return service.read_now(viewer(), queries.get_source(viewer(), source_id))


@blp.get("/calendar-accounts")
@blp.response(200, listing(schemas.AccountOut))
def account_list() -> dict[str, Any]:
    """List one's own CalDAV accounts."""
    return whole(accounts.accounts(viewer()))


@blp.post("/calendar-accounts")
@blp.arguments(schemas.AccountIn, as_kwargs=True)
@blp.response(201, schemas.AccountOut)
@blp.alt_response(409, "CONFLICT")
def add_account(**facts: Any) -> CalendarAccount:
    """Sign in to an account; its calendars are there within moments."""
    return accounts.add_account(viewer(), **facts)


@blp.get("/calendar-accounts/<uuid:account_id>")
@blp.response(200, schemas.AccountOut)
def account(account_id: UUID) -> CalendarAccount:
    """Show one account and its calendars."""
    return accounts.get_account(viewer(), account_id)


@blp.put("/calendar-accounts/<uuid:account_id>/choice")
@blp.arguments(schemas.ChoiceIn, as_kwargs=True)
@blp.response(200, schemas.AccountOut)
def choose(account_id: UUID, **facts: Any) -> CalendarAccount:
    """Choose which calendars are read, and which one meetings are written into."""
    return accounts.choose(viewer(), accounts.get_account(viewer(), account_id), **facts)


@blp.delete("/calendar-accounts/<uuid:account_id>")
@blp.response(204)
def remove_account(account_id: UUID) -> None:
    """Forget an account; meetings that were written there stay there."""
    accounts.remove_account(viewer(), accounts.get_account(viewer(), account_id))
