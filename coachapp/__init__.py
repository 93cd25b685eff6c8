"""coachapp: a self-hosted practice for career coaches."""
