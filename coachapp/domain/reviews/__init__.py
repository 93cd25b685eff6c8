"""Structured feedback on one version, one practice answer or one rejection: rubric, comments, verdict, promise."""
