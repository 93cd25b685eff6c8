"""Two uploads at once can't pass the quota together."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from coachapp.core import unit
from coachapp.core.db import db
from coachapp.domain.clients.queries import own_client
from coachapp.domain.documents import intake, service
from coachapp.domain.documents.errors import QuotaFull
from coachapp.domain.documents.models import DocumentKind, Version
from tests.factories import documents, people
from tests.servers import Database


def test_of_six_uploads_at_once_only_those_that_fit_are_kept(
    clone_database: Callable[[], Database], app_of: Callable[..., Flask], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_of(clone_database().url)
    monkeypatch.setattr(intake, "CLIENT_QUOTA", 2 * documents.RESUME.stat().st_size + 10)
    with app.app_context(), unit.own():
        viewer, _ = people.client(people.owner())
    ready, told = threading.Barrier(6), []

    def upload(number: int) -> None:
        file = documents.upload(data=documents.RESUME.read_bytes()[:-1] + bytes([48 + number]))
        with app.app_context():
            ready.wait(30)
            try:
                with unit.own(viewer.practice_id):
                    service.add(viewer, own_client(viewer), kind=DocumentKind.OTHER, file=file)
                told.append("kept")
            except QuotaFull:
                told.append("full")

    threads = [threading.Thread(target=upload, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == ["full"] * 4 + ["kept"] * 2
    with app.app_context(), unit.own(viewer.practice_id):
        assert db.session.scalar(select(func.count()).select_from(Version)) == 2
