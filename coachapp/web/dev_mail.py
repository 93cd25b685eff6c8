"""The mail that would have left, for development: each message in a frame that can do nothing."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from flask import Response, render_template

from coachapp.core import mailer
from coachapp.core.errors import NotFound
from coachapp.doors.policy import Door, Policy

bp = Door("dev_mail", __name__, url_prefix="/dev/mail", policy=Policy.PUBLIC)


def _read(path: Path) -> EmailMessage:
    return message_from_bytes(path.read_bytes(), policy=default)


def _message(name: str) -> EmailMessage:
    path = mailer.folder() / f"{Path(name).name}.eml"
    if not path.is_file():
        raise NotFound
    return _read(path)


@bp.get("")
def messages() -> str:
    """List the messages, the latest first."""
    paths = sorted(mailer.folder().glob("*.eml"), reverse=True)[:100]
    return render_template("dev/mail.html", messages=[(path.stem, _read(path)) for path in paths])


@bp.get("/<name>")
def message(name: str) -> str:
    """Show one message: its text, and its look in a frame."""
    found = _message(name)
    plain = found.get_body(("plain",))
    text = plain.get_content() if plain else ""
    attached = [(part.get_filename() or part.get_content_type(), _shown(part)) for part in found.iter_attachments()]
    return render_template("dev/message.html", name=name, message=found, text=text, attached=attached)


def _shown(part: EmailMessage) -> str:
    raw = part.get_payload(decode=True)
    is_text = part.get_content_maintype() == "text" or (part.get_filename() or "").endswith(".ics")
    return raw.decode("utf-8", "replace") if is_text and isinstance(raw, bytes) else ""


@bp.get("/<name>/html")
def html(name: str) -> Response:
    """Give the message's HTML for the frame: no script, no request, its own style alone."""
    body = _message(name).get_body(("html",))
    answer = Response(body.get_content() if body else "", mimetype="text/html")
    answer.headers["Content-Security-Policy"] = (
        "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
    )
    return answer
