"""From a letter to the message that leaves: HTML and text from the same facts."""

from __future__ import annotations

import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from functools import cache

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from coachapp.core.fields import clean_line
from coachapp.core.tongue import counted, gettext, speaking
from coachapp.domain.notifications.letters import Attachment, Letter
from coachapp.domain.notifications.models import Notification


def compose(letter: Letter, owed: Notification, *, mail_from: str, practice: str, sent_at: datetime) -> EmailMessage:
    """Build the message; its Message-ID comes from the row, so that a repeat is known as one."""
    name, address = parseaddr(mail_from)
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(letter.from_name or practice or name, address)
    message["To"] = _address(owed.to_name, owed.to_address)
    message["Subject"] = clean_line(letter.subject)
    message["Date"] = format_datetime(sent_at)
    message["Message-ID"] = f"<{owed.id}@{address.rpartition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.reply_to:
        message["Reply-To"] = _address("", letter.reply_to)
    facts = {"letter": letter, "to_name": owed.to_name, "practice": practice, "language": owed.language}
    with speaking(owed.language):
        text, html = (_jinja().get_template(f"letter.{kind}").render(facts) for kind in ("txt", "html"))
    message.set_content(_tidy(text), cte="quoted-printable")
    if not letter.is_plain:
        message.add_alternative(_inliner().inline(html), subtype="html", cte="quoted-printable")
    for attachment in letter.attachments:
        _attach(message, attachment)
    return message


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    if attachment.calendar_method:
        part = MIMEPart(policy=SMTP)
        part.set_content(attachment.content.decode("utf-8"), subtype="calendar", charset="utf-8", cte="base64")
        part.set_param("method", attachment.calendar_method)
        body = message.get_body(("html", "plain"))
        if body is not None and message.get_content_type() == "multipart/alternative":
            message.attach(part)  # type: ignore[arg-type]  # - typeshed wants EmailMessage, the library makes parts
    message.add_attachment(
        attachment.content, maintype=attachment.maintype, subtype=attachment.subtype, filename=attachment.name
    )


def _address(name: str, address: str) -> Address:
    return Address(clean_line(name), addr_spec=address)


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


@cache
def _jinja() -> Environment:
    made = Environment(
        extensions=["jinja2.ext.i18n"],
        loader=PackageLoader("coachapp.domain.notifications", "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(gettext, counted, newstyle=True)  # type: ignore[attr-defined]  # - by the extension
    return made


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)
