"""Why a time can't be had, in words for coaches, who know their own rules."""

from __future__ import annotations

from coachapp.domain.bookings.rules import Refusal

TO_COACH: dict[Refusal, str] = {
    Refusal.OFF_GRID: "Between two starts",
    Refusal.IN_THE_PAST: "In the past",
    Refusal.TOO_SOON: "Within the notice",
    Refusal.TOO_FAR: "Too far ahead",
    Refusal.OUTSIDE_HOURS: "Outside the hours",
    Refusal.SLOT_TAKEN: "Taken",
    Refusal.DAY_FULL: "The day is full",
    Refusal.WEEK_FULL: "The week is full",
    Refusal.MONTH_FULL: "The month is full",
}
