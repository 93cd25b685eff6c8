"""coachapp: a self-hosted practice for career coaches."""

from zoneinfo import reset_tzpath

reset_tzpath(to=())  # zones come from the pinned tzdata alone: a machine's own may be years old
