"""Keeping the register: one request for every door of every operation, made from its row."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable
from functools import partial
from inspect import Parameter as Argument
from inspect import Signature
from typing import Annotated, Any

from fastapi import Path
from starlette.responses import Response

from graph_service.answers.territory import TerritoryWritten
from graph_service.answers.writes import ApplicationWritten, TeamWritten
from graph_service.api import doors
from graph_service.api.auth import Caller
from graph_service.api.deps import ID_PATTERN, GraphDep
from graph_service.api.operation_bodies import Body, body_of
from graph_service.api.personal import sees_whole
from graph_service.api.replies import Reply, tagged
from graph_service.api.requests import Asking, AskingDep, AskingOfAllDep, WhyDep
from graph_service.changes.writing import Change, Outcome, carry_out, nothing
from graph_service.changes.written import territory_written, written
from graph_service.graph import Graph, Transaction
from graph_service.operations.specs import Door, Spec, specs
from graph_service.questions import applications

router = doors.router(tags=["keeping"])
_IN_PATH = re.compile(r"{(\w+)}")
_GIVEN_IDS = {"team_id": "T", "application_id": "A"}
_HEADED = {"team_id": "团体编号", "viewer_id": "查看团体", "application_id": "申请编号"}


def _endpoint(spec: Spec, door: Door) -> Callable[..., Awaitable[Response]]:
    """Return the function of one door, with the arguments that its path and its body have."""
    in_path = _IN_PATH.findall(door.path)
    body = body_of(spec, door, in_path)
    arguments = [_argument(name, _path(name)) for name in in_path]
    if body is not None:
        arguments.append(_argument("body", body if body is not Body else Body | None))
        if body is Body:
            arguments[-1] = arguments[-1].replace(default=None)
    if body in (None, Body):
        arguments.append(_argument("why", WhyDep))
    asked = AskingDep if spec.powers.operators else AskingOfAllDep
    arguments += [_argument("graph", GraphDep), _argument("asking", asked)]

    async def endpoint(
        graph: Graph, asking: Asking, body: Body | None = None, why: Body | None = None, **ids: str
    ) -> Response:
        given = (body or why or Body()).model_dump(exclude_unset=True)
        return await _carried(graph, asking, spec, door, given | dict(door.gives) | ids)

    endpoint.__signature__ = Signature(  # ty: ignore[missing-attribute]
        sorted(arguments, key=lambda argument: argument.default is not Argument.empty)
    )
    endpoint.__name__ = door.operation_id
    return endpoint


def _argument(name: str, kind: Any) -> Argument:
    return Argument(name, Argument.KEYWORD_ONLY, annotation=kind)


def _path(name: str) -> Any:
    return Annotated[str, Path(pattern=ID_PATTERN, description=f"{name} {_HEADED[name]}")]


async def _carried(
    graph: Graph, asking: Asking, spec: Spec, door: Door, given: dict[str, Any]
) -> Response:
    spec, given = _become(spec, given)
    if door.names and given.get(door.names) is None:
        given[door.names] = f"{_GIVEN_IDS[door.names]}-{secrets.token_hex(8)}"
    team_id = given.pop("team_id", None if spec.takes_team else "")
    if team_id is None:
        team_id = (await applications.application(graph, given["application_id"]))["team_id"]
    change = await asking.change(spec, team_id, given)
    answer: Any = (
        nothing if door.status == 204 else partial(_ANSWERS[spec.about], asking.who, change)
    )
    status, body = await carry_out(graph, change, answer)
    if status == 204:
        return Response(status_code=204)
    key = "team_id" if spec.about == "teams" else "application_id"
    headers = {"Location": f"/v1/{spec.about}/{body[key]}"} if status == 201 else {}
    if spec.about == "teams":
        return tagged(body, status, **headers)
    return Reply(body, status, headers)


def _become(spec: Spec, given: dict[str, Any]) -> tuple[Spec, dict[str, Any]]:
    """Return the operation that a value makes of another, with what of the body it takes."""
    for name, turns in spec.becomes.items():
        if given.get(name) in turns:
            other = specs()[turns[given[name]]]
            kept = {"reason", "effective_from", *other.parameters}
            return other, {key: value for key, value in given.items() if key in kept}
    return spec, given


async def _team(
    who: Caller, change: Change, tx: Transaction, outcome: Outcome
) -> tuple[int, TeamWritten]:
    """Return the team as it now stands, with the breaches that were accepted."""
    [operation] = change.operations
    masked = not (outcome.manages or await sees_whole(tx, who, operation.team_id))
    team = await written(tx, operation.team_id, outcome, masked=masked)
    return _status(operation.operation), team


async def _application(
    who: Caller, change: Change, tx: Transaction, outcome: Outcome
) -> tuple[int, ApplicationWritten]:
    """Return the application as it now stands, with its team."""
    [operation] = change.operations
    _, team = await _team(who, change, tx, outcome)
    body = await applications.application(tx, operation.values["application_id"] or "")
    answer: ApplicationWritten = {**body, "team": team, "violations": outcome.added}
    return _status(operation.operation), answer


async def _territory(
    who: Caller, change: Change, tx: Transaction, outcome: Outcome
) -> tuple[int, TerritoryWritten]:
    """Return the divisions that were changed, with the breaches that were accepted."""
    return 200, territory_written(change.operations[0].operation, outcome)


def _status(operation: str) -> int:
    return 201 if specs()[operation].creates else 200


_ANSWERS: dict[str, Any] = {
    "teams": _team,
    "applications": _application,
    "regions": _territory,
}
_SHOWN = {
    "teams": TeamWritten,
    "applications": ApplicationWritten,
    "regions": TerritoryWritten,
}

for _spec in specs().values():
    for _door in _spec.doors:
        router.add_api_route(
            _door.path,
            _endpoint(_spec, _door),
            methods=[_door.method],
            status_code=_door.status,
            response_model=None if _door.status == 204 else _SHOWN[_spec.about],
            operation_id=_door.operation_id,
            description=_door.description,
        )
