"""What is done with endings: record and sort them, and write to the employer."""

from __future__ import annotations

from coachapp.domain.rejections.service.endings import (
    be_ready,
    mark_answered,
    patch,
    record_ending,
    reflect,
    sort_factor,
    sort_factors,
    take_back,
)
from coachapp.domain.rejections.service.letters import (
    can_follow_up,
    follow_up,
    mark_copied,
    send_letter,
    write_letter,
    write_reply,
)

__all__ = [
    "be_ready",
    "can_follow_up",
    "follow_up",
    "mark_answered",
    "mark_copied",
    "patch",
    "record_ending",
    "reflect",
    "send_letter",
    "sort_factor",
    "sort_factors",
    "take_back",
    "write_letter",
    "write_reply",
]
