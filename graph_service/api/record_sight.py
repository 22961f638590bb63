"""Who sees a record whole: whoever enters it, reviews it or decided it, and an administrator."""

from __future__ import annotations

from graph_service.answers.records import RecordRow
from graph_service.api.auth import Caller
from graph_service.api.personal import sees_whole
from graph_service.graph import Reading


async def sees_record(reading: Reading, who: Caller, record: RecordRow) -> bool:
    """Return whether a caller sees whom to call, and where the service was."""
    own = {("team", who.team_id), ("registration_authority", who.authority_id)}
    nodes = [node for node in (record["reviewer"], record["decided_by"]) if node is not None]
    if any((node["kind"], node["id"]) in own for node in nodes):
        return True
    return await sees_whole(reading, who, record["team_id"])
