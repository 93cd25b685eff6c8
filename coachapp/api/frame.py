"""The frame of the API: document, problem+json, paging."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Flask, Response, jsonify, render_template
from flask_smorest import Api
from flask_smorest.utils import prepare_response
from marshmallow import INCLUDE, Schema, fields

from coachapp.core.fields import Line, Shape
from coachapp.core.pages import Page
from coachapp.core.rooms import modules
from coachapp.doors.policy import ApiDoor, Door, Policy, registry

PREFIX = "/api/v1"


class ProblemOut(Schema):
    """A refusal (RFC 9457)."""

    class Meta:
        """A refusal may carry more that helps, like `alternatives`."""

        unknown = INCLUDE

    type = fields.String(required=True, metadata={"description": "Stable; its last part names the refusal."})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True, metadata={"description": "A sentence for people."})
    errors = fields.Dict(metadata={"description": "Field name to what is wrong with it."})


class After(Shape):
    """Where a page starts, and how long it is."""

    after = Line(load_default=None, metadata={"description": "The `next` of the page before."}, max_length=1000)


class House(Api):  # type: ignore[misc]  # - flask-smorest has no types
    """flask-smorest, with our own refusals: doors/answers.py speaks for pages and API alike."""

    ERROR_SCHEMA = ProblemOut

    def _register_error_handlers(self) -> None:
        """Leave the app's own handlers in place."""

    def _register_responses(self) -> None:
        """Document refusals as what they are: problem+json."""
        for name, said in [*((s.name, s.phrase) for s in HTTPStatus), ("DEFAULT_ERROR", "A refusal")]:
            response: dict[str, Any] = {"description": said}
            if name not in {"NO_CONTENT", "NOT_MODIFIED"}:
                response["schema"] = ProblemOut
            prepare_response(response, self.spec, "application/problem+json")
            self.spec.components.response(name, response, lazy=True)


def listing(item: type[Schema]) -> Schema:
    """Give the shape of a list answer: items, and where the next page starts."""
    name = item.__name__.removesuffix("Out") + "ListOut"
    shape = Schema.from_dict(
        {"items": fields.List(fields.Nested(item), required=True), "next": fields.String(allow_none=True)}, name=name
    )
    return shape()


def listed(page: Page[Any]) -> dict[str, Any]:
    """Give a page as the list answer holds it."""
    return {"items": page.items, "next": page.next}


def whole(items: Any) -> dict[str, Any]:
    """Give a short list as a list answer that is complete."""
    return {"items": items, "next": None}


def init_app(app: Flask) -> None:
    """Open the API and document it."""
    app.config.update(
        API_TITLE="coachapp",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        API_SPEC_OPTIONS={
            "info": {"description": "Everything that the portals can do. Instants are RFC 3339 in UTC with Z."},
            "servers": [{"url": "/"}],
            "security": [{"token": []}],
        },
    )
    house = House(app)
    house.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
    for module in modules("coachapp.api"):
        door = getattr(module, "blp", None)
        if isinstance(door, ApiDoor):
            house.register_blueprint(door, url_prefix=PREFIX + (door.url_prefix or ""))
    _open_public_operations(app, house)
    app.extensions["openapi"] = house.spec

    docs = Door("api_docs", __name__, url_prefix="/api", policy=Policy.PUBLIC)

    @docs.get("/openapi.json")
    def document() -> Response:
        return jsonify(house.spec.to_dict())

    @docs.get("/docs")
    def readable() -> str:
        return render_template("public/api_docs.html", spec=house.spec.to_dict())

    app.register_blueprint(docs)


def _open_public_operations(app: Flask, house: House) -> None:
    """Say in the document which operations need no token."""
    public = {endpoint for endpoint, policy in registry(app).items() if policy is Policy.PUBLIC}
    for path, operations in house.spec.to_dict()["paths"].items():
        for method, operation in operations.items():
            if method != "parameters" and operation.get("operationId") in public:
                house.spec._paths[path][method]["security"] = []  # noqa: SLF001 - apispec has no other way
