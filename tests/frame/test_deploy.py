"""What stands in the deployment files agrees with the code."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
OURS = ("migrate", "web", "worker", "beat")


def test_every_setting_in_the_compose_file_is_one_that_the_app_reads() -> None:
    read = set(re.findall(r'"((?:COACHAPP|DATABASE|REDIS)_[A-Z_]+)"', (ROOT / "coachapp/core/settings.py").read_text()))
    read |= {"DATABASE_OWNER_URL"}  # for the command that migrates

    given = {name for service in OURS for name in COMPOSE["services"][service]["environment"]}

    assert given - read == set()


def test_the_owner_of_the_database_is_known_to_the_migration_alone() -> None:
    knows = [name for name in OURS if "DATABASE_OWNER_URL" in COMPOSE["services"][name]["environment"]]

    assert knows == ["migrate"]


def test_every_variable_of_the_compose_file_stands_in_the_example() -> None:
    wanted = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text(encoding="utf-8")))
    offered = set(re.findall(r"^([A-Z_]+)=", (ROOT / "deploy/env.example").read_text(encoding="utf-8"), re.MULTILINE))

    assert wanted == offered


def test_only_caddy_and_the_mail_catcher_open_ports() -> None:
    opened = {name for name, service in COMPOSE["services"].items() if "ports" in service}

    assert opened == {"caddy", "mailpit"}


def test_every_setting_of_the_code_is_explained_to_operators() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "coachapp").rglob("*.py"))
    internal = {"COACHAPP_CLOCK_OFFSET", "COACHAPP_DEV", "COACHAPP_DEMO_PASSWORD"}
    names = {name.removesuffix("_FILE") for name in re.findall(r'"((?:COACHAPP|DATABASE|REDIS)_[A-Z_]+[A-Z])"', source)}

    explained = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/operations.md").read_text(), re.MULTILINE))

    assert names - internal - explained == set()
