"""Shapes for the steps of a sequence."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates

from coachapp.core.fields import Line, Prose, Shape
from coachapp.domain.reminders import placeholders, wording
from coachapp.domain.reminders.models import Kind, To

LONGEST_BEFORE, LONGEST_AFTER = 90 * 1440, 365 * 1440
ONLY = {Kind.BRIEF: To.COACH, Kind.FOLLOW_UP: To.GUEST}
_WHY = {
    Kind.BRIEF: "A brief is for the coach alone. Choose yourself, or make it a reminder.",
    Kind.FOLLOW_UP: "A follow-up goes to the guest alone. Choose the guest, or make it thanks.",
}


class ReminderStepIn(Shape):
    """One step: `reminder` and `brief` come some minutes before the start, `thanks` and `follow_up` after the end."""

    kind = fields.Enum(Kind, by_value=True, load_default=Kind.REMINDER)
    to = fields.Enum(To, by_value=True, load_default=None, metadata={"description": "Left out: who it is usually for."})
    minutes = fields.Integer(
        required=True,
        strict=True,
        validate=validate.Range(min=0, max=LONGEST_AFTER, error="At most a year."),
        metadata={"example": 1440},
    )
    subject = Line(required=True, max_length=200, metadata={"example": "Reminder: {offer}, {start}"})
    body = Prose(required=True, max_length=4000, metadata={"example": "You and {other} meet soon. {hint}"})
    is_on = fields.Boolean(load_default=True)

    @validates("subject", "body")
    def _check_blanks(self, value: str, **_: Any) -> None:
        if (said := placeholders.trouble(value)) is not None:
            raise ValidationError(said)

    @post_load
    def _fit(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Let what goes to one side alone go there, and nothing be due further off than is of use."""
        return fitted(data) if "kind" in data else data


def fitted(data: dict[str, Any]) -> dict[str, Any]:
    """Check a whole step for what its kind asks; gives it with its reader."""
    kind = data["kind"]
    only = ONLY.get(kind)
    data["to"] = data.get("to") or only or (To.BOTH if kind is Kind.REMINDER else To.GUEST)
    if only is not None and data["to"] is not only:
        raise ValidationError(_WHY[kind], "to")
    if kind.is_before and data["minutes"] > LONGEST_BEFORE:
        raise ValidationError("At most 90 days before.", "minutes")
    return data


class ReminderStepChange(ReminderStepIn):
    """What changes about a step; what is left out stays."""

    @post_load
    def _fit(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Leave the check of the whole to the verb, which knows the rest."""
        return data


class ReminderStepForm(ReminderStepIn):
    """The same from the page, where the time is a number and a unit."""

    class Meta(ReminderStepIn.Meta):
        """The page has no field for minutes."""

        exclude = ("minutes",)

    amount = fields.Integer(
        required=True,
        validate=validate.Range(min=0, max=LONGEST_AFTER, error="Give a number from 0 on."),
        error_messages={"required": "Please fill this in.", "invalid": "Give a whole number, like 24."},
    )
    unit = Line(load_default="hours", validate=validate.OneOf(wording.UNITS, error="Pick minutes, hours or days."))

    @post_load
    def _fit(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Make minutes of number and unit."""
        data["minutes"] = data.pop("amount") * wording.UNITS[data.pop("unit")]
        if data["minutes"] > (LONGEST_BEFORE if data["kind"].is_before else LONGEST_AFTER):
            raise ValidationError(
                "At most 90 days before." if data["kind"].is_before else "At most a year after.", "amount"
            )
        return fitted(data)


class ReminderStepOut(Shape):
    """A step as it stands."""

    id = fields.UUID()
    event_type_id = fields.UUID()
    kind = fields.String()
    moment = fields.Function(
        lambda step: "before" if step.kind.is_before else "after",
        metadata={"type": "string", "enum": ["before", "after"]},
    )
    minutes = fields.Integer()
    to = fields.String()
    subject = fields.String()
    body = fields.String()
    is_on = fields.Boolean()
