"""Migrations: empty to head, equal to the models, down one and up again; walls on every tenant table."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from coachapp.core import migrate
from coachapp.core.db import TenantRecord
from coachapp.domain.tables import metadata
from tests.servers import Database


def tenant_tables() -> set[str]:
    """Give the tables whose rows belong to a practice."""
    return {m.local_table.name for m in TenantRecord.registry.mappers if issubclass(m.class_, TenantRecord)}


def test_the_migrated_database_is_what_the_models_say(shared_database: Database) -> None:
    engine = create_engine(shared_database.owner_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = compare_metadata(context, metadata)
    engine.dispose()

    assert differences == []


def test_each_revision_goes_down_and_up_again(clone_database: Callable[[], Database]) -> None:
    database = clone_database()
    role = make_url(database.url).username or ""
    script = ScriptDirectory.from_config(migrate.config(database.owner_url, role))
    heads = script.get_heads()

    assert len(heads) == 1
    for revision in script.walk_revisions():
        migrate.downgrade(database.owner_url, role, str(revision.down_revision or "base"))
    migrate.upgrade(database.owner_url, role)


def test_every_tenant_table_stands_behind_row_security(shared_database: Database) -> None:
    engine = create_engine(shared_database.owner_url)
    with engine.connect() as connection:
        walled = set(
            connection.execute(
                text("SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity")
            ).scalars()
        )
        practised = set(
            connection.execute(
                text(
                    "SELECT table_name FROM information_schema.columns WHERE column_name = 'practice_id'"
                    " AND table_schema = 'public'"
                )
            ).scalars()
        )
    engine.dispose()

    assert tenant_tables() <= walled
    assert practised == tenant_tables()


def test_foreign_keys_between_tenant_tables_carry_the_practice() -> None:
    loose = [
        f"{table.name}.{key.name}"
        for name in tenant_tables()
        if (table := metadata.tables[name]) is not None
        for key in table.foreign_key_constraints
        if key.referred_table.name in tenant_tables() and "practice_id" not in key.column_keys
    ]

    assert loose == []


def test_the_apps_role_sees_nothing_outside_a_practice_and_rewrites_no_history(shared_database: Database) -> None:
    engine = create_engine(shared_database.url)
    with engine.connect() as connection:
        for table in sorted(tenant_tables()):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0  # noqa: S608
        with pytest.raises(DBAPIError, match="permission denied"):
            connection.execute(text("DELETE FROM activities"))
    engine.dispose()
