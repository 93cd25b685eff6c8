"""Sites that may show the booking pages, with a token of the owner."""

from __future__ import annotations

from coachapp.api.bookings.door import blp
from coachapp.domain.accounts.models import Practice
from coachapp.domain.accounts.queries import get_practice
from coachapp.domain.bookings import schemas, service
from coachapp.doors.policy import Policy
from coachapp.doors.viewer import viewer


@blp.get("/booking-sites", policy=Policy.OWNER)
@blp.response(200, schemas.SitesOut)
def sites() -> Practice:
    """List the sites that may show the booking pages in a frame."""
    return get_practice(viewer().practice_id)


@blp.put("/booking-sites", policy=Policy.OWNER)
@blp.arguments(schemas.SitesIn, as_kwargs=True)
@blp.response(200, schemas.SitesOut)
def let_sites_show(*, sites: list[str]) -> Practice:
    """Say which sites may show the booking pages in a frame; an empty list lets none."""
    return service.let_sites_show(viewer(), sites=sites)
