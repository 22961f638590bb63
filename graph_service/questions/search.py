"""Name search: parts of names in Chinese, pinyin and initials."""

from __future__ import annotations

import re
from typing import Any

from graph_service import cypher
from graph_service.graph import Graph
from graph_service.questions import cursors

_SEARCH_CHINESE = cypher.load("questions/teams/search_chinese")
_SEARCH_TEXT = cypher.load("questions/teams/search_text")
_FILTER_TEAMS = cypher.load("questions/teams/filter_teams")
_BOUND = 20_000
_HAN = re.compile(r"[\u3400-\u9fff]")


async def teams_named(
    graph: Graph,
    text: str,
    path: str | None,
    wanted: dict[str, str | None],
    cursor: str | None,
    limit: int,
) -> dict[str, Any]:
    """Return a page of the teams whose name, pinyin or initials hold the text.

    At most 20,000 names are looked through; a search that reaches the bound says ``bounded``.
    """
    [after] = cursors.decode(cursor, [""])
    found = await _matching(graph, text)
    rows = await graph.values(
        _FILTER_TEAMS, team_ids=found, within=path, after=after, limit=limit + 1, **wanted
    )
    items = [row[0] for row in rows]
    answer = cursors.page(items, limit, [[item["team_id"]] for item in items])
    if len(found) >= _BOUND:
        answer |= {"complete": False, "bounded": _BOUND}
    return answer


async def _matching(graph: Graph, text: str) -> list[str]:
    if len(text) > 1 and _HAN.search(text):
        phrase = '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
        rows = await graph.values(_SEARCH_CHINESE, phrase=phrase, text=text, bound=_BOUND)
    else:
        spoken = re.sub(r"\s", "", text).lower()
        rows = await graph.values(_SEARCH_TEXT, text=spoken, bound=_BOUND)
    return [row[0] for row in rows]
