"""What the practice scores by: the list, and the place where the owner words it."""

from coachapp.web.coach.rubrics.pages import bp

__all__ = ["bp"]
