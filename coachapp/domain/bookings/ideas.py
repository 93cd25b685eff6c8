"""What a coach may begin an offer from."""

from __future__ import annotations

from typing import Any

START: dict[str, Any] = {
    "minutes": 30,
    "notice_minutes": 1440,
    "horizon_days": 60,
    "buffer_after": 15,
    "place_kind": "video",
    "color": "pine",
    "answer_hours": 48,
    "has_waitlist": True,
    "is_listed": True,
    "is_open": True,
}
IDEAS: dict[str, dict[str, Any]] = {
    "free-consultation": {
        "name": "Free consultation",
        "description": "Half an hour on where you stand and what could help. No preparation needed, and no strings.",
        "questions": ["What would make this talk worth it for you?"],
        "most_per_day": 4,
    },
    "review-session": {
        "name": "Review session",
        "minutes": 60,
        "other_lengths": [45],
        "color": "blue",
        "description": "We go through your resume or letter together, and through what comes next.",
        "questions": ["Which document shall we look at?"],
    },
    "mock-interview": {
        "name": "Mock interview",
        "minutes": 60,
        "other_lengths": [90],
        "color": "violet",
        "notice_days": 2,
        "description": "An interview as you expect it, then what went well and what to say differently.",
        "questions": ["Which role and employer?", "Which question do you dread?"],
    },
}
