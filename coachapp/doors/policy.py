"""Closed unless opened: each endpoint has an entry here, or the app does not start."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, cast

from flask import Blueprint, Flask, g, request
from flask.typing import RouteCallable
from flask_smorest import Blueprint as SmorestBlueprint

from coachapp.core.errors import Forbidden, SignInNeeded
from coachapp.doors import framed, tongue
from coachapp.doors.viewer import find_viewer


class Policy(StrEnum):
    """Who may ask an address at all; whose rows they see is decided by the queries."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"
    CLIENT = "client"
    COACH = "coach"
    OWNER = "owner"


class PolicyMissing(RuntimeError):
    """A route has no policy, so the app does not start."""


def registry(app: Flask) -> dict[str, Policy]:
    """Give the policies of the app, by endpoint."""
    found: dict[str, Policy] = app.extensions.setdefault("policies", {})
    return found


class _Guarded:
    """Takes `policy=` for the whole blueprint and for single routes."""

    name: str
    policy: Policy | None
    record: Callable[..., None]

    def _register_policy(self, endpoint: str, policy: Policy | None) -> None:
        chosen = policy or self.policy
        if chosen is None:
            return

        def keep(state: Any) -> None:
            registry(state.app)[f"{state.name}.{endpoint}"] = chosen
            if chosen is Policy.PUBLIC and isinstance(self, ApiDoor):
                tongue.registry(state.app).add(f"{state.name}.{endpoint}")

        self.record(keep)


class Door(Blueprint, _Guarded):
    """A blueprint of pages whose routes have a policy; `is_translated` lets it speak the visitor's language."""

    def __init__(self, *args: Any, policy: Policy | None = None, is_translated: bool = False, **kwargs: Any) -> None:
        self.policy, self.is_translated = policy, is_translated
        super().__init__(*args, **kwargs)
        if is_translated:
            self.url_defaults(tongue.keep_in_address)

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: RouteCallable | None = None,
        provide_automatic_options: bool | None = None,  # noqa: FBT001 - Flask's own signature
        *,
        policy: Policy | None = None,
        is_framed: bool = False,
        **options: Any,
    ) -> None:
        """Add the route and its policy; `is_framed` lets it stand in frames of other sites, without cookies."""
        super().add_url_rule(rule, endpoint, view_func, provide_automatic_options, **options)
        name = endpoint or str(getattr(view_func, "__name__", ""))
        self._register_policy(name, policy)
        if self.is_translated:
            self.record(lambda state: tongue.registry(cast(Flask, state.app)).add(f"{state.name}.{name}"))
        if is_framed:
            self.record(lambda state: framed.registry(cast(Flask, state.app)).add(f"{state.name}.{name}"))


class ApiDoor(SmorestBlueprint, _Guarded):  # type: ignore[misc]  # - flask-smorest has no types
    """A blueprint of the API whose routes have a policy."""

    def __init__(self, *args: Any, policy: Policy | None = None, **kwargs: Any) -> None:
        self.policy = policy
        super().__init__(*args, **kwargs)

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: RouteCallable | None = None,
        provide_automatic_options: bool | None = None,  # noqa: FBT001 - Flask's own signature
        *,
        policy: Policy | None = None,
        **options: Any,
    ) -> None:
        """Add the route and its policy."""
        super().add_url_rule(rule, endpoint, view_func, provide_automatic_options, **options)
        self._register_policy(endpoint or str(getattr(view_func, "__name__", "")), policy)


def assert_complete(app: Flask) -> None:
    """Refuse to start while a route has no policy."""
    missing = sorted({rule.endpoint for rule in app.url_map.iter_rules()} - registry(app).keys())
    if missing:
        raise PolicyMissing(f"these endpoints have no policy: {', '.join(missing)}")


def enforce(app: Flask) -> None:
    """Ask the policy of the matched endpoint before anything else happens."""
    if request.endpoint is None:
        return
    policy = registry(app)[request.endpoint]
    g.policy = policy
    if policy is Policy.PUBLIC:
        return
    viewer = find_viewer()
    if viewer is None:
        raise SignInNeeded
    allowed = {
        Policy.SIGNED_IN: True,
        Policy.CLIENT: viewer.is_client,
        Policy.COACH: viewer.is_coach,
        Policy.OWNER: viewer.is_owner,
    }[policy]
    if not allowed:
        raise Forbidden
    scope = "read" if request.method in {"GET", "HEAD", "OPTIONS"} else "write"
    if scope not in viewer.scopes:
        raise Forbidden("This token may read, not write. Make one with the write scope.")


def assert_ran() -> None:
    """Prove after each matched request that its policy was asked."""
    if request.endpoint is not None and not hasattr(g, "policy") and not hasattr(g, "refused_early"):
        raise PolicyMissing(f"{request.endpoint} answered without its policy")
