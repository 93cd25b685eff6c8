"""Practices, and the people who belong to them: users, memberships, invitations, sessions, tokens."""
