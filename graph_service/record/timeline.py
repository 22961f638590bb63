"""A team's answers one after another, each with the change that made it so."""

from __future__ import annotations

from typing import Any, cast

from graph_service import cypher
from graph_service.answers.then import AnswerThen, Cause, Timeline
from graph_service.answers.values import AnsweredKind
from graph_service.consequences.asking import ask
from graph_service.consequences.cone import Cone
from graph_service.consequences.keeping import unpack
from graph_service.consequences.values import Key
from graph_service.errors import NotFound
from graph_service.graph import Reading
from graph_service.questions import cursors, rules
from graph_service.record.today import loaded

_CHANGES_OF = cypher.load("questions/record/changes_of")


async def timeline(
    reading: Reading,
    team_id: str,
    *,
    kind: str | None = None,
    key: str | None = None,
    cursor: str | None = None,
    limit: int = 100,
) -> Timeline:
    """Return a page of the values that a team's answers had, newest first.

    Also of a team that was deleted. Raises NotFound for an id that was never on record.
    """
    cone = Cone()
    cone.whole({team_id}, rules.PARTS)
    today = loaded(await ask(reading, cone))
    asked = {"subjects": [team_id], "others": [], "after": 0, "kinds": None, "earlier": 0}
    [row] = await reading.read(_CHANGES_OF, **asked)
    if not today and not row["changes"]:
        raise NotFound("team", team_id)
    spans = _spans(team_id, row, today)
    wanted = [s for s in spans if kind in (None, s["kind"]) and key in (None, s["key"])]
    wanted.sort(key=lambda s: (-(s["from_revision"] or 0), s["kind"], s["key"]))
    places = [[-(s["from_revision"] or 0), s["kind"], s["key"]] for s in wanted]
    start = [-cursors.LARGEST, "", ""]
    page: Any = cursors.cut(wanted, places, cursor, start, limit)
    return {**page, "team_id": team_id}


def _spans(team_id: str, row: dict[str, Any], today: dict[Key, Any]) -> list[AnswerThen]:
    lines: dict[Key, list[tuple[Any, Any, Cause]]] = {}
    for _, packed, change in row["changes"]:
        for key, before, after in unpack(team_id, packed):
            lines.setdefault(key, []).append((before, after, change))
    spans: list[AnswerThen] = []
    for key in lines.keys() | today.keys():
        steps = lines.get(key, [])
        first = steps[0][0] if steps else today[key]
        values: list[tuple[Any, Cause | None]] = [(first, row["created"])]
        values += [(after, change) for _, after, change in steps]
        for at, (value, cause) in enumerate(values):
            following = values[at + 1][1] if at + 1 < len(values) else None
            if value is not None:
                spans.append(_span(key, value, cause, following))
    return spans


def _span(key: Key, value: Any, cause: Cause | None, following: Cause | None) -> AnswerThen:
    return {
        "kind": cast("AnsweredKind", key.kind),
        "key": key.key,
        "value": value,
        "from_revision": cause and cause["revision"],
        "from_at": cause and cause["recorded_at"],
        "to_revision": following and following["revision"],
        "cause": cause,
    }
