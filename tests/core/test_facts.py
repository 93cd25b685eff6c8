"""What ./run tells the processes of a copy."""

import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coachapp.core.embedded import ServerTrouble, facts


@pytest.fixture(autouse=True)
def _untold(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BASE_URL", "TRUSTED_PROXIES", "SECRET_KEY", "STORAGE", "DEV", "CLOCK"):
        monkeypatch.delenv(f"COACHAPP_{name}", raising=False)
        monkeypatch.delenv(f"COACHAPP_{name}_FILE", raising=False)


def test_a_first_start_gets_an_address_a_place_for_files_and_secrets_of_its_own(tmp_path: Path) -> None:
    told = facts.told(tmp_path, "127.0.0.1", 8000)

    assert told["COACHAPP_BASE_URL"] == "http://127.0.0.1:8000"
    assert told["COACHAPP_STORAGE"] == f"file://{tmp_path}/files"
    assert len(facts.setting(told, "COACHAPP_SECRET_KEY")) == 64
    assert len(facts.setting(told, "COACHAPP_DEMO_PASSWORD")) == 19


def test_secrets_stay_the_same_over_a_restart(tmp_path: Path) -> None:
    first = facts.setting(facts.told(tmp_path, "127.0.0.1", 8000), "COACHAPP_SECRET_KEY")

    again = facts.setting(facts.told(tmp_path, "127.0.0.1", 8000), "COACHAPP_SECRET_KEY")

    assert first == again


def test_what_the_operator_has_set_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = tmp_path / "address"
    address.write_text("https://practice.example.org\n")
    monkeypatch.setenv("COACHAPP_BASE_URL_FILE", str(address))
    monkeypatch.setenv("COACHAPP_SECRET_KEY", "of-the-operator")

    told = facts.told(tmp_path, "127.0.0.1", 8000)

    assert "COACHAPP_BASE_URL" not in told
    assert facts.setting(told, "COACHAPP_BASE_URL") == "https://practice.example.org"
    assert facts.setting(told, "COACHAPP_SECRET_KEY") == "of-the-operator"


@pytest.mark.parametrize(
    ("host", "settings", "dev"),
    [
        ("127.0.0.1", {}, "1"),
        ("::1", {}, "1"),
        ("localhost", {}, "1"),
        ("0.0.0.0", {}, "0"),
        ("192.0.2.7", {}, "0"),
        ("127.0.0.1", {"COACHAPP_BASE_URL": "https://practice.example.org"}, "0"),
        ("127.0.0.1", {"COACHAPP_TRUSTED_PROXIES": "1"}, "0"),
        ("0.0.0.0", {"COACHAPP_DEV": "1"}, "0"),
    ],
)
def test_development_pages_open_only_where_nobody_else_can_come(
    host: str, settings: dict[str, str], dev: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    assert facts.told(tmp_path, host, 8000)["COACHAPP_DEV"] == dev


@pytest.mark.parametrize("written", ["2027-03-01T09:00:00Z", "2027-03-01T10:00:00+01:00", "2027-03-01T09:00:00"])
def test_a_trial_clock_becomes_one_offset(written: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACHAPP_CLOCK", written)

    told = facts.told(tmp_path, "127.0.0.1", 8000)

    begins = datetime.now(UTC) + timedelta(seconds=float(told["COACHAPP_CLOCK_OFFSET"]))
    assert abs(begins - datetime(2027, 3, 1, 9, tzinfo=UTC)) < timedelta(minutes=1)
    assert "COACHAPP_CLOCK" not in told


def test_a_taken_port_is_refused_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(ServerTrouble, match=rf"Port {port} can't be used .* --port {port + 1}"):
            facts.refuse_taken("127.0.0.1", port)


def test_a_database_that_is_not_there_is_named_in_one_line(tmp_path: Path) -> None:
    nowhere = f"postgresql://coachapp_owner@/coachapp?host={tmp_path}"

    with pytest.raises(ServerTrouble, match=r"The database does not answer as its owner: .*No such file") as caught:
        facts.migrate({"DATABASE_URL": nowhere, "DATABASE_OWNER_URL": nowhere})

    assert "\n" not in str(caught.value)


def test_the_shell_s_other_secrets_are_not_written_down() -> None:
    held = {"COACHAPP_DATA": "/d", "DATABASE_URL": "x", "REDIS_URL": "y", "AWS_SECRET_ACCESS_KEY": "z", "PATH": "/bin"}

    assert facts.own(held) == {"COACHAPP_DATA": "/d", "DATABASE_URL": "x", "REDIS_URL": "y"}
