"""What all reasons share: whose clients they look at, and what was put aside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.clients.models import Client, Status
from coachapp.domain.today.models import Aside
from coachapp.domain.today.needs import Need, Tier

Reason = Callable[[Viewer, datetime], Iterator[Need]]


def own_clients(viewer: Viewer) -> Select[Client]:
    """Select the clients at work who are assigned to the viewer."""
    return select(Client).where(Client.coach_id == viewer.membership_id, Client.status == Status.ACTIVE)


def wanted(viewer: Viewer, kind: str, subject: InstrumentedAttribute[UUID], now: datetime) -> ColumnElement[bool]:
    """Leave out what the viewer has put aside."""
    aside = select(Aside.id).where(
        Aside.membership_id == viewer.membership_id,
        Aside.kind == kind,
        Aside.subject_id == subject,
        Aside.until > now,
    )
    return ~aside.exists()


def client_row(client: Client, kind: str, why: str, tier: Tier, since: datetime, **facts: object) -> Need:
    """Make a row about a client; facts say what differs from opening their page."""
    path = f"/coach/clients/{client.id}"
    known = {"subject_id": client.id, "button": "Open", "button_path": path, "icon": "", **facts}
    return Need(kind=kind, who=client.id, name=client.name, path=path, why=why, tier=tier, since=since, **known)  # type: ignore[arg-type]  # - facts are fields of Need
