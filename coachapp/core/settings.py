"""What the operator decides, read once from the environment (each name also as NAME_FILE)."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path


class SettingMissing(RuntimeError):
    """A setting that this process can't do without is absent."""


def read(name: str, default: str | None = None) -> str | None:
    """Give the setting's text: NAME first, then the content of the file that NAME_FILE names."""
    if (value := os.environ.get(name)) is not None:
        return value
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return default


def required(name: str) -> str:
    """Give the setting's text, or say that it is missing and how to set it."""
    if value := read(name):
        return value
    raise SettingMissing(f"{name} is not set. Start with ./run, or set {name} (or {name}_FILE).")


def driver_url(url: str) -> str:
    """Give the address in the spelling that SQLAlchemy and psycopg 3 understand."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that differs between two installations."""

    database_url: str
    redis_url: str
    secret_key: str
    data: Path
    base_url: str = "http://127.0.0.1:8000"
    storage: str = ""
    smtp_url: str | None = None
    mail_from: str = "coachapp <coachapp@localhost>"
    trusted_proxies: int = 0
    clock_offset: float = 0.0
    is_dev: bool = False
    allowed_private_hosts: tuple[str, ...] = ()

    @property
    def is_https(self) -> bool:
        """Tell whether people reach this installation by https."""
        return self.base_url.startswith("https://")

    @property
    def storage_url(self) -> str:
        """Give where files live: the setting, or a folder of the data directory."""
        return self.storage or f"file://{self.data.resolve()}/files"


def from_environment() -> Settings:
    """Read the settings of this process."""
    data = Path(read("COACHAPP_DATA") or ".coachapp")
    return Settings(
        database_url=driver_url(required("DATABASE_URL")),
        redis_url=required("REDIS_URL"),
        secret_key=read("COACHAPP_SECRET_KEY") or _own_secret(data),
        data=data,
        base_url=(read("COACHAPP_BASE_URL") or "http://127.0.0.1:8000").rstrip("/"),
        storage=read("COACHAPP_STORAGE") or "",
        smtp_url=read("COACHAPP_SMTP_URL") or None,
        mail_from=read("COACHAPP_MAIL_FROM") or "coachapp <coachapp@localhost>",
        trusted_proxies=int(read("COACHAPP_TRUSTED_PROXIES") or 0),
        clock_offset=float(read("COACHAPP_CLOCK_OFFSET") or 0),
        is_dev=(read("COACHAPP_DEV") or "") == "1",
        allowed_private_hosts=tuple((read("COACHAPP_ALLOWED_PRIVATE_HOSTS") or "").replace(",", " ").split()),
    )


def _own_secret(data: Path) -> str:
    """Give the key kept in the data directory, making it on the first start."""
    path = data / "secret_key"
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text(encoding="ascii").strip()
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
    return path.read_text(encoding="ascii").strip()
