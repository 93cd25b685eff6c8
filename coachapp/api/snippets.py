"""Phrases."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from coachapp.api.frame import listing, whole
from coachapp.domain.snippets import queries, schemas, service
from coachapp.domain.snippets.models import Snippet
from coachapp.doors.policy import ApiDoor, Policy
from coachapp.doors.viewer import viewer

blp = ApiDoor("api_snippets", __name__, policy=Policy.COACH, description="Phrases that coaches use again")


@blp.get("/snippets")
@blp.arguments(schemas.SnippetsQuery, location="query", as_kwargs=True)
@blp.response(200, listing(schemas.SnippetOut))
def snippets(q: str) -> dict[str, Any]:
    """List one's own phrases and those that colleagues share, the most used first."""
    return whole(queries.snippets(viewer(), q=q))


@blp.post("/snippets")
@blp.arguments(schemas.SnippetIn, as_kwargs=True)
@blp.response(201, schemas.SnippetOut)
@blp.alt_response(409, "CONFLICT")
def add(**facts: Any) -> Snippet:
    """Keep a phrase."""
    return queries.get_snippet(viewer(), service.add(viewer(), **facts).id)


@blp.put("/snippets/<uuid:snippet_id>")
@blp.arguments(schemas.SnippetIn, as_kwargs=True)
@blp.response(200, schemas.SnippetOut)
@blp.alt_response(409, "CONFLICT")
def change(snippet_id: UUID, **facts: Any) -> Snippet:
    """Give one's own phrase other words, or share it."""
    return service.change(viewer(), queries.get_snippet(viewer(), snippet_id), **facts)


@blp.delete("/snippets/<uuid:snippet_id>")
@blp.response(204)
def remove(snippet_id: UUID) -> None:
    """Take a phrase off the list."""
    service.remove(viewer(), queries.get_snippet(viewer(), snippet_id))
