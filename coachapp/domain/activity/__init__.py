"""Who did what to whom: append-only, ids and never content."""
