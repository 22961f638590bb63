"""The commands that keep the register, beside a running store."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner

from graph_service import __version__
from graph_service.cli import COMMANDS, main
from graph_service.cli import app as commands
from graph_service.embedded import NEO4J_VERSION
from graph_service.errors import ServiceError
from tests.api.test_writes import NEW
from tests.conftest import Run
from tests.server import Server
from tests.worlds import build, records
from tests.worlds.records import record


@pytest.fixture
def command(graph: Any, run: Run, neo4j_server: Server, monkeypatch: Any, tmp_path: Path) -> Any:
    """Run a command: its exit code and what it wrote."""
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEO4J_URI", neo4j_server.uri)
    monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.username)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)

    def called(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(commands, list(arguments))
        if isinstance(result.exception, ServiceError):
            return 2, str(result.exception)
        assert result.exception is None or isinstance(result.exception, SystemExit), result
        return result.exit_code, result.stdout

    return called


def test_a_team_is_registered_and_raised_by_commands(command: Any) -> None:
    values = [f"{name}={value}" for name, value in NEW.items() if name != "team_id"]
    code, text = command("change", "register_team", "NEW", *values, "--format", "json")
    assert code == 0, text
    assert json.loads(text)["admitted_by"] == "H500112011001"
    assert command("change", "set_status", "NEW", "status=active", "--reason", "核准")[0] == 0
    asked = ("submit_application", "NEW", "application_id=A-1", "to_group=junior_project")
    assert command("change", *asked)[0] == 0
    assert command("change", "decide_application", "NEW", "application_id=A-1", "status=approved")
    code, text = command("route", "NEW", "project_publication", "--format", "json")
    assert json.loads(text)["routes"][0]["outcome"] == "exempt"
    code, text = command("history", "NEW", "--format", "json")
    told = [item["operation"] for item in json.loads(text)["items"]]
    assert told == ["register_team", "set_status", "submit_application", "decide_application"]


def test_a_scope_is_listed_team_by_team(command: Any) -> None:
    code, text = command("scope", "H500112", "--basis", "reviewed", "--format", "json")
    assert code == 0
    assert {team["team_id"] for team in json.loads(text)["items"]} == {
        "H500112011",
        "H500112012",
        "H500112138",
    }
    code, text = command("scope", "H500112", "--basis", "legal_persons", "--format", "csv")
    assert [line.split(",")[0] for line in text.splitlines()] == ["team_id", "L"]


def test_a_route_in_a_table_is_followed_by_its_reason(command: Any) -> None:
    code, text = command("route", "H500112011001", "project_publication")
    assert code == 0
    assert "A-1 三（二）1" in text.replace("\n", " ")
    assert "龙溪街道志愿服务总队快审。" in text.replace("\n", "")


def test_a_rehearsal_says_what_a_change_would_add_and_keeps_nothing(command: Any) -> None:
    wrong = ("set_liaison", "H500112011", "liaison_id=H50")
    code, text = command("change", *wrong, "--dry-run", "--format", "json")
    assert code == 1
    assert {f["rule_id"] for f in json.loads(text)["added"]} == {"A-1"}
    code, text = command("change", *wrong)
    assert code == 2
    assert "A-1" in text
    assert command("change", "set_liaison", "H500112011", "liaison")[0] == 2
    assert command("change", "set_fire", "H500112011")[0] == 2


def test_safe_fixes_are_listed_and_then_applied(command: Any) -> None:
    wrong = ("change", "set_liaison", "H500112011", "liaison_id=H50", "--accept-violations")
    assert command(*wrong)[0] == 0
    code, text = command("audit", "--fix", "safe", "--format", "json")
    assert code == 1
    [item] = json.loads(text)["items"]
    assert item["fix"]["operations"][0]["liaison_id"] == "H500112"
    assert command("audit", "--rule", "A-1")[0] == 1
    assert command("audit", "--fix", "safe", "--apply")[0] == 0
    assert command("audit", "--rule", "A-1")[0] == 0


def test_a_written_history_is_refused_by_a_store_that_has_one(command: Any, tmp_path: Path) -> None:
    file = tmp_path / "history.jsonl"
    assert command("history", "--out", str(file))[0] == 0
    assert len(file.read_text("utf-8").splitlines()) == 1
    assert command("replay", str(file))[0] == 2
    file.write_text("no change\n", "utf-8")
    assert command("replay", str(file))[0] == 2


def test_a_file_that_cannot_be_written_is_refused_before_the_work(
    command: Any, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file, no folder")
    inside = str(taken / "out")
    rows = tmp_path / "teams.jsonl"
    rows.write_text('{"team_id": "NEW", "region_code": "500112"}\n{"team_id": "no id!"}\n')
    importing = ("import", str(rows), "--mode", "keep_going", "--reject-file", inside)
    for words in (
        importing,
        ("history", "--out", inside),
        ("audit", "--html", inside),
        ("export", inside),
    ):
        code, text = command(*words)
        assert code == 2, text
        assert inside in text
    assert command("route", "NEW")[0] == 2
    code, text = command("import", str(rows), "--mode", "keep_going", "--dry-run")
    assert (tmp_path / "rejected.csv").exists()


def test_the_sample_goes_into_an_empty_store_only(command: Any) -> None:
    code, text = command("sample")
    assert code == 2
    assert "into an empty one only" in text


def test_a_team_is_found_by_name_and_taken_for_its_id_when_no_other_bears_it(command: Any) -> None:
    code, text = command("find", "松树桥", "--format", "csv")
    assert code == 0
    assert text.splitlines()[1].startswith("H500112011001,松树桥社区志愿服务大队（渝北区")
    assert command("find", "ssq", "--format", "csv")[1].splitlines()[1] == text.splitlines()[1]
    assert command("find", "没有这个名称")[0] == 1
    code, text = command("route", "松树桥社区志愿服务大队", "--format", "json")
    assert code == 0
    assert (
        json.loads(text)["routes"]
        == json.loads(command("route", "H500112011001", "--format", "json")[1])["routes"]
    )
    for words in (("permissions",), ("scope",), ("check", "H500112011", "manage_team")):
        assert command(*words, "松树桥社区志愿服务大队")[0] == 0, words
    code, text = command("route", "志愿服务总队")
    assert code == 2
    assert "H500112011  龙溪街道志愿服务总队（渝北区·龙溪街道）" in text
    assert "H500112012" in text
    code, text = command("route", "没有这个名称")
    assert code == 2
    assert "没有编号为“没有这个名称”" in text


def test_a_refusal_advises_in_the_words_of_its_own_door(command: Any, capsys: Any) -> None:
    wrong = ["change", "set_liaison", "H500112011", "liaison_id=H50"]
    with pytest.raises(SystemExit):
        _main(wrong)
    said = capsys.readouterr().err
    assert "--accept-violations" in said
    assert "accept_violations=true" not in said


def _main(arguments: list[str]) -> None:
    with patch.object(sys, "argv", ["graph-service", *arguments]):
        main()


@pytest.mark.parametrize("name", [*COMMANDS, "neo4j backup", "neo4j start", "token create"])
def test_every_command_says_by_an_example_how_it_is_called(name: str, monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    said = CliRunner().invoke(commands, [*name.split(), "--help"])
    assert said.exit_code == 0
    assert f"例 Example: graph-service {name}" in said.stdout
    assert max(map(cell_len, said.stdout.splitlines())) <= 80


def test_the_version_is_told() -> None:
    said = CliRunner().invoke(commands, ["--version"])
    assert said.exit_code == 0
    assert said.stdout == f"graph-service {__version__} (Neo4j {NEO4J_VERSION})\n"


def test_a_question_imports_neither_web_framework_nor_downloader() -> None:
    program = (
        "import sys, graph_service.cli, graph_service.cli.questions, graph_service.cli.routes\n"
        "heavy = ('fastapi', 'uvicorn', 'jgo', 'requests', 'pypinyin')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    line = [sys.executable, "-c", program]
    assert subprocess.run(line, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_hours_stars_queues_and_reports_are_told(command: Any, graph: Any, run: Run) -> None:
    known = [record("a", state="confirmed", service_hours=10050), record("b"), record("c")]
    run(records.put(graph, known))
    code, text = command("hours", "H500112", "--by", "month", "--format", "csv")
    assert (code, text) == (0, "month,hours,records\n2026-03,100.5,1\n")
    told = json.loads(command("hours", "T", "--from", "2026-04", "--format", "json")[1])
    assert (told["from"], told["items"]) == ("2026-04", [])
    code, text = command("stars", "V-0001", "--format", "json")
    assert (json.loads(text)["star_level"], json.loads(text)["next_level_at"]) == (1, 300)
    assert command("stars", "V-9999")[0] == 2
    code, text = command("queue", "L", "--format", "json")
    assert [item["id"] for item in json.loads(text)["items"]] == ["b", "c"]
    assert command("queue", "RA-500112", "--format", "json")[0] == 0
    code, text = command("queue", "L", "--summary", "--format", "csv")
    assert "by_kind.records,2\n" in text
    for kind in ("responsible-units", "registration-authorities", "departments"):
        code, text = command("report", kind, "--format", "csv")
        assert code == 0
        assert len(text.splitlines()) > 1


def test_records_are_entered_from_a_file_decided_and_listed(command: Any, tmp_path: Path) -> None:
    heads = "record_id,service_date,service_hours,volunteer_no,project_name,location"
    heads += ",service_recipients,service_content,contact_name,state"
    rest = "社区花园养护,松树桥社区,社区居民,浇水,李四,"
    lines = [f"R{n},2026-03-0{n + 1},2.50,V-000{n},{rest}" for n in range(3)]
    bad = f",2026-03-09,25,V-0009,{rest}"
    (tmp_path / "records.csv").write_text("\n".join([heads, *lines, bad]), encoding="utf-8")
    code, text = command("change", "enter_records", "T", "items=@records.csv", "--format", "json")
    told = json.loads(text)["items"]
    assert (code, [row["state"] for row in told]) == (1, [*["entered"] * 3, None])
    assert {row["reviewer"] for row in told[:3]} == {"L"}
    (tmp_path / "decisions.csv").write_text("record_id,decision\nR0,confirm\nR1,确认\n")
    assert command("change", "decide_records", "items=@decisions.csv")[0] == 0
    returned = ("record_id=R2", "decision=return", "reason=时长不符")
    assert command("change", "decide_records", "T", *returned, "--dry-run")[0] == 0
    assert command("change", "decide_records", "T", *returned)[0] == 0
    assert command("change", "correct_record", "T", "record_id=R2", "service_hours=1")[0] == 0
    assert command("change", "correct_record", "T", "record_id=R0", "service_hours=1")[0] == 2
    code, text = command("records", "T", "--state", "entered", "--format", "csv")
    assert text.splitlines()[1:] == ["R2,2026-03-03,社区花园养护,1.0,V-0002,completed,entered,L"]
    assert command("change", "delete_record", "T", "record_id=R2")[0] == 0
    code, text = command("records", "T", "--from", "2026-03-02", "--format", "json")
    assert [item["record_id"] for item in json.loads(text)["items"]] == ["R1"]
    bound = ("token", "create", "operator", "--authority", "RA-500112", "--format", "json")
    assert json.loads(command(*bound)[1])["authority_id"] == "RA-500112"
    assert command("token", "create", "reader", "--authority", "RA-500112")[0] == 2
    assert command("token", "create", "operator", "--authority", "NOBODY")[0] == 2


def test_a_route_is_told_as_if_operations_were_done(command: Any, tmp_path: Path) -> None:
    given = {"operation": "set_liaison", "team_id": "H500112011001", "liaison_id": "H500112"}
    lines = tmp_path / "moved.jsonl"
    lines.write_text(json.dumps(given) + "\n", encoding="utf-8")
    sheet = tmp_path / "moved.csv"
    sheet.write_text("\n".join([",".join(given), ",".join(given.values())]), encoding="utf-8")
    asked = ("route", "H500112011001", "hours_recording", "--format", "json")
    for file in (lines, sheet):
        code, text = command(*asked, "--assume", str(file))
        assert code == 0
        answer = json.loads(text)
        assert answer["assumed"] is True
        assert answer["routes"][0]["final_reviewer"]["id"] == "H500112"
    answer = json.loads(command(*asked)[1])
    assert answer["routes"][0]["final_reviewer"]["id"] == "H500112011"
    assert command(*asked, "--assume", str(lines), "--as-of", "1")[0] == 2


def test_what_is_wanted_is_told_with_who_may_or_why_not(command: Any) -> None:
    code, text = command("wanted", "T", "permission=publish_without_review", "--format", "json")
    assert code == 0
    way = json.loads(text)["items"][0]
    assert [len(by["who"]) > 0 for by in way["by"]] == [True, True]
    code, text = command("wanted", "T", "business=hours_recording", "final_reviewer_id=H50")
    assert code == 1
    assert command("wanted", "T", "hours")[0] == 2
