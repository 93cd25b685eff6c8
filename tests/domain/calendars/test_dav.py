"""Passwords stay with their server, and an answer that is no answer is refused."""

from __future__ import annotations

import pytest

from coachapp.domain.calendars.dav import is_near
from coachapp.domain.calendars.multistatus import NotMultistatus, responses


@pytest.mark.parametrize(
    ("home", "url", "near"),
    [
        ("https://caldav.icloud.com/", "https://p34-caldav.icloud.com/1/calendars/", True),
        ("https://cloud.example.org/dav", "https://cloud.example.org/remote.php/dav", True),
        ("https://cloud.example.org/", "https://evil.example.net/", False),
        ("https://cloud.example.org/", "http://cloud.example.org/", False),
        ("https://cloud.example.org/", "http://dav.example.org/", False),
        ("https://mail.firm.co.uk/", "https://evil.co.uk/", False),
        ("https://mail.firm.co.uk/", "https://dav.firm.co.uk/", True),
        ("https://firm.co.uk/", "https://evil.co.uk/", False),
        ("https://example.org/", "https://evil.org/", False),
        ("https://10.0.0.1/", "https://11.0.0.1/", False),
        ("http://127.0.0.1:1/", "http://127.0.0.1:1/x", True),
    ],
)
def test_a_password_goes_to_its_server_and_its_sisters_alone(home: str, url: str, near: bool) -> None:
    assert is_near(home, url) is near


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"\xff\xfe", b'<!DOCTYPE x [<!ENTITY a "b">]><multistatus xmlns="DAV:">&a;</multistatus>'],
)
def test_what_is_no_answer_is_refused(body: bytes) -> None:
    with pytest.raises(NotMultistatus):
        responses("https://example.org/", body)


def test_properties_that_were_not_found_are_not_there() -> None:
    body = b"""<d:multistatus xmlns:d="DAV:"><d:response><d:href>/a%20b/</d:href>
<d:propstat><d:prop><d:displayname> Work </d:displayname></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>
<d:propstat><d:prop><d:owner>x</d:owner></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat>
</d:response></d:multistatus>"""

    (found,) = responses("https://example.org/dav/", body)

    assert (found.url, found.text("{DAV:}displayname"), found.text("{DAV:}owner")) == (
        "https://example.org/a%20b/",
        "Work",
        "",
    )
