"""Run migrations as the owner, then let the app's role use what is there."""

from __future__ import annotations

from alembic import context
from sqlalchemy import create_engine, pool, text

config = context.config
KEPT = {
    "activities": "UPDATE, DELETE, TRUNCATE",
    "addenda": "UPDATE, DELETE, TRUNCATE",
    "rubric_versions": "UPDATE, TRUNCATE",
}
"""What the app may not do with rows that were written down for good."""


def _grant(connection, role: str) -> None:
    """Give the app's role its rights; what was written down for good stays so for it."""
    quoted = '"' + role.replace('"', '""') + '"'
    owner = connection.execute(text("SELECT current_user")).scalar_one()
    if role == owner:
        return
    connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {quoted}"))
    connection.execute(text(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted}"))
    connection.execute(text(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quoted}"))
    for table, rights in KEPT.items():
        if connection.execute(text(f"SELECT to_regclass('public.{table}')")).scalar_one():
            connection.execute(text(f"REVOKE {rights} ON {table} FROM {quoted}"))


def run() -> None:
    """Open one connection as the owner, migrate in one transaction, grant."""
    from coachapp.domain.tables import metadata  # late: only comparing needs the models

    engine = create_engine(config.attributes["url"], poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=metadata, compare_type=True)
        with context.begin_transaction():
            connection.execute(text("SELECT pg_advisory_xact_lock(7226)"))
            context.run_migrations()
            _grant(connection, config.attributes["app_role"])


run()
