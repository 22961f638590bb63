"""Name search: parts of names in Chinese, pinyin and initials, also mixed and several at once."""

from __future__ import annotations

import re
import unicodedata

from graph_service import cypher, notice
from graph_service.answers.teams import TeamPage, TeamSummary
from graph_service.graph import Graph
from graph_service.questions import cursors

_SEARCH_CHINESE = cypher.load("questions/teams/search_chinese")
_SEARCH_TEXT = cypher.load("questions/teams/search_text")
_FILTER_TEAMS = cypher.load("questions/teams/filter_teams")
_BOUND = 20_000
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LETTERS = r"[A-Za-z\uff21-\uff3a\uff41-\uff5a]"
_LATIN = re.compile(f"{_LETTERS}+")
# Blanks, and what a qualified name is put together with
_BETWEEN = re.compile(r"[\s（）()·,，、]+")
_PIECES = re.compile(rf"{_LETTERS}+|(?:(?!{_LETTERS}).)+")

Part = dict[str, str | None]


async def teams_named(
    graph: Graph,
    text: str,
    path: str | None,
    wanted: dict[str, str | None],
    cursor: str | None,
    limit: int,
    bound: int = _BOUND,
) -> TeamPage:
    """Return a page of the teams whose name, pinyin or initials hold the text, likeliest first.

    Whole names come before starts and parts, names before pinyin and initials, short before long.
    Of several parts one stands in the name, the others there or among its divisions. At most
    ``bound`` names are looked through for each; a search that reaches it says ``bounded``.
    """
    [after] = cursors.decode(cursor, [""])
    parts = _parts(text)
    matches = [await _matching(graph, part, bound) for part in parts]
    rows = await graph.values(
        _FILTER_TEAMS,
        team_ids=sorted({team_id for found in matches for team_id in found}),
        parts=parts,
        words=notice.name_patterns()["place_words"],
        within=path,
        after=after,
        limit=limit + 1,
        **wanted,
    )
    items: list[TeamSummary] = [item for item, _ in rows]
    answer: TeamPage = {**cursors.page(items, limit, [[place] for _, place in rows])}
    if any(len(found) >= bound for found in matches):
        answer["complete"], answer["bounded"] = False, bound
    return answer


def _parts(text: str) -> list[Part]:
    """Return what is asked for, piece by piece; syllables of pinyin stay one piece."""
    words: list[str] = []
    for word in _BETWEEN.split(text):
        if words and _LATIN.fullmatch(word) and _LATIN.fullmatch(words[-1]):
            words[-1] += word
        elif word:
            words.append(word)
    pieces = [piece for word in words for piece in _PIECES.findall(word)]
    return [_part(piece) for piece in pieces or [text]]


def _part(piece: str) -> Part:
    spoken = unicodedata.normalize("NFKC", piece).lower() if _LATIN.match(piece) else None
    return {"text": piece, "spoken": spoken}


async def _matching(graph: Graph, part: Part, bound: int) -> list[str]:
    text = part["text"] or ""
    if len(text) > 1 and _HAN.fullmatch(text):
        rows = await graph.values(_SEARCH_CHINESE, phrase=f'"{text}"', text=text, bound=bound)
    else:
        rows = await graph.values(_SEARCH_TEXT, **part, bound=bound)
    return rows[0][0]
