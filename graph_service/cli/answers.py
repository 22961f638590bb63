"""Answers over time on the command line: a team's timeline, and changes with what followed."""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Annotated, Any

import typer

from graph_service.answers.changed import AnswerChanged
from graph_service.answers.history import ChangeRow
from graph_service.answers.then import Timeline
from graph_service.cli.find import TeamId, team_called
from graph_service.cli.render import Format, FormatOption, columns, picked, show
from graph_service.cli.store import DataDir, ask, place
from graph_service.cli.terminal import Terminal, visible, visible_json
from graph_service.graph import Graph
from graph_service.questions import history
from graph_service.questions.regions import territory_path
from graph_service.record.following import Followed, Wanted, batch, followed
from graph_service.record.timeline import timeline
from graph_service.store import history as stored

_TOLD = columns(
    ChangeRow, "revision", "recorded_at", "operation", "team_id", "role", "acting_team_id", "reason"
)
_LARGEST, _EVERY = 1000, 1.0


def answers(
    team: TeamId,
    kind: Annotated[str | None, typer.Option(help="route, holder, finding, place, …")] = None,
    key: Annotated[str | None, typer.Option(help="业务、权限或规则 a business, …")] = None,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """历次答复：What a team's answers were, since when, and which change made them so."""

    async def told(graph: Graph) -> Timeline:
        team_id = team
        if not await _on_record(graph, team):
            team_id = await team_called(graph, team)
        return await timeline(graph, team_id, kind=kind, key=key, limit=_LARGEST)

    answer = ask(data_dir, told)
    rows = [_span(item) for item in answer["items"]]
    show(answer, rows, form, title=answer["team_id"])
    if not answer["complete"]:
        Terminal(stderr=True).print(f"只列出最近 {_LARGEST} 项 the newest {_LARGEST} only")


def changes(
    with_answers: Annotated[bool, typer.Option("--answers", help="连同所改变的答复")] = False,
    follow: Annotated[bool, typer.Option("--follow", help="持续跟随，Ctrl-C 结束")] = False,
    after: Annotated[int | None, typer.Option(min=0, help="此修订号之后")] = None,
    team: Annotated[str | None, typer.Option(help="答复的主体 the answers' subject")] = None,
    hub: Annotated[str | None, typer.Option(help="变更前后提到的枢纽型团体")] = None,
    within: Annotated[str | None, typer.Option(parser=place, help="区划代码")] = None,
    kind: Annotated[str | None, typer.Option(help="route, holder, finding, …")] = None,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """变更：Changes, `--answers` with what followed from each, `--follow` as they happen."""

    async def wanted(graph: Graph) -> Wanted:
        path = await territory_path(graph, within) if within else None
        return Wanted(team, hub, path, kind)

    if follow:
        ask(data_dir, lambda graph: _follow(graph, wanted, after, form, with_answers))
        return

    async def listed(graph: Graph) -> list[Any]:
        asked, seen = await wanted(graph), after or 0
        items: list[Any] = []
        while True:
            page = await _page(graph, asked, seen)
            items += page.items
            if page.complete:
                return items
            seen = page.seen

    items = ask(data_dir, listed)
    rows = [picked(item, _TOLD) | {"answers": _count(item)} for item in items]
    if with_answers and form is not Format.JSON:
        rows = [row for item in items for row in _rows(item)]
    show({"items": items}, rows, form)


async def _follow(
    graph: Graph, wanted: Any, after: int | None, form: Format, with_answers: bool
) -> None:
    asked = await wanted(graph)
    seen = after if after is not None else (await stored.revision(graph))
    while True:
        page = await _page(graph, asked, seen)
        for item in page.items:
            _print(item, form, with_answers)
        sys.stdout.flush()
        seen = page.seen
        if page.complete:
            await asyncio.sleep(_EVERY)


def _print(item: Any, form: Format, with_answers: bool) -> None:
    if form is Format.JSON:
        sys.stdout.write(visible_json(json.dumps(item, ensure_ascii=False, default=str)) + "\n")
        return
    head = " ".join(str(item[name]) for name in _TOLD if item[name] is not None)
    Terminal().print(visible(f"{head}  → {_count(item)}"))
    if with_answers:
        for change in item["answer_changes"]:
            Terminal().print(visible(f"    {_said(change)}"))
        if not item["answers_complete"]:
            Terminal().print(f"    … GET /v1/changes/{item['revision']}/answers")


async def _page(graph: Graph, wanted: Wanted, seen: int) -> Followed:
    page = await followed(lambda after: batch(graph, after), wanted, seen, _LARGEST)
    shown = history.masked(
        {"items": page.items, "next_cursor": None, "complete": True}, nameless=False
    )
    return Followed(list(shown["items"]), page.seen, page.complete)


async def _on_record(graph: Graph, team_id: str) -> bool:
    page = await history.changes(graph, team_id=team_id, limit=1)
    return bool(page["items"])


def _count(item: Any) -> str:
    if item["reset"]:
        return "重新开始 reset"
    created = f" +{item['created_count']}" if item["created_count"] else ""
    return f"{item['answer_count']}{created}"


def _rows(item: Any) -> list[dict[str, Any]]:
    head = {name: item[name] for name in ("revision", "operation")}
    names = ("kind", "subject", "key")
    return [
        head
        | {name: change[name] for name in names}
        | {"before": _short(change["before"]), "after": _short(change["after"])}
        for change in item["answer_changes"]
    ]


def _said(change: AnswerChanged) -> str:
    about = f"{change['kind']} {change['subject']} {change['key']}".rstrip()
    return f"{about}: {_short(change['before'])} → {_short(change['after'])}"


def _short(value: Any) -> str:
    """Return a value as a table shows it: of a route who finishes, of a holder who holds."""
    if isinstance(value, dict) and "outcome" in value:
        final = value["final_reviewer"]
        return f"{final['id']} {value['mode']}" if final else value["outcome"]
    if isinstance(value, dict) and "holder" in value:
        return value["holder"] or "—"
    if value is None or value == []:
        return "—"
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _span(item: Any) -> dict[str, Any]:
    cause = item["cause"]
    return {
        "kind": item["kind"],
        "key": item["key"],
        "value": _short(item["value"]),
        "from_revision": item["from_revision"],
        "from_at": item["from_at"],
        "to_revision": item["to_revision"],
        "cause": cause and f"{cause['operation']} {cause['reason'] or ''}".strip(),
    }
