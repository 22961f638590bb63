"""What commands write: tried before the work, named with its path, one sentence when it fails."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph_service.cli.outputs import ready
from graph_service.errors import InvalidInput
from tests.cli.test_commands import command  # noqa: F401
from tests.worlds import build


def test_a_path_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    ready(tmp_path / "new.csv")
    assert not (tmp_path / "new.csv").exists()
    old = tmp_path / "old.csv"
    old.write_text("kept")
    ready(old)
    assert old.read_text() == "kept"
    for path in (tmp_path, old / "below.csv", tmp_path / "no" / "folder.csv", Path("/proc/x")):
        with pytest.raises(InvalidInput) as refused:
            ready(path)
        assert str(path) in refused.value.message_zh
    ready(Path("/dev/null"))


def test_no_command_does_its_work_when_its_file_cannot_be_written(
    command: Any, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    blocked = tmp_path / "file"
    blocked.write_text("")
    below = str(blocked / "out")
    teams = tmp_path / "teams.jsonl"
    good = {**build.example("E-15")["teams"][0], "team_id": "NEW-1"}
    rows = [good, {**good, "team_id": "NEW-2", "team_kind": "club"}]
    teams.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    lines = [
        ("import", str(teams), "--mode", "keep_going", "--reject-file", below),
        ("export", below),
        ("history", "--out", below),
        ("audit", "--html", below),
        ("import", "--template", below),
    ]
    for line in lines:
        code, said = command(*line)
        assert (code, below in said) == (2, True), (line, said)
    assert command("permissions", "NEW-1")[0] == 2, "nothing was loaded"


def test_a_reject_file_is_mended_and_imported(command: Any, tmp_path: Path) -> None:  # noqa: F811
    teams = tmp_path / "teams.jsonl"
    good = {**build.example("E-15")["teams"][0], "team_id": "NEW-1", "name": "又一志愿服务队"}
    rows = [good, {**good, "team_id": "NEW-2", "name": "再一志愿服务队", "team_kind": "club"}]
    teams.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows))
    assert command("import", str(teams), "--mode", "keep_going")[0] == 1
    rejected = tmp_path / "rejected.csv"
    text = rejected.read_text("utf-8-sig")
    assert command("import", str(rejected))[0] == 2
    assert rejected.read_text("utf-8-sig") == text, "a file is not written over by its own rejects"
    assert (tmp_path / "rejected-2.csv").exists()
    rejected.write_text(text.replace('"club"', '"non_hub"').replace(',"club"', ',"non_hub"'))
    code, text = command("import", str(rejected), "--format", "json")
    assert (code, json.loads(text)["loaded"]) == (0, 1)
    assert command("permissions", "NEW-2")[0] == 0


def test_a_name_that_tells_no_kind_says_which_do(command: Any, tmp_path: Path) -> None:  # noqa: F811
    file = tmp_path / "network.csv"
    file.write_text("team_id,name\n")
    code, said = command("import", str(file))
    assert (code, "teams.csv" in said, "--kind" in said) == (2, True, True)
    assert command("import")[0] == 2
