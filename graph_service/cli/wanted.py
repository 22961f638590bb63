"""Make it so on the command line: the smallest lawful ways to what is wanted of a team."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from graph_service.advice.wanted.making import wanted as made
from graph_service.advice.wanted.reading import wish_of
from graph_service.answers.wanted import WantedAnswer
from graph_service.cli.find import team_called
from graph_service.cli.render import Format, FormatOption, show
from graph_service.cli.store import DataDir, ask
from graph_service.cli.terminal import Terminal
from graph_service.errors import InvalidInput
from graph_service.graph import Graph
from graph_service.messages import say
from graph_service.operations.specs import specs

_NAMED = ("final_reviewer_id", "subject_id")


def wanted(
    team: Annotated[str, typer.Argument(help="团体编号，或唯一的名称 team_id or a name")],
    wish: Annotated[
        list[str],
        typer.Argument(
            help="business=… final_reviewer_id=… | business=… outcome=… | power=… subject_id=… |"
            " permission=… | no_finding=…"
        ),
    ],
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """怎样才行：The smallest lawful ways to what is wanted of a team, and who may.

    Exit 1 when there is none; then the fact and the clause that forbid it are told.
    """
    pairs = dict(map(_pair, wish))

    async def asked(graph: Graph) -> WantedAnswer:
        want = dict(pairs)
        for name in _NAMED:
            if name in want:
                want[name] = await team_called(graph, want[name], name)
        return await made(graph, wish_of(await team_called(graph, team), want))

    answer = ask(data_dir, asked)
    show(answer, _rows(answer), form, title=team)
    because = answer["none_because"]
    if because is not None:
        terminal = Terminal(stderr=True)
        terminal.print(f"{because['message_zh']} {because['message_en']}")
        for clause in because["clauses"]:
            terminal.print(f"{clause['rule_id']} {clause['clause'] or ''} {clause['quote'] or ''}")
    if not answer["complete"]:
        Terminal(stderr=True).print("只试了一部分 not everything was tried")
    if not answer["items"]:
        raise typer.Exit(1)


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise InvalidInput("wish", text, *say("wanted.pair"))
    return name, value


def _rows(answer: WantedAnswer) -> list[dict[str, Any]]:
    """Return a line for each operation of each way, numbered by the way."""
    rows: list[dict[str, Any]] = []
    for number, item in enumerate(answer["items"], 1):
        counts = {"answer_changes": item["answer_changes"], "adds": len(item["findings_added"])}
        if not item["operations"]:
            rows.append({"way": number, "operation": "—", "team_id": "", "values": "", "who": ""})
        for operation, by in zip(item["operations"], item["by"], strict=True):
            name = operation["operation"]
            hidden = ("operation", "team_id")
            values = [
                f"{k}={'' if v is None else v}" for k, v in operation.items() if k not in hidden
            ]
            rows.append(
                {
                    "way": number,
                    "operation": f"{name} {specs()[name].title_zh}",
                    "team_id": operation["team_id"],
                    "values": " ".join(values),
                    "who": " ".join(node["id"] for node in by["who"]) or "管理员 administrator",
                    "clause": by["clause"]["rule_id"] if by["clause"] else None,
                }
                | counts
            )
    return rows
