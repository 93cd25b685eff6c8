"""The way out of the house: which addresses may be called, and a connection to exactly one of them."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from functools import cache
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import urlsplit

_allowed: frozenset[str] = frozenset()
_NAT64 = [ipaddress.ip_network(n) for n in ("64:ff9b::/96", "64:ff9b:1::/48")]
_COMPATIBLE = ipaddress.ip_network("::/96")
_CLOSED = [
    ipaddress.ip_network(n)
    for n in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4", "::/8", "100::/64", "2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16",
        "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
    )
]  # fmt: skip


class NoWay(Exception):
    """The call can't be made; `why` is one of fetch.Trouble's words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def configure(allowed_private_hosts: Iterable[str]) -> None:
    """Let these hosts be private and speak plain http; the operator lists them. A port that is named is passed over."""
    global _allowed  # noqa: PLW0603 - one list per process
    _allowed = frozenset(filter(None, (urlsplit(f"//{host.strip()}").hostname for host in allowed_private_hosts)))


def is_allowed(host: str) -> bool:
    """Tell whether the operator lets this host be private."""
    return host.lower().strip("[]") in _allowed


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address belongs to the open internet, and every IPv4 address that is wrapped in it, too."""
    if isinstance(address, IPv6Address):
        if wrapped := _wrapped(address):
            return all(is_public(each) for each in wrapped)
        if (int(address) >> 32) & 0xFDFFFFFF == 0x00005EFE and not is_public(_last(address)):  # ISATAP
            return False
    is_closed = any(address in network for network in _CLOSED if network.version == address.version)
    return address.is_global and not address.is_multicast and not is_closed


def _wrapped(address: IPv6Address) -> list[IPv4Address]:
    """Give the IPv4 addresses that an IPv6 address leads to: mapped, compatible, 6to4, Teredo (both ends), NAT64."""
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address.sixtofour]
    if address.teredo:
        return list(address.teredo)
    if any(address in network for network in _NAT64) or (address in _COMPATIBLE and int(address) > 1):
        return [_last(address)]
    return []


def _last(address: IPv6Address) -> IPv4Address:
    """Give the last four bytes as an IPv4 address."""
    return IPv4Address(int(address) & 0xFFFFFFFF)


def _is_odd(host: str) -> bool:
    """Tell whether a host is a number in another spelling than four decimals: 2130706433, 0x7f.1, 010.0.0.1."""
    last = host.rstrip(".").rpartition(".")[2]
    if not re.fullmatch(r"[0-9]+|0[xX][0-9a-fA-F]*", last):
        return False
    try:
        return str(IPv4Address(host)) != host
    except ValueError:
        return True


def is_private_by_spelling(host: str) -> bool:
    """Tell whether a host is a private address as it stands, or a name that means this machine."""
    if is_allowed(host):
        return False
    try:
        return not is_public(ipaddress.ip_address(host.partition("%")[0]))
    except ValueError:
        return _is_odd(host) or host == "localhost" or host.endswith(".localhost")


def find(host: str, port: int, until: float) -> list[str]:
    """Resolve a host once, within the time; refuse it unless every address may be called."""
    if _is_odd(host):
        raise NoWay("not_public")
    found = _resolved(host, port, until)
    if not found:
        raise NoWay("unknown_host")
    if not is_allowed(host) and not all(is_public(ipaddress.ip_address(each.partition("%")[0])) for each in found):
        raise NoWay("not_public")
    return found


def _resolved(host: str, port: int, until: float) -> list[str]:
    """Ask the resolver in a thread of its own: it knows no time limit."""
    answer: list[list[str]] = []

    def look() -> None:
        with contextlib.suppress(OSError, UnicodeError):
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answer.append(list(dict.fromkeys(str(row[4][0]) for row in rows)))

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(max(0.0, until - time.monotonic()))
    if thread.is_alive():
        raise NoWay("too_slow")
    return answer[0] if answer else []


@contextlib.contextmanager
def opened(host: str, port: int, *, is_secure: bool, until: float) -> Iterator[http.client.HTTPConnection]:
    """Connect to one of the host's addresses; whatever happens, the line is cut when the time is over."""
    held = [_connect(find(host, port, until), port, until)]
    cut = threading.Timer(max(0.01, until - time.monotonic()), _cut, [held])
    cut.daemon = True
    cut.start()
    try:
        if is_secure:
            _secure(held, host)
        connection = http.client.HTTPConnection(host, port)
        connection.sock = held[-1]
        yield connection
    finally:
        cut.cancel()
        held[-1].close()


def _connect(addresses: list[str], port: int, until: float) -> socket.socket:
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=max(0.01, until - time.monotonic()))
        except OSError:
            if time.monotonic() >= until:
                raise NoWay("too_slow") from None
    raise NoWay("no_answer")


def _cut(held: list[socket.socket]) -> None:
    """Cut the line below whatever is spoken on it, so that whoever waits for it wakes up."""
    with contextlib.suppress(OSError):
        socket.socket.shutdown(held[-1], socket.SHUT_RDWR)


def _secure(held: list[socket.socket], host: str) -> None:
    line = _trust().wrap_socket(held[-1], server_hostname=host, do_handshake_on_connect=False)
    held.append(line)
    try:
        line.do_handshake()
    except ssl.SSLCertVerificationError:
        raise NoWay("not_trusted") from None


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()
