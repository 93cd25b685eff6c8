"""The house keeps its shape: sizes, names, doors."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from coachapp.core.queue import celery
from coachapp.doors.policy import Policy, PolicyMissing, assert_complete, registry

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "coachapp"
BANNED = {"utils", "helpers", "common", "misc", "base", "manager", "handlers"}
NOT_ROOMS = {"parts", "nav", "times", "frame", "timetable", "context", "dev", "dev_mail"}


def modules(folder: Path) -> Iterator[Path]:
    """Give each Python module below the folder."""
    return (path for path in sorted(folder.rglob("*.py")) if "__pycache__" not in path.parts)


def name(path: Path) -> str:
    """Say a module as people find it."""
    return str(path.relative_to(ROOT))


def rooms() -> set[str]:
    """Give the names of the rooms."""
    return {path.name for path in (HOUSE / "domain").iterdir() if (path / "__init__.py").exists()}


def test_modules_stay_short() -> None:
    long = {name(p): n for p in modules(HOUSE) if (n := len(p.read_text().splitlines())) > 220}
    long |= {name(p): n for p in modules(ROOT / "tests") if (n := len(p.read_text().splitlines())) > 330}

    assert long == {}


def test_functions_stay_short() -> None:
    long = {}
    for path in modules(HOUSE):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                lines = (node.end_lineno or 0) - node.body[0].lineno + 1
                if lines > 40:
                    long[f"{name(path)}:{node.name}"] = lines

    assert long == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [name(p) for p in modules(HOUSE) if p.stem in BANNED] == []


def test_every_door_file_is_named_after_a_room() -> None:
    doors = [p for door in ("api", "web", "worker") for p in modules(HOUSE / door) if p.stem != "__init__"]
    strangers = [name(p) for p in doors if not any(part in rooms() | NOT_ROOMS for part in (p.stem, p.parent.name))]

    assert strangers == []


def test_public_functions_say_what_becomes_true() -> None:
    silent = [
        f"{name(path)}:{node.name}"
        for path in modules(HOUSE)
        for node in ast.parse(path.read_text()).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]

    assert silent == []


def test_every_route_has_a_policy(shared_app: Flask) -> None:
    endpoints = {rule.endpoint for rule in shared_app.url_map.iter_rules()}

    assert endpoints <= registry(shared_app).keys()
    assert all(isinstance(policy, Policy) for policy in registry(shared_app).values())


def test_a_route_without_a_policy_keeps_the_app_from_starting(shared_app: Flask) -> None:
    bare = Flask("bare")
    bare.add_url_rule("/open", "open", lambda: "")

    with pytest.raises(PolicyMissing, match="open"):
        assert_complete(bare)


def test_every_job_that_the_house_names_is_a_task(shared_app: Flask) -> None:
    named = {
        found
        for path in modules(HOUSE)
        for found in re.findall(r"(?:queue\.)?later\(\s*\"([a-z_]+\.[a-z_]+)\"", path.read_text())
    }

    assert named
    assert named <= set(celery.tasks)


def test_the_timetable_names_tasks(shared_app: Flask) -> None:
    assert {entry["task"] for entry in celery.conf.beat_schedule.values()} <= set(celery.tasks)


def test_the_present_comes_from_the_clock_alone() -> None:
    asked = re.compile(r"datetime\.(now|utcnow|today)\(|date\.today\(|time\.time\(")
    askers = [
        name(p)
        for p in modules(HOUSE)
        if p.name != "clock.py" and "embedded" not in p.parts and asked.search(p.read_text())
    ]

    assert askers == []


def test_relationships_raise_where_nobody_loaded_them() -> None:
    lazy = [
        name(p)
        for p in modules(HOUSE / "domain")
        for call in re.findall(r"relationship\((.*?)\)\n", p.read_text(), re.DOTALL)
        if 'lazy="raise"' not in call
    ]

    assert lazy == []


def test_nothing_names_how_or_where_it_was_made() -> None:
    """No registry host, no path of one machine."""
    hosts = r"https?://[^\s\"']*(?:pypi|npmjs|artifactory|registry)[^\s\"']*"
    told = re.compile(f"{hosts}|{re.escape(str(ROOT))}/|/root/")
    here = Path(__file__)
    texts = [p for kind in ("*.py", "*.lock", "*.toml", "*.md", "*.yml", "*.sh") for p in ROOT.rglob(kind)]
    skip = {".venv", "node_modules", ".coachapp"}
    tellers = [name(p) for p in texts if p != here and not skip & set(p.parts) and told.search(p.read_text("utf-8"))]

    assert tellers == []


def test_nothing_but_the_worker_calls_out() -> None:
    """A request never waits for a stranger's server: who can ask one is known, and only the worker asks them."""
    askers = [name(p) for p in modules(HOUSE) if re.search(r"\bfetch\.ask\(", p.read_text())]
    callers = [
        name(p)
        for p in modules(HOUSE)
        if re.search(
            r"\b(?:arriving\.get|dav\.(?:calendars|state|events|put|delete|find)|link_reading\.look)\(", p.read_text()
        )
    ]

    assert askers == [
        "coachapp/domain/calendars/arriving.py",
        "coachapp/domain/calendars/dav.py",
        "coachapp/domain/documents/link_reading.py",
    ]
    assert callers == [
        "coachapp/domain/calendars/arriving.py",
        "coachapp/worker/calendars.py",
        "coachapp/worker/documents.py",
    ]
