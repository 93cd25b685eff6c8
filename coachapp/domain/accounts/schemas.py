"""Shapes for signing in, joining and settings."""

from __future__ import annotations

from marshmallow import fields, validate

from coachapp.core.fields import Email, Line, Prose, Shape, Zone


class Secret(fields.String):
    """A password as typed: never trimmed."""


class SignIn(Shape):
    """Address and password."""

    email = Email(required=True)
    password = Secret(required=True, validate=validate.Length(min=1, max=1024, error="Please fill this in."))


class MailLink(Shape):
    """An address to mail a link to."""

    email = Email(required=True)


class NewPassword(Shape):
    """A password to set."""

    password = Secret(required=True, validate=validate.Length(min=1, error="Please fill this in."))


class ChangePassword(Shape):
    """The password in use, and the one to come."""

    current = Secret(load_default="", validate=validate.Length(max=1024))
    password = Secret(required=True, validate=validate.Length(min=1, error="Please fill this in."))


class Join(Shape):
    """How an invited person joins: a name, a zone, and a password if they like one."""

    name = Line(required=True, max_length=120)
    time_zone = Zone(required=True)
    password = Secret(load_default="")


class Setup(Shape):
    """A new practice and its owner."""

    practice_name = Line(required=True, max_length=120)
    name = Line(required=True, max_length=120)
    email = Email(required=True)
    time_zone = Zone(required=True)
    password = Secret(required=True)


class InviteCoach(Shape):
    """A coach to invite."""

    name = Line(required=True, max_length=120)
    email = Email(required=True)


class PracticeSettings(Shape):
    """What the owner decides about the practice."""

    name = Line(required=True, max_length=120)
    time_zone = Zone(required=True)
    about = Prose(load_default="", max_length=2000)
    promise_working_days = fields.Integer(
        required=True, validate=validate.Range(min=1, max=10, error="Between 1 and 10 working days.")
    )
    promise_word = Prose(load_default="", max_length=500)


class Profile(Shape):
    """What a person decides about themself."""

    name = Line(required=True, max_length=120)
    time_zone = Zone(required=True)
    headline = Line(load_default="", max_length=160)


class NewToken(Shape):
    """A token for a program."""

    name = Line(required=True, max_length=80)
    scope = fields.String(load_default="write", validate=validate.OneOf(["read", "write"]))


class MeOut(Shape):
    """The viewer, as /me answers."""

    id = fields.UUID(attribute="user_id")
    membership_id = fields.UUID()
    practice_id = fields.UUID()
    practice = fields.String(attribute="practice_name")
    name = fields.String()
    email = fields.String()
    role = fields.String()
    time_zone = fields.String()
    client_id = fields.UUID(allow_none=True)
