"""Files are kept under what they hold, whole or not at all."""

import errno
import hashlib
import os
from pathlib import Path
from uuid import UUID

import pytest

from coachapp.core.errors import StorageFull
from coachapp.core.storage import Folder, storage_at

PRACTICE = UUID("018f0000-0000-7000-8000-000000000001")
OTHER = UUID("018f0000-0000-7000-8000-000000000002")


def test_the_same_bytes_are_kept_once_in_a_practice_and_apart_from_other_practices(tmp_path: Path) -> None:
    store = storage_at(f"file://{tmp_path}")

    keys = [store.put(PRACTICE, b"cv"), store.put(PRACTICE, b"cv"), store.put(OTHER, b"cv")]

    digest = hashlib.sha256(b"cv").hexdigest()
    assert keys == [f"{p}/{digest[:2]}/{digest}" for p in (PRACTICE, PRACTICE, OTHER)]
    assert sorted(dict(store.keys())) == sorted(set(keys))
    with store.open(keys[0]) as kept:
        assert kept.read() == b"cv"


def test_what_is_deleted_is_gone_and_the_rest_stays(tmp_path: Path) -> None:
    store = Folder(tmp_path)
    first, second = store.put(PRACTICE, b"1"), store.put(PRACTICE, b"2")

    store.delete(first)
    store.delete(first)

    assert [store.has(first), store.has(second)] == [False, True]


def test_a_full_disk_is_named_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(StorageFull):
        Folder(tmp_path).put(PRACTICE, b"cv")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("key", ["../../etc/passwd", "", "/etc/passwd", f"{PRACTICE}/aa/../../x"])
def test_a_key_of_no_ours_reaches_no_file(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="not a storage key"):
        Folder(tmp_path).open(key)


def test_an_unknown_kind_of_store_is_refused_with_the_name_of_the_setting() -> None:
    with pytest.raises(ValueError, match="COACHAPP_STORAGE"):
        storage_at("ftp://example.org")
