"""Outgoing calls: to public addresses alone, by https, within time and size, each redirect looked at anew."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from coachapp.core import fetch, wayout
from coachapp.core.fetch import NotFetched, Question, Trouble
from tests.factories.feeds import FeedServer, serving


@pytest.fixture
def feeds() -> Iterator[FeedServer]:
    wayout.configure(["127.0.0.1"])
    with serving() as server:
        yield server
    wayout.configure([])


def refused(address: str, **limits: float) -> Trouble:
    with pytest.raises(NotFetched) as found:
        fetch.ask(address, Question(**limits))  # type: ignore[arg-type]
    assert "private-x9" not in str(found.value)
    return found.value.trouble


PRIVATE = """
127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255
192.0.2.1 198.18.0.1 240.0.0.1 ::1 :: fe80::1 fc00::1 fec0::1 ff02::1 2001:db8::1 100::1 ::ffff:127.0.0.1
::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::a00:1 2002:7f00:1:: 2002:c0a8:101::1
2001:0:7f00:1:0:0:80ff:fffe 2001:0:808:808:0:0:80ff:fffe 2a00::5efe:a00:1 2a00::200:5efe:7f00:1
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_a_private_address_is_private_however_it_is_wrapped(address: str) -> None:
    assert not wayout.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4001::5", "64:ff9b::808:808", "2002:808:808::1"])
def test_a_public_address_is_public_however_it_is_wrapped(address: str) -> None:
    assert wayout.is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0x7f.1", "017700000001", "127.1", "0177.0.0.1", "127.0.0.1.", "010.8.8.8"]
)
def test_numbers_in_odd_spellings_are_refused(host: str) -> None:
    assert refused(f"https://{host}/feed.ics") is Trouble.NOT_PUBLIC


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "[::ffff:7f00:1]", "[64:ff9b::a00:1]"])
def test_this_machine_is_refused_by_every_name(host: str) -> None:
    assert refused(f"https://{host}/feed.ics") is Trouble.NOT_PUBLIC


@pytest.mark.parametrize(
    "address",
    ["", "feed.ics", "ftp://example.org/x", "file:///etc/passwd", "https://", "https://a b/", "https://exa\nmple.org/",
     "https://example.org:99999/", "https://[::1/", "https://example.org\\@localhost/", "javascript:alert(1)"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(address: str) -> None:
    assert refused(address) is Trouble.ODD_ADDRESS


def test_webcal_and_http_become_https() -> None:
    assert fetch.tidy(" webcal://example.org/a.ics#x ") == "https://example.org/a.ics"
    assert fetch.tidy("webcals://example.org:8443/a.ics") == "https://example.org:8443/a.ics"
    assert fetch.tidy("http://example.org:80/a.ics") == "https://example.org/a.ics"


def test_a_name_that_has_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443)) for ip in ("8.8.8.8", "10.0.0.7")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)

    assert refused("https://calendar.example.org/x.ics") is Trouble.NOT_PUBLIC


def test_the_name_is_looked_up_once_and_what_was_found_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    called: list[object] = []

    def look(host: str, *_: object, **__: object) -> list[object]:
        looked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.4.4", 443))]

    def call(address: object, **_: object) -> socket.socket:
        called.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look)
    monkeypatch.setattr(socket, "create_connection", call)

    assert refused("https://calendar.example.org/x.ics") is Trouble.NO_ANSWER
    assert (looked, called) == (["calendar.example.org"], [("8.8.4.4", 443)])


def test_an_answer_comes_with_its_headers(feeds: FeedServer) -> None:
    address = feeds.says("BEGIN:VCALENDAR", headers={"ETag": '"a1"'})

    answer = fetch.ask(address)
    again = fetch.ask(address, Question(headers={"If-None-Match": '"a1"'}))

    assert (answer.status, answer.body, answer.headers["etag"]) == (200, b"BEGIN:VCALENDAR", '"a1"')
    assert again.status == 304
    assert feeds.asked[0][1]["host"] == f"127.0.0.1:{feeds.port}"


def test_a_name_and_password_in_the_address_sign_in(feeds: FeedServer) -> None:
    feeds.says("x")
    fetch.ask(feeds.url().replace("//", "//ann:s%40d@"))

    assert feeds.asked[0][1]["authorization"] == "Basic YW5uOnNAZA=="
    assert feeds.asked[0][1]["host"] == f"127.0.0.1:{feeds.port}"


