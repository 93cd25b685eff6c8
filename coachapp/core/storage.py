"""Keeps files by what they hold: the same bytes of one practice are kept once, under their hash.

A key is `<practice>/<first two of the hash>/<hash>`. Only folders on this machine for now; another
kind of store need only fit `Storage`.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import unquote, urlsplit
from uuid import UUID

from coachapp.core import clock
from coachapp.core.errors import StorageFull

_KEY = re.compile(r"[0-9a-f-]{36}/[0-9a-f]{2}/[0-9a-f]{64}")
_FULL = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))


class Storage(Protocol):
    """Where files are kept."""

    def put(self, practice_id: UUID, data: bytes) -> str: ...
    def open(self, key: str) -> BinaryIO: ...
    def path(self, key: str) -> Path: ...
    def has(self, key: str) -> bool: ...
    def delete(self, key: str) -> None: ...
    def keys(self) -> Iterator[tuple[str, float]]: ...


class Folder:
    """Files in a folder of this machine."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, practice_id: UUID, data: bytes) -> str:
        """Keep these bytes and give their key; on return they are on the disk, whole."""
        digest = hashlib.sha256(data).hexdigest()
        key = f"{practice_id}/{digest[:2]}/{digest}"
        place = self.path(key)
        if place.exists():
            os.utime(place, times=_now())
            return key
        try:
            self._write(place, data)
        except OSError as error:
            if error.errno in _FULL:
                raise StorageFull from error
            raise
        return key

    def _write(self, place: Path, data: bytes) -> None:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = place.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with draft.open("xb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            os.utime(draft, times=_now())
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def open(self, key: str) -> BinaryIO:
        """Open what is kept under a key; raises FileNotFoundError where nothing is."""
        return self.path(key).open("rb")

    def path(self, key: str) -> Path:
        """Where a key's bytes lie on this machine."""
        if not _KEY.fullmatch(key):
            raise ValueError("not a storage key")
        return self.root / key

    def has(self, key: str) -> bool:
        """Something is kept under this key."""
        return self.path(key).is_file()

    def delete(self, key: str) -> None:
        """Nothing is kept under this key any more."""
        self.path(key).unlink(missing_ok=True)

    def keys(self) -> Iterator[tuple[str, float]]:
        """All that is kept, each with the Unix time at which it was last put."""
        for place in self.root.glob("*/*/*"):
            key = place.relative_to(self.root).as_posix()
            if _KEY.fullmatch(key):
                yield key, place.stat().st_mtime


def _now() -> tuple[float, float]:
    at = clock.now().timestamp()
    return at, at


_current: Storage | None = None


def configure(url: str) -> None:
    """Keep files there from now on."""
    global _current  # noqa: PLW0603 - one place per process
    _current = storage_at(url)


def current() -> Storage:
    """Give the store of this installation."""
    if _current is None:
        raise RuntimeError("storage.configure was not called")
    return _current


def storage_at(url: str) -> Storage:
    """Give the store that an address names: `file:///...`."""
    parts = urlsplit(url)
    if parts.scheme != "file":
        raise ValueError(f"COACHAPP_STORAGE: {parts.scheme or 'no scheme'} is not known; use file:///a/folder")
    return Folder(Path(unquote(parts.path)))
