"""Files on their way in and out: never opened by the browser, never under a name of somebody else's making."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Response, send_file
from werkzeug.datastructures import FileStorage

from coachapp.core import storage
from coachapp.core.errors import NotFound
from coachapp.core.fields import clean_line
from coachapp.domain.documents.files import LARGEST, Upload
from coachapp.domain.documents.models import Version


def download(path: Path, *, name: str, mimetype: str) -> Response:
    """Send the file as an attachment that can do nothing."""
    response = send_file(path, mimetype=mimetype, as_attachment=True, download_name=clean_line(name) or "file")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


def download_of(version: Version) -> Response:
    """Send a version's file; a link has none."""
    if version.storage_key is None or version.media_type is None:
        raise NotFound
    path = storage.current().path(version.storage_key)
    return download(path, name=version.file_name, mimetype=version.media_type)


def sent(verb: Callable[..., Any]) -> Callable[..., Any]:
    """Hand the verb the file of a form as what the house knows: a name and bytes."""

    def call(*, file: FileStorage | None = None, **facts: Any) -> Any:
        return verb(file=taken(file), **facts)

    return call


def taken(file: FileStorage | None) -> Upload | None:
    """Read a file that was sent, a little further than what is taken at most."""
    if file is None or not file.filename:
        return None
    return Upload(file.filename, file.read(LARGEST + 1))


def picture(path: Path) -> Response:
    """Send a picture that we drew ourselves."""
    return send_file(path, mimetype="image/webp")
