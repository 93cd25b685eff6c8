"""Sites of others that may show a booking page: origins, spelled as browsers spell them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

MOST = 20
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")
_AT_HOME = {"localhost", "127.0.0.1"}


class OddSite(ValueError):
    """That is no site that a browser could ask from."""


def origin_of(typed: str) -> str:
    """Give the origin of what somebody typed or pasted: "www.example.org/contact" is "https://www.example.org".

    Only https counts, but for a copy on one's own machine. Raises OddSite.
    """
    text = typed.strip().lower()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError) as error:
        raise OddSite(typed) from error
    at_home = host in _AT_HOME
    is_open = parts.scheme == "https" or (parts.scheme == "http" and at_home)
    if not is_open or "@" in parts.netloc or len(host) > 253 or not (at_home or _HOST.fullmatch(host)):
        raise OddSite(typed)
    usual = {"https": 443, "http": 80}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in {None, usual} else "")


def origins_of(lines: Iterable[str]) -> list[str]:
    """Give the origins of all lines that hold something, each once. Raises OddSite for the first that is none."""
    return list(dict.fromkeys(origin_of(line) for line in lines if line.strip()))
