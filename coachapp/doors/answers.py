"""How refusals are answered: a page for people, problem+json (RFC 9457) for programs."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from flask import Flask, Response, g, json, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from psycopg import OperationalError as DriverDown
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolEmpty
from werkzeug.exceptions import HTTPException, InternalServerError

from coachapp.core.db import refusal_of
from coachapp.core.errors import Refusal, SignInNeeded, TooLarge, TooMany, Unavailable
from coachapp.core.tongue import gettext, marked
from coachapp.doors.viewer import is_api

log = structlog.get_logger()
_SENTENCES = {
    400: marked("This request could not be read. Go back and try again."),
    403: marked("This page can't be opened from here."),
    404: marked("There is nothing at this address, or it is not yours to see."),
    405: marked("This address does not take that kind of request."),
    413: marked("That is larger than 10 MB. Export a smaller version and try again."),
    415: marked("This address does not take that kind of content."),
    422: marked("Some of this needs another look."),
    428: marked("Say which version you change, with If-Match."),
    412: marked("Somebody changed this meanwhile. Read it again, then change it."),
    500: marked("Something broke on our side. Nothing you did was wrong; please try again."),
}

_PHRASES = (
    marked("Bad Request"),
    marked("Forbidden"),
    marked("Not Found"),
    marked("Method Not Allowed"),
    marked("Unsupported Media Type"),
    marked("Unprocessable Entity"),
    marked("Internal Server Error"),
)


def problem(status: int, type_: str, title: str, detail: str, **extra: Any) -> Response:
    """Answer a program: RFC 9457, with a stable type."""
    body = {"type": f"/problems/{type_}", "title": title, "status": status, "detail": detail, **extra}
    return Response(json.dumps(body), status=status, mimetype="application/problem+json")


def page(status: int, title: str, message: str, **facts: Any) -> Response:
    """Answer a person: what happened, what it means, what can be done."""
    html = render_template("error.html", status=status, title=title, message=message, **facts)
    return Response(html, status=status, mimetype="text/html")


def refuse(refusal: Refusal) -> Response:
    """Answer a refusal."""
    if is_api():
        extra = dict(refusal.extra)
        if refusal.fields:
            extra["errors"] = _spoken(refusal.fields)
        answer = problem(refusal.status, refusal.type, refusal.title, refusal.message, **extra)
    elif isinstance(refusal, SignInNeeded):
        answer = _to_sign_in()
    else:
        answer = page(refusal.status, refusal.title, refusal.message)
    if isinstance(refusal, SignInNeeded) and is_api():
        answer.headers["WWW-Authenticate"] = 'Bearer realm="coachapp"'
    if isinstance(refusal, TooMany):
        answer.headers["Retry-After"] = str(refusal.retry_after)
    if isinstance(refusal, Unavailable):
        answer.headers["Retry-After"] = "10"
    return answer


def _to_sign_in() -> Response:
    where = request.full_path.rstrip("?") if request.method == "GET" else None
    made: Response = redirect(url_for("accounts.sign_in", next=where), code=303)  # type: ignore[assignment]  # - same class
    return made


def http_error(error: HTTPException) -> Response:
    """Answer what Flask, werkzeug and webargs refuse."""
    code = 403 if isinstance(error, CSRFError) else error.code or 500
    if error.response is not None and code < 400:
        return error.response  # type: ignore[return-value]  # - a redirect that routing asked for
    phrase = HTTPStatus(code).phrase
    title, say = gettext(phrase), gettext(_SENTENCES.get(code, phrase))
    if isinstance(error, CSRFError):
        say = gettext("This form was open for too long, or came from another site. Go back, reload, and send it again.")
    if is_api():
        data = getattr(error, "data", None) or {}
        extra = {"errors": _spoken(_flat(data["messages"]))} if "messages" in data else {}
        answer = problem(code, phrase.lower().replace(" ", "-"), title, say, **extra)
    else:
        answer = page(code, gettext("Nothing here") if code == 404 else title, say)
    for name, value in error.get_response().headers:
        if name not in {"Content-Type", "Content-Length"}:
            answer.headers[name] = value
    return answer


def _flat(messages: Any) -> Any:
    """Take the location (json, form, query) off webargs' messages."""
    if isinstance(messages, dict) and len(messages) == 1:
        (location, inner), *_ = messages.items()
        if location in {"json", "form", "query", "files", "json_or_form", "headers"}:
            return inner
    return messages


def _spoken(messages: Any) -> Any:
    """Say messages at any depth in the language of who asked."""
    if isinstance(messages, dict):
        return {name: _spoken(each) for name, each in messages.items()}
    if isinstance(messages, list):
        return [_spoken(each) for each in messages]
    return gettext(messages) if isinstance(messages, str) else messages


def unexpected(error: Exception) -> Response:
    """Answer what nobody foresaw: logged with its trace, told without it; a no of the database as what it means."""
    meant = refusal_of(error)
    if meant is not None:
        return refuse(meant)
    if isinstance(error, (OperationalError, DriverDown, PoolEmpty)) or (
        isinstance(error, DBAPIError) and error.connection_invalidated
    ):
        log.warning("database.unreachable", error=type(error).__name__)
        g.viewer = None
        return refuse(Unavailable())
    log.error("request.broke", endpoint=request.endpoint, method=request.method, exc_info=error)
    return http_error(InternalServerError())


def init_app(app: Flask) -> None:
    """Answer all refusals of this app."""
    app.register_error_handler(Refusal, refuse)
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(Exception, unexpected)
    app.register_error_handler(413, lambda _: refuse(TooLarge()))