def test_three_redirects_are_followed_and_no_more(feeds: FeedServer) -> None:
    for n in range(4):
        feeds.says("", f"/{n}", status=302, headers={"Location": f"/{n + 1}"})
    feeds.says("here", "/4")

    assert fetch.ask(feeds.url("/1")).body == b"here"
    assert refused(feeds.url("/0")) is Trouble.TOO_MANY_REDIRECTS


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("https://10.0.0.1/", Trouble.NOT_PUBLIC),
        ("https://localhost/", Trouble.NOT_PUBLIC),
        ("http://example.org/", Trouble.NOT_SECURE),
        ("https://[::ffff:192.168.0.1]/", Trouble.NOT_PUBLIC),
        ("file:///etc/passwd", Trouble.ODD_ADDRESS),
        ("//[", Trouble.ODD_ADDRESS),
    ],
)
def test_a_redirect_is_looked_at_like_any_address(feeds: FeedServer, target: str, why: Trouble) -> None:
    assert refused(feeds.says("", status=301, headers={"Location": target})) is why


def test_a_host_is_allowed_with_or_without_a_port() -> None:
    wayout.configure(["127.0.0.1:8080", " Nas.Local ", "[::1]:80", ""])
    allowed = [wayout.is_allowed(host) for host in ("127.0.0.1", "nas.local", "::1", "127.0.0.2", "")]
    wayout.configure([])

    assert allowed == [True, True, True, False, False]


def test_a_password_never_goes_to_another_server(feeds: FeedServer) -> None:
    wayout.configure(["127.0.0.1", "localhost"])
    other = f"http://localhost:{feeds.port}/there"
    feeds.says("", "/here", status=302, headers={"Location": other})
    feeds.says("", "/there")
    fetch.ask(feeds.url("/here").replace("//", "//ann:pw@"), Question(headers={"Cookie": "a=b"}))

    assert [{"authorization", "cookie"} & asked.keys() for _, asked in feeds.asked] == [
        {"authorization", "cookie"},
        set(),
    ]


def test_a_server_that_is_slow_is_left_after_the_time_in_total(feeds: FeedServer) -> None:
    assert refused(feeds.says(b"x" * 200, drip=0.1), seconds=0.6) is Trouble.TOO_SLOW
    assert refused(feeds.says(b"x" * 200, drip=0.1, claims=-1), seconds=0.6) is Trouble.TOO_SLOW


def test_a_server_that_never_speaks_is_left(feeds: FeedServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert refused(f"http://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.4) is Trouble.TOO_SLOW


def test_too_much_is_refused_told_or_not(feeds: FeedServer) -> None:
    assert refused(feeds.says(b"x" * 3000), most_bytes=2000) is Trouble.TOO_LARGE
    assert refused(feeds.says(b"x" * 3000, claims=-1), most_bytes=2000) is Trouble.TOO_LARGE
    assert refused(feeds.says(b"x", claims=50_000_000)) is Trouble.TOO_LARGE


def test_a_zipped_answer_is_unzipped_and_a_bomb_is_not(feeds: FeedServer) -> None:
    import gzip

    zipped = {"headers": {"Content-Encoding": "gzip"}}
    assert fetch.ask(feeds.says(gzip.compress(b"hello"), **zipped)).body == b"hello"
    assert refused(feeds.says(gzip.compress(bytes(6 * 1024 * 1024)), **zipped)) is Trouble.TOO_LARGE
    assert refused(feeds.says(gzip.compress(b"hello" * 100)[:-9], **zipped)) is Trouble.CUT_OFF


def test_an_answer_that_is_cut_off_is_no_answer(feeds: FeedServer) -> None:
    assert refused(feeds.says(b"x" * 10, claims=20)) is Trouble.CUT_OFF


@pytest.fixture
def certified(tmp_path: Path) -> tuple[Path, Path]:
    """Make a certificate for feeds.test, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "feeds.test")])
    since = datetime.now(UTC) - timedelta(days=1)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(since)
        .not_valid_after(since + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("feeds.test")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, key_file = tmp_path / "cert.pem", tmp_path / "key.pem"
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    key_file.write_bytes(key.private_bytes(*form))
    return pem, key_file


def test_https_proves_the_name_though_the_address_is_called(
    certified: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certified)

    def secure(server: ThreadingHTTPServer) -> None:
        server.socket = context.wrap_socket(server.socket, server_side=True)

    def look(_host: str, port: int, *_: object, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", look)
    wayout.configure(["feeds.test", "other.test"])
    with serving(secure) as server:
        server.says("hello", "/x.ics")
        wayout._trust.cache_clear()
        assert refused(f"https://feeds.test:{server.port}/x.ics") is Trouble.NOT_TRUSTED
        monkeypatch.setenv("SSL_CERT_FILE", str(certified[0]))
        wayout._trust.cache_clear()
        assert fetch.ask(f"https://feeds.test:{server.port}/x.ics").body == b"hello"
        assert refused(f"https://other.test:{server.port}/x.ics") is Trouble.NOT_TRUSTED
    wayout._trust.cache_clear()
    wayout.configure([])
