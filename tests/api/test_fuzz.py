"""The API from its own document: whatever is sent, nothing breaks, and every answer is as documented."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from coachapp.core import unit
from coachapp.domain.accounts import service as accounts
from tests.access import world as worlds
from tests.servers import Database

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = 12
ENDS_ITSELF = {"/api/v1/me/sessions"}


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("who", ["coach", "client"])
def test_nothing_that_is_sent_breaks_the_api(
    who: str, clone_database: Callable[[], Database], app_of: Callable[..., Flask]
) -> None:
    app = app_of(clone_database().url)
    with app.app_context(), unit.own():
        world = worlds.build()
        _, token = accounts.make_token(world.viewers[who], name="fuzz")
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 20

    faults = [fault for operation in operations for fault in throw(operation, world, token)]

    assert faults == []


def shortly(failure: BaseException) -> str:
    """Say what was found, without the request and the schema around it."""
    found = getattr(failure, "exceptions", [failure])
    return "; ".join(" ".join(str(each).split())[:240] for each in found)


def throw(operation: Any, world: worlds.World, token: str) -> list[str]:
    """Throw examples at one operation: at the world's rows, and at rows that don't exist."""
    told: list[str] = []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=operation.as_strategy(), at_home=st.booleans())
    def one(case: Any, at_home: bool) -> None:
        if at_home:
            known = world.ids | world.names
            case.path_parameters = {k: str(known.get(k, v)) for k, v in (case.path_parameters or {}).items()}
        headers = {"Authorization": f"Bearer {token}"}
        response = case.call(headers=headers)
        try:
            case.validate_response(response, checks=CHECKS)
        except (FailureGroup, Failure) as failure:
            told.append(f"{operation.method.upper()} {operation.path} -> {response.status_code}: {shortly(failure)}")

    if operation.path not in ENDS_ITSELF:
        one()
    return told[:2]
