"""Bring a database to a revision, as its owner."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config

from coachapp.core.settings import driver_url

FOLDER = Path(__file__).resolve().parents[2] / "migrations"


def config(owner_url: str, app_role: str) -> Config:
    """Give the Alembic configuration for that database; the app's role gets its grants after each run."""
    made = Config()
    made.set_main_option("script_location", str(FOLDER))
    made.attributes["url"] = driver_url(owner_url)
    made.attributes["app_role"] = app_role
    return made


def upgrade(owner_url: str, app_role: str, revision: str = "head") -> None:
    """Bring the database up to the revision."""
    command.upgrade(config(owner_url, app_role), revision)


def downgrade(owner_url: str, app_role: str, revision: str) -> None:
    """Take the database down to the revision."""
    command.downgrade(config(owner_url, app_role), revision)
