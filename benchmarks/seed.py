# ruff: noqa: E501 - SQL reads better in its own lines
"""A practice with ten thousand clients, all of one coach, written in bulk."""

from __future__ import annotations

from sqlalchemy import Connection, text

N = 10_000

_STEPS = [
    # people and files
    """INSERT INTO users (id, email, name, time_zone, created_at)
       SELECT gen_random_uuid(), 'person' || n || '@example.org', 'Person ' || lpad(n::text, 5, '0'), 'Europe/Berlin',
              now() - interval '90 days' FROM generate_series(1, :n) n""",
    """INSERT INTO memberships (id, practice_id, user_id, role, headline, created_at)
       SELECT gen_random_uuid(), :practice, id, 'client', '', created_at FROM users WHERE email LIKE 'person%'""",
    """INSERT INTO clients (id, practice_id, coach_id, membership_id, name, email, time_zone, goal, status,
              shares_documents, shares_board, shares_endings, shares_reflections, weekly_floor, created_at)
       SELECT gen_random_uuid(), :practice, :coach, m.id, u.name, u.email, u.time_zone, 'A role in climate tech', 'active',
              true, true, true, false, 3, u.created_at FROM memberships m JOIN users u ON u.id = m.user_id
       WHERE m.role = 'client'""",
    # plans, wins, what happened
    """INSERT INTO action_items (id, practice_id, client_id, title, why, if_then, due_on, quote, state, added_by_role,
              created_at)
       SELECT gen_random_uuid(), :practice, c.id, 'Step ' || k, '', '', current_date + (k * 7 - 20)::int, '',
              CASE WHEN k < 3 AND get_byte(uuid_send(c.id), 15) > 4 THEN 'done' ELSE 'open' END, 'coach', now() - interval '40 days'
       FROM clients c, generate_series(1, 4) k""",
    """INSERT INTO wins (id, practice_id, client_id, text, at, key, created_at)
       SELECT gen_random_uuid(), :practice, id, 'A first interview', now() - interval '3 days', 'w' || id, now()
       FROM clients""",
    """INSERT INTO activities (id, practice_id, at, actor_role, verb, subject_kind, subject_id, client_id, facts, created_at)
       SELECT gen_random_uuid(), :practice, now() - (k || ' days')::interval - interval '2 hours', 'client',
              'action_item.done', 'action_items', c.id, c.id, '{}', now()
       FROM clients c, generate_series(1, 20, 4) k WHERE get_byte(uuid_send(c.id), 14) > 4""",
    # meetings: one past, one ahead, for each client
    """INSERT INTO event_types (id, practice_id, coach_id, name, slug, minutes, place_kind, place, description, questions,
              step_minutes, notice_minutes, horizon_days, buffer_before, buffer_after, is_open, changed_at, created_at)
       VALUES (:offer, :practice, :coach, 'Review session', 'bench', 30, 'phone', '', '', '[]', 15, 0, 60, 0, 0, true,
              now(), now())""",
    """INSERT INTO bookings (id, practice_id, event_type_id, coach_id, client_id, guest_name, guest_email, time_zone, goal,
              note, answers, starts_at, ends_at, busy, status, cancel_reason, uid, sequence, moves, generation, timed_at,
              changed_at, created_at)
       SELECT gen_random_uuid(), :practice, :offer, :coach, c.id, c.name, c.email, c.time_zone, '', '', '[]', s.at,
              s.at + interval '4 minutes', tstzrange(s.at, s.at + interval '4 minutes'), 'confirmed', '',
              'bench-' || c.id || s.side, 0, 0, 1, now(), now(), now()
       FROM (SELECT *, row_number() OVER (ORDER BY name) AS n FROM clients) c,
            LATERAL (VALUES ('a', now() - c.n * interval '3 hours'), ('b', now() + c.n * interval '3 hours'))
              AS s (side, at)""",
    # a resume each, a review asked for by every one; a board and some endings
    """INSERT INTO documents (id, practice_id, client_id, kind, title, created_at)
       SELECT gen_random_uuid(), :practice, id, 'resume', 'Resume', now() FROM clients""",
    """INSERT INTO versions (id, practice_id, document_id, client_id, number, storage_key, file_name, file_kind, size, note,
              uploaded_by, uploaded_by_role, state, attempts, text, html, created_at)
       SELECT gen_random_uuid(), :practice, d.id, d.client_id, 1, 'bench', 'resume.pdf', 'pdf', 1000, '', c.membership_id,
              'client', 'ready', 1, '', '', now() FROM documents d JOIN clients c ON c.id = d.client_id""",
    """INSERT INTO review_requests (id, practice_id, client_id, version_id, note, promised_at, created_at)
       SELECT gen_random_uuid(), :practice, client_id, id, '',
              now() + row_number() OVER (ORDER BY id) * interval '20 minutes', now() FROM versions""",
    """INSERT INTO job_applications (id, practice_id, client_id, employer, title, link, source, stage, reached, stage_since,
              next_action, notes, added_by_role, created_at)
       SELECT gen_random_uuid(), :practice, c.id, 'Employer ' || k, 'Engineer', '', '',
              CASE WHEN k = 1 THEN 'ended' ELSE 'applied' END, 'applied', now(), '', '', 'client', now()
       FROM clients c, generate_series(1, 3) k""",
    """INSERT INTO rejections (id, practice_id, client_id, application_id, kind, stage, left_stage, happened_on, quiet_until,
              reflection, created_at)
       SELECT gen_random_uuid(), :practice, client_id, id, 'told_no', 'paper_screen', 'applied', current_date, now(), '',
              now() - interval '5 days' FROM job_applications WHERE stage = 'ended'""",
    # reviews of an earlier round: twelve still drafts, the others published, one comment in a hundred asked about
    """INSERT INTO reviews (id, practice_id, client_id, author_id, subject_kind, version_id, title, round, rubric_kept,
              letter, verdict, published_at, changed_at, lock, created_at)
       SELECT gen_random_uuid(), :practice, client_id, :coach, 'version', id, 'Resume', 1, '{}', 'Well begun.', 'hold',
              CASE WHEN n > 12 THEN now() - n * interval '20 minutes' END, now() - n * interval '20 minutes', 1, now()
       FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM versions) v""",
    """INSERT INTO comments (id, practice_id, review_id, kind, criterion, body, why, replacement, quote, prefix, suffix,
              answer, answered_at, created_at)
       SELECT gen_random_uuid(), :practice, r.id, 'fix', 'proof', 'Say how many, and how much.', '', '', '', '', '',
              CASE WHEN k = 1 AND get_byte(uuid_send(r.id), 15) < 5 THEN 'question' ELSE 'open' END,
              r.published_at + interval '1 minute', now()
       FROM reviews r, generate_series(1, 2) k WHERE published_at IS NOT NULL""",
    # letters, nearly all of them sent
    """INSERT INTO notifications (id, practice_id, kind, key, subject_id, facts, to_address, to_name, time_zone, state,
              due_at, fence, attempts, sent_at, created_at)
       SELECT gen_random_uuid(), :practice, 'my_week', 'b' || c.id || k, c.id, '{}', c.email, c.name, c.time_zone,
              'sent', now(), 1, 1, now(), now() FROM clients c, generate_series(1, 3) k""",
]


def fill(connection: Connection, **ids: str) -> None:
    """Write the practice's rows, then let the planner know about them."""
    for step in _STEPS:
        names = {"n": N, **ids}
        connection.execute(text(step), {name: value for name, value in names.items() if f":{name}" in step})
    connection.commit()
    connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
