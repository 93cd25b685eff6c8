"""Let nobody but the owner change what was published, and keep which state of a comment a writer knew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0055_seal"
down_revision = "0054_addenda"
branch_labels = None
depends_on = None

FREE = {
    "reviews": (),
    "comments": ("answer", "why", "answered_at", "verified_at", "checked_in", "checked_by", "reopened_from"),
    "scores": (),
    "next_steps": ("item_id",),
}
"""What of a published review may still change: what was done about it. Everything else is sealed, new columns too."""

REFUSE = """
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
    is_published boolean;
    review uuid;
    free text[] := coalesce(TG_ARGV, '{}');
BEGIN
    -- cascades run as the owner: whoever erases a client or a document passes
    IF current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;
    IF TG_TABLE_NAME = 'reviews' THEN
        is_published := OLD.published_at IS NOT NULL;
    ELSE
        -- waits for whoever publishes it at this moment
        FOREACH review IN ARRAY CASE TG_OP
            WHEN 'INSERT' THEN ARRAY[NEW.review_id]
            WHEN 'DELETE' THEN ARRAY[OLD.review_id]
            ELSE ARRAY[OLD.review_id, NEW.review_id] END
        LOOP
            PERFORM FROM reviews WHERE id = review AND published_at IS NULL FOR SHARE;
            is_published := NOT FOUND OR coalesce(is_published, false);
        END LOOP;
    END IF;
    IF is_published AND (
        TG_OP <> 'UPDATE' OR to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free
    ) THEN
        RAISE EXCEPTION 'What was published stays as it was.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'published_is_sealed', TABLE = TG_TABLE_NAME;
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$
"""


def upgrade() -> None:
    op.add_column("comments", sa.Column("lock", sa.Integer(), nullable=False, server_default="1"))
    op.alter_column("comments", "lock", server_default=None)
    op.execute(REFUSE)
    for table, free in FREE.items():
        when = "UPDATE OR DELETE" if table == "reviews" else "INSERT OR UPDATE OR DELETE"
        names = ", ".join(f"'{name}'" for name in free)
        op.execute(
            f"CREATE TRIGGER published_is_sealed BEFORE {when} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_rewriting({names})"
        )


def downgrade() -> None:
    for table in FREE:
        op.execute(f"DROP TRIGGER published_is_sealed ON {table}")
    op.execute("DROP FUNCTION refuse_rewriting()")
    op.drop_column("comments", "lock")
