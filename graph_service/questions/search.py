"""Name search: parts of names in Chinese, pinyin and initials, also mixed and several at once."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from graph_service import cypher
from graph_service.graph import Graph
from graph_service.questions import cursors
from graph_service.questions.spoken import pinyin

_SEARCH_CHINESE = cypher.load("questions/teams/search_chinese")
_SEARCH_TEXT = cypher.load("questions/teams/search_text")
_FILTER_TEAMS = cypher.load("questions/teams/filter_teams")
_BOUND = 20_000
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[A-Za-z]")
_BETWEEN = re.compile(r"[\s（）()·,，、]+")

Part = dict[str, str | None]


async def teams_named(
    graph: Graph,
    text: str,
    path: str | None,
    wanted: dict[str, str | None],
    cursor: str | None,
    limit: int,
) -> dict[str, Any]:
    """Return a page of the teams whose name, pinyin or initials hold the text.

    Of several parts one stands in the name, the others there or among its divisions. At most
    20,000 names are looked through for each; a search that reaches the bound says ``bounded``.
    """
    [after] = cursors.decode(cursor, [""])
    parts = _parts(text)
    matches = [await _matching(graph, part) for part in parts]
    rows = await graph.values(
        _FILTER_TEAMS,
        team_ids=sorted({team_id for found in matches for team_id in found}),
        parts=_all_asked(parts),
        within=path,
        after=after,
        limit=limit + 1,
        **wanted,
    )
    items = [row[0] for row in rows]
    answer = cursors.page(items, limit, [[item["team_id"]] for item in items])
    if any(len(found) >= _BOUND for found in matches):
        answer |= {"complete": False, "bounded": _BOUND}
    return answer


def _parts(text: str) -> list[Part]:
    """Return what is asked for, piece by piece; syllables of pinyin stay one piece."""
    parts: list[Part] = []
    for word in _BETWEEN.split(text):
        part = _part(word)
        before = parts[-1]["spoken"] if parts else None
        if before and part["spoken"] and not _HAN.search(f"{parts[-1]['text']}{word}"):
            parts[-1] = _part(f"{parts[-1]['text']}{word}")
        elif word:
            parts.append(part)
    return parts or [_part(text)]


def _part(word: str) -> Part:
    plain = unicodedata.normalize("NFKC", word)
    return {"text": word, "spoken": pinyin(plain) if _LATIN.search(plain) else None}


def _all_asked(parts: list[Part]) -> list[Part]:
    """Return what the index alone does not settle: several parts, and Chinese beside pinyin."""
    runs = [
        {"text": run, "spoken": None}
        for part in parts
        if part["spoken"]
        for run in _HAN.findall(part["text"] or "")
    ]
    return runs + (parts if len(parts) > 1 else [])


async def _matching(graph: Graph, part: Part) -> list[str]:
    text = part["text"] or ""
    if len(text) > 1 and _HAN.fullmatch(text):
        rows = await graph.values(_SEARCH_CHINESE, phrase=f'"{text}"', text=text, bound=_BOUND)
    else:
        rows = await graph.values(_SEARCH_TEXT, **part, bound=_BOUND)
    return [row[0] for row in rows]
