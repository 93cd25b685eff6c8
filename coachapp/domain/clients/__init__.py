"""The people a coach works with, what they share, and what was said."""
