"""Changes that wait for one another, carried out several in one transaction.

Only such as bear on nothing but their own teams' answers (data/reach.json) go together, each of
another team: whichever of them came first, each would read, ask and write the same. Each keeps
its own answer, refusal and revision. Where anything else comes up, each is carried out alone.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from graph_service import notice
from graph_service.changes import joined
from graph_service.changes.change import Answer, Change
from graph_service.changes.deciding import attempt
from graph_service.changes.waiting import Apart, Done, Refused, Waiting
from graph_service.consequences.rehearsal import settled
from graph_service.errors import DatabaseAway, ServiceError
from graph_service.graph import GaveWay, Graph
from graph_service.operations.specs import specs
from graph_service.request import Request


def may_join(change: Change) -> bool:
    """Return whether a change bears on nothing but answers of the one team that it is about."""
    if change.rehearse or change.as_plan or not change.record or len(change.operations) > 1:
        return False
    [operation] = change.operations
    if specs()[operation.operation].effect != "lay_over":
        return False
    return not any(notice.reach().get(name, {}).get("reach") for name in operation.values)


async def carry_out(graph: Graph, change: Change, answer: Answer[Any]) -> tuple[int, Any]:
    """Return the status and body of a change's answer, carried out with whoever waits too."""
    await graph.admitted()
    done = await graph.crowd(_carry).join(Waiting(graph, change, answer))
    if isinstance(done, ServiceError):
        raise done
    return done


async def _carry(waiting: list[Waiting]) -> list[Done]:
    """Return what came of each: of one team or one key, one after another."""
    done: dict[int, Done] = {}
    left = dict(enumerate(waiting))
    while left:
        turn: list[int] = []
        seen: set[str] = set()
        for place, each in left.items():
            if seen.isdisjoint(each.needs):
                turn.append(place)
            seen |= each.needs
        found = await _round([left.pop(place) for place in turn])
        done |= dict(zip(turn, found, strict=True))
    return [done[place] for place in range(len(waiting))]


async def _round(waiting: list[Waiting]) -> list[Done]:
    done: dict[str, Done] = {}
    while together := [each for each in waiting if each.team_id not in done]:
        try:
            done |= await _committed(together)
        except Refused as refused:
            done |= refused.errors
        except Apart:
            break
    for each in waiting:
        if each.team_id not in done:
            done[each.team_id] = await _alone(each)
    return [done[each.team_id] for each in waiting]


async def _alone(waiting: Waiting) -> Done:
    try:
        work = partial(attempt, waiting.change, waiting.answer)
        return await settled(waiting.graph, work)
    except ServiceError as error:
        return error


async def _committed(waiting: list[Waiting]) -> dict[str, Done]:
    ids = {each.graph.request.request_id for each in waiting}
    graph = waiting[0].graph.of(Request(ids.pop() if len(ids) == 1 else None))
    try:
        done, parts = await graph.write_once(partial(joined.attempt, waiting))
    except DatabaseAway:  # whether it was committed is not known
        raise
    except (GaveWay, ServiceError):
        raise Apart from None
    for each in waiting:
        each.graph.request.left = graph.request.left
    for part in parts:
        part.waiting.graph.request.revision = part.outcome.revision
    return done
