"""What a copy is told before it starts: its address, its secrets, its trial clock, its database."""

import ipaddress
import os
import socket
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from coachapp.core.embedded import ServerTrouble, first_start

ROOT = Path(__file__).resolve().parents[3]


def bracketed(host: str) -> str:
    """Give the host as it stands in an address."""
    return f"[{host}]" if ":" in host else host


def is_private(host: str) -> bool:
    """Tell whether only this machine can reach the address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refuse_taken(host: str, port: int) -> None:
    """Say clearly that a port is taken, before anything is started."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as refusal:
        raise ServerTrouble(
            f"Port {port} can't be used ({refusal.strerror}). Choose another: ./run --port {port + 1}"
        ) from refusal


def told(data: Path, host: str, port: int) -> dict[str, str]:
    """Give what all processes of this copy are told; what the operator has set stays."""
    environment = dict(os.environ)
    environment |= {"COACHAPP_DATA": str(data), "PYTHONPATH": str(ROOT)}
    environment |= {"PYTHONTZPATH": "", "PYTHONUNBUFFERED": "1"}
    offered = {
        "COACHAPP_BASE_URL": f"http://{bracketed(host)}:{port}",
        "COACHAPP_STORAGE": f"file://{data}/files",
        "COACHAPP_DEMO_PASSWORD": first_start.demo_password(data),
        "COACHAPP_SECRET_KEY": first_start.secret_key(data),
    }
    for name, value in offered.items():
        if not setting(environment, name):
            environment[f"{name}_FILE" if isinstance(value, Path) else name] = str(value)
    environment["COACHAPP_DEV"] = "1" if is_for_one_machine(environment, host) else "0"
    if trial := environment.pop("COACHAPP_CLOCK", ""):
        environment["COACHAPP_CLOCK_OFFSET"] = str(offset_to(trial))
    return environment


def is_for_one_machine(environment: dict[str, str], host: str) -> bool:
    """Tell whether nobody but this machine's people can come, not even through a proxy in front."""
    public = urlsplit(setting(environment, "COACHAPP_BASE_URL")).hostname or ""
    proxies = setting(environment, "COACHAPP_TRUSTED_PROXIES") or "0"
    return is_private(host) and is_private(public) and proxies == "0"


def own(environment: dict[str, str]) -> dict[str, str]:
    """Give what concerns this copy, without whatever else the operator's shell holds."""
    prefixes = ("COACHAPP_", "DATABASE_", "REDIS_", "PYTHONTZPATH")
    return {name: value for name, value in environment.items() if name.startswith(prefixes)}


def offset_to(trial: str) -> float:
    """Give the seconds from now to the instant of COACHAPP_CLOCK (without an offset of its own: UTC)."""
    try:
        instant = datetime.fromisoformat(trial)
    except ValueError as refusal:
        raise ServerTrouble(f"COACHAPP_CLOCK={trial} is no instant. Write 2027-03-01T09:00:00Z.") from refusal
    aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
    return (aware - datetime.now(UTC)).total_seconds()


def migrate(environment: dict[str, str]) -> None:
    """Bring the database to this release, as its owner."""
    from sqlalchemy.engine import make_url  # late: a refusal about a port need not wait for it
    from sqlalchemy.exc import ArgumentError, OperationalError

    from coachapp.core.migrate import upgrade

    app_url = setting(environment, "DATABASE_URL")
    owner_url = setting(environment, "DATABASE_OWNER_URL") or app_url
    try:
        upgrade(owner_url, make_url(app_url).username or "coachapp_app")
    except ArgumentError as refusal:
        raise ServerTrouble(f"DATABASE_URL can't be read: {refusal}") from refusal
    except OperationalError as refusal:
        said = str(refusal.orig).strip().splitlines()[0]
        raise ServerTrouble(f"The database does not answer as its owner: {said}") from refusal


def setting(environment: dict[str, str], name: str) -> str:
    """Give a setting of this copy, from the file that NAME_FILE names where NAME itself is not set."""
    if name in environment:
        return environment[name]
    path = environment.get(f"{name}_FILE")
    return Path(path).read_text(encoding="utf-8").strip() if path else ""
