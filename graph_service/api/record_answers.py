"""What calls on records answer: each item's state and reviewer, or a record as it then stands."""

from __future__ import annotations

from typing import Any

from graph_service.answers.records import Record, RecordResult, RecordRow
from graph_service.api.auth import Caller
from graph_service.api.personal import sees_whole
from graph_service.api.problems import as_problem
from graph_service.graph import Reading, Transaction
from graph_service.questions import records as question
from graph_service.records.held import Result
from graph_service.vocabulary import RecordState


async def seen(reading: Reading, who: Caller, record: Record) -> RecordRow:
    """Return a record as a caller sees it.

    Whoever enters it, reviews it or decided it sees whom to call and where it was, and so does an
    administrator.
    """
    own = {("team", who.team_id), ("registration_authority", who.authority_id)}
    nodes = [node for node in (record["reviewer"], record["decided_by"]) if node is not None]
    whole = any((node["kind"], node["id"]) in own for node in nodes)
    whole = whole or await sees_whole(reading, who, record["team_id"])
    return record if whole else question.masked(record)


async def record(who: Caller, tx: Transaction, results: list[Result]) -> tuple[int, Any]:
    """Answer the one record as it then stands."""
    [result] = results
    return 200, await seen(tx, who, await question.record(tx, result.record_id or ""))


async def nothing(tx: Transaction, results: list[Result]) -> tuple[int, Any]:
    """Answer with no body."""
    return 204, {}


async def first(tx: Transaction, results: list[Result]) -> tuple[int, Any]:
    """Answer what became of the one record that was entered."""
    return 201, _told(0, results[0])


async def items(tx: Transaction, results: list[Result]) -> tuple[int, Any]:
    """Answer what became of each, in their order."""
    return 200, {"items": [_told(index, result) for index, result in enumerate(results)]}


def _told(index: int, result: Result) -> RecordResult:
    told: RecordResult = {"index": index, "record_id": result.record_id}
    if result.error is not None:
        return {**told, "problem": as_problem(result.error)}
    if result.after is not None:
        told |= {"state": RecordState(result.after["state"] or ""), "reviewer": result.reviewer}
    return {**told, "clauses": list(result.clauses)} if result.clauses else told
