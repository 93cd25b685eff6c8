"""Mail leaves here: by SMTP, or as .eml files in the data directory where no SMTP is set."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from coachapp.core import clock

PATIENCE = 15.0
_smtp_url: str | None = None
_folder = Path()
_sender = "coachapp <coachapp@localhost>"


class MailRefused(Exception):
    """The mail server said no for good (5xx); trying again would not help."""


class MailDelayed(Exception):
    """The mail server is away or said later (4xx); the message stays owed."""


def configure(smtp_url: str | None, folder: Path, sender: str) -> None:
    """Deliver to that server, or into that folder, in that name."""
    global _smtp_url, _folder, _sender
    _smtp_url, _folder, _sender = smtp_url, folder, sender


def sender() -> str:
    """Give the address that mail comes from."""
    return _sender


def folder() -> Path:
    """Give where messages land when no SMTP is set."""
    return _folder


def deliver(message: EmailMessage, kept: Callable[[], None]) -> None:
    """Hand the message over, and call `kept` as soon as it is out of our hands.

    That comes before the goodbye to the mail server: what happens during it, or is answered to it, sends nothing twice.
    """
    if _smtp_url is None:
        _keep(message)
        kept()
        return
    try:
        server = _send(_smtp_url, message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise (MailRefused if all(code >= 500 for code in codes) else MailDelayed)(str(codes)) from error
    except smtplib.SMTPResponseException as error:
        raise (MailRefused if error.smtp_code >= 500 else MailDelayed)(str(error.smtp_code)) from error
    except (smtplib.SMTPException, OSError) as error:
        raise MailDelayed(type(error).__name__) from error
    try:
        kept()
    finally:
        _leave(server)


def _keep(message: EmailMessage) -> None:
    _folder.mkdir(parents=True, exist_ok=True)
    name = clock.now().strftime("%Y%m%dT%H%M%S%f")
    path = _folder / f"{name}.eml"
    rough = path.with_suffix(".part")
    rough.write_bytes(message.as_bytes(policy=SMTP))
    rough.rename(path)


def _send(smtp_url: str, message: EmailMessage) -> smtplib.SMTP:
    """Give the message to that server; gives the connection, which is still open."""
    parts = urlsplit(smtp_url)
    options = parse_qs(parts.query)
    host, port = parts.hostname or "localhost", parts.port or (465 if parts.scheme == "smtps" else 25)
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=PATIENCE)
    try:
        if options.get("starttls") == ["1"]:
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)
    except BaseException:
        _leave(server)
        raise
    return server


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye, whatever is answered."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()
