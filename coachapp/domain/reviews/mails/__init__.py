"""The letters that reviews owe."""

from coachapp.domain.reviews.mails import promises, said

__all__ = ["promises", "said"]
