"""Every component in every state, for people who write pages. Registered only while developing."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date, timedelta

from flask import render_template, request

from coachapp.doors.policy import Door, Policy

bp = Door("dev", __name__, url_prefix="/dev", policy=Policy.PUBLIC)

FRAMES = ("coach", "client", "public", "plain")


@dataclass(frozen=True)
class SampleForm:
    """Answers like a posted form."""

    typed: dict[str, str] = field(default_factory=dict)
    all_errors: list[tuple[str, str]] = field(default_factory=list)
    several: dict[str, list[str]] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """What was typed into this field."""
        return self.typed.get(name, "")

    def values(self, name: str) -> list[str]:
        """What was chosen in a field of several."""
        return self.several.get(name, [])

    def errors(self, name: str) -> list[str]:
        """What is wrong with this field."""
        return [message for at, message in self.all_errors if at == name]


FILLED = SampleForm(
    {"name": "Maya Okonkwo", "format": "video", "zone": "Europe/Berlin", "share": "true"},
    several={"days": ["mon", "wed"]},
)
WRONG = SampleForm(
    {"email": "maya@", "goal": "Lead", "format": ""},
    [
        ("email", "Please write the whole address, like maya@example.com."),
        ("format", "Choose how you would like to talk."),
        ("resume", "This file is 14 MB. Up to 10 MB fit."),
        ("agree", "Please tick this so that we may keep your answers."),
        ("", "Someone just booked that time. The next free ones are 15:30, 16:00 and Wednesday 9:00."),
    ],
)
ZONES = [
    ("Europe/Berlin", "Berlin (15:04)"),
    ("Europe/London", "London (14:04)"),
    ("America/New_York", "New York (9:04)"),
    ("Asia/Kolkata", "Kolkata (19:34)"),
]
NAMES = [
    "Maya Okonkwo",
    "X",
    "Maximiliane Friederike von Hohenlohe-Langenburg",
    "محمد عبد الرحمن الطيب",
    "王小明",
    "Wolfeschlegelsteinhausenbergerdorffwelche",
]


def sample_month(year: int = 2027, month: int = 3) -> list[list[dict[str, object]]]:
    """Weeks of days with free times on most working days."""
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(year, month)
    return [[_sample_day(day, month) for day in week] for week in weeks]


def _sample_day(day: date, month: int) -> dict[str, object]:
    free = (day.day * 7) % 6 if day.weekday() < 5 and day.day > 2 else 0
    return {
        "number": day.day,
        "label": f"{day:%A} {day.day} {day:%B}",
        "free": free,
        "href": f"?day={day.isoformat()}",
        "outside": day.month != month,
        "today": day.day == 2,
        "chosen": day.day == 3,
    }


def sample_times(first: str = "09:00", count: int = 7) -> list[dict[str, object]]:
    """Half hours from a first one."""
    hours, minutes = map(int, first.split(":"))
    start = timedelta(hours=hours, minutes=minutes)
    steps = [start + timedelta(minutes=30 * step) for step in range(count)]
    return [
        {"label": str(at)[:-3], "href": f"?time={str(at)[:-3]}", "chosen": number == 2}
        for number, at in enumerate(steps)
    ]


@bp.get("/components")
def components() -> str:
    """Show each component once, in each state, inside the frame asked for."""
    frame = request.args.get("frame", "coach")
    return render_template(
        "dev/components.html",
        frame=f"_frame_{frame if frame in FRAMES else 'coach'}.html",
        frames=[(name.title(), f"/dev/components?frame={name}", None) for name in FRAMES],
        here=f"/dev/components?frame={frame}",
        filled=FILLED,
        wrong=WRONG,
        zones=ZONES,
        names=NAMES,
        weeks=sample_month(),
        weekdays=[(name[:2], name) for name in calendar.day_name],
        slots=sample_times(),
    )
