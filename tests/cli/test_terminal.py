"""Text is text: no name colours, moves or hides what a terminal shows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service import cli
from graph_service.cli.render import Format, show
from graph_service.cli.terminal import Terminal, visible
from graph_service.errors import InvalidInput

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
HOSTILE = "松树桥[/foo][red]队\x1b[2J\x9b31m\x7f\u202e:smile:\tx"


@given(st.text())
def test_what_is_shown_moves_nothing(text: str) -> None:
    assert not CONTROL.search(visible(text))
    assert "\n" not in visible(text)


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("columns", ["40", "200"])
def test_a_hostile_name_is_shown_and_obeyed_by_nothing(
    form: Format, columns: str, capsys: Any, monkeypatch: Any
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    row = {"team_id": "T", "name": HOSTILE} | {f"column_{n}": "x" * 12 for n in range(4)}
    show({"items": [row]}, [row], form, title=HOSTILE)
    out = capsys.readouterr().out
    assert not CONTROL.search(out)
    for piece in ("[/foo]", "[red]", ":smile:"):
        assert piece in re.sub(r"[\s│]", "", out)
    if form is Format.JSON:
        assert json.loads(out)["items"] == [row]


def test_a_hostile_name_in_an_error_ends_in_no_traceback(capsys: Any, monkeypatch: Any) -> None:
    def app() -> None:
        raise InvalidInput("name", HOSTILE, f"名称“{HOSTILE}”无效。", f"'{HOSTILE}' is no name.")

    monkeypatch.setattr(cli, "app", app)
    monkeypatch.setattr(cli.lean, "begin", lambda: None)
    monkeypatch.setattr(cli.lean, "settle", lambda: None)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert not CONTROL.search(said)
    assert said.count("[/foo][red]队␛[2J") == 2


def test_a_line_is_left_whole_for_the_terminal_to_fold(capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    line = "拒收行见 rejected rows are in " + str(Path("/some") / ("where" * 20))
    Terminal().print(line)
    assert capsys.readouterr().out == line + "\n"


@pytest.mark.parametrize("columns", [40, 60, 80, 160])
def test_a_table_cuts_nothing(columns: int, capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    row = {name: f"第三（二）1条{name}的内容" * 3 for name in "abcdefg"}
    show({}, [row], Format.TABLE, title="一个比窗口还要长的标题" * 12)
    out = re.sub(r"[\s│]", "", capsys.readouterr().out)
    assert "…" not in out
    assert out.startswith("一个比窗口还要长的标题" * 12)
    if columns == 40:
        for value in row.values():
            assert value in out
