"""Files without a row don't stay."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coachapp.core import clock, storage
from coachapp.domain.accounts.viewer import Viewer
from coachapp.domain.ops import tidy
from tests.factories import documents, people


def test_a_file_whose_row_was_never_written_goes_after_an_hour(inside: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    store = storage.current()
    named = documents.version(*people.client(inside)).storage_key
    orphan = store.put(inside.practice_id, b"an upload that was rolled back")

    assert tidy.clear_files() == 0
    later = clock.now() + timedelta(hours=2)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert tidy.clear_files() == 1
    assert (store.has(named), store.has(orphan)) == (True, False)
