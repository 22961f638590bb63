"""A register imported, changed, mended and applied for is told to a fresh store by commands."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service import embedded
from graph_service.sample.regions import region_rows
from tests.api.test_writes import NEW
from tests.worlds import build

SERVICE = str(Path(sys.executable).with_name("graph-service"))
PLACES = ("50", "500112", "500112011", "500112011001")
HELD = ("applications", "records", "regions", "registration_authorities", "teams")


def command(store: Path, *words: str, codes: tuple[int, ...] = (0,)) -> str:
    line = [SERVICE, *words, f"--data-dir={store}"]
    done = subprocess.run(
        line, capture_output=True, text=True, timeout=300, check=False, cwd=store.parent
    )
    assert done.returncode in codes, (words, done.stdout, done.stderr)
    return done.stdout


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[list[Path]]:
    found = [tmp_path / "first", tmp_path / "second"]
    running = []
    try:
        for store in found:
            running.append(embedded.start(store))
            command(store, "migrate")
        yield found
    finally:
        for server in running:
            server.stop()


def write_register(folder: Path) -> list[str]:
    regions = [row.values for row in region_rows() if row.values["region_code"] in PLACES]
    authorities = [row for row in build.authorities() if row["region_code"] in PLACES]
    teams = [
        dict(row) for row in build.worked()["base_world"]["teams"] if row["region_code"] in PLACES
    ]
    teams[0] |= {"email": "hub@example.cn", "founded_on": "2019-03", "address": "江北城"}
    files = []
    for kind, rows in (
        ("regions", regions),
        ("registration_authorities", authorities),
        ("teams", teams),
    ):
        file = folder / f"{kind}.jsonl"
        file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
        files.append(str(file))
    return files


@pytest.mark.slow
def test_the_commands_tell_a_history_to_a_fresh_store(stores: list[Path], tmp_path: Path) -> None:
    first, second = stores
    command(first, "import", *write_register(tmp_path))
    pairs = [f"{name}={value}" for name, value in NEW.items() if name != "team_id"]
    command(first, "change", "register_team", "NEW", *pairs, "email=new@example.cn")
    command(first, "change", "set_status", "NEW", "status=active")
    wrong = ("set_liaison", "H500112011", "liaison_id=H50", "--accept-violations")
    command(first, "change", *wrong)
    command(first, "audit", "--fix", "safe", "--apply", codes=(0, 1))
    assert command(first, "audit", "--rule", "A-1", "--format", "csv", codes=(0,)) == ""
    asked = ("application_id=A-1", "to_group=junior_project")
    command(first, "change", "submit_application", "NEW", *asked)
    command(first, "change", "decide_application", "NEW", "application_id=A-1", "status=approved")
    out = tmp_path / "history.jsonl"
    command(first, "history", "--out", str(out))
    command(second, "replay", str(out))
    for store in stores:
        command(store, "export", str(tmp_path / f"out-{store.name}"))
    files = sorted((tmp_path / "out-first").iterdir())
    assert [file.stem for file in files] == sorted(HELD)
    for file in files:
        assert file.read_bytes() == (tmp_path / "out-second" / file.name).read_bytes(), file.name
    assert "NEW" in (tmp_path / "out-second/teams.csv").read_text("utf-8-sig")
    retold = tmp_path / "again.jsonl"
    command(second, "history", "--out", str(retold))
    assert len(retold.read_text("utf-8").splitlines()) == len(out.read_text("utf-8").splitlines())
