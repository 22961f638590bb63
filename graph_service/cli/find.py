"""Find teams by name, and take a name for an id where only one team bears it."""

from __future__ import annotations

from typing import Annotated

import typer

from graph_service.answers.teams import TeamSummary
from graph_service.cli.render import Format, FormatOption, columns, picked, show
from graph_service.cli.store import DataDir, ask
from graph_service.cli.terminal import Terminal, visible
from graph_service.errors import InvalidInput
from graph_service.graph import Graph
from graph_service.questions import teams

_SHOWN = columns(TeamSummary, "team_id", "display_name", "level", "team_kind", "status")
_CANDIDATES = 10

TeamId = Annotated[str, typer.Argument(help="团体编号，或唯一的名称 team_id or a name")]


def find(
    text: Annotated[list[str], typer.Argument(help="名称、拼音或首字母 name, pinyin, initials")],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="最多列出多少")] = 20,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """查找：Teams by name, pinyin or initials, the likeliest first; exit 1 when there is none."""
    words = " ".join(text)
    answer = ask(data_dir, lambda graph: teams.teams(graph, q=words, limit=limit))
    show(answer, [picked(item, _SHOWN) for item in answer["items"]], form)
    if not answer["items"]:
        Terminal(stderr=True).print(f"没有名称含“{words}”的团体。No team's name holds '{words}'.")
        raise typer.Exit(1)
    if not answer["complete"]:
        Terminal(stderr=True).print(f"仅列前 {limit} 个 the first {limit}; --limit …")


async def team_called(graph: Graph, text: str, field: str = "team_id") -> str:
    """Return the id that is meant: the text itself, or that of the only team of this name.

    Raises InvalidInput with the likeliest teams if several may be meant; a text that nothing
    bears is returned as it is, for the question to refuse.
    """
    if await teams.known(graph, text):
        return text
    page = await teams.teams(graph, q=text, limit=_CANDIDATES + 1)
    found = page["items"]
    whole = [item for item in found if text in (item["name"], item["display_name"])]
    meant = whole or found
    if len(meant) > 1:
        raise _several(field, text, meant)
    return meant[0]["team_id"] if meant else text


def _several(field: str, text: str, found: list[TeamSummary]) -> InvalidInput:
    lines = [
        f"  {item['team_id']}  {visible(item['display_name'])}" for item in found[:_CANDIDATES]
    ]
    more = ["  …"] if len(found) > _CANDIDATES else []
    return InvalidInput(
        field,
        text,
        f"{field}“{text}”可指多个团体，请用其中一个编号：",
        "\n".join([f"{field} '{text}' may mean several teams; give the id of one:", *lines, *more]),
    )
