"""Files on their way out: never opened by the browser, never under a name of somebody else's making."""

from __future__ import annotations

from pathlib import Path

from flask import Response, send_file

from coachapp.core.fields import clean_line


def download(path: Path, *, name: str, mimetype: str) -> Response:
    """Send the file as an attachment that can do nothing."""
    response = send_file(path, mimetype=mimetype, as_attachment=True, download_name=clean_line(name) or "file")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response
