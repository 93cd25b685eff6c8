"""A practice to look around in: made by the verbs of the house, with dates relative to today."""

from coachapp.domain.ops.demo.story import make

__all__ = ["make"]
