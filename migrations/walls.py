"""Row security for tenant tables, said once."""

from __future__ import annotations

from alembic import op


def wall(*tables: str) -> None:
    """Let nobody but the owner's narrow functions see a row outside the practice of the transaction."""
    for table in tables:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_practice ON {table} USING (practice_id = current_practice())")
        op.execute(f"CREATE POLICY keeper ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)")


def unwall(*tables: str) -> None:
    """Take the policies away again."""
    for table in tables:
        op.execute(f"DROP POLICY IF EXISTS keeper ON {table}")
        op.execute(f"DROP POLICY IF EXISTS own_practice ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")


def narrow(name: str, arguments: str, returns: str, body: str) -> None:
    """Make a function that looks before a practice is known; it runs as the owner and gives ids only."""
    op.execute(
        f"CREATE FUNCTION {name}({arguments}) RETURNS TABLE ({returns}) LANGUAGE sql STABLE "
        f"SECURITY DEFINER SET search_path = public AS $$ {body} $$"
    )


def unnarrow(name: str, arguments: str) -> None:
    """Drop such a function."""
    op.execute(f"DROP FUNCTION IF EXISTS {name}({arguments})")
