"""The scales that feedback is given on: those that come along, and a practice's own beside them."""
