"""The floor: no coaching words."""
