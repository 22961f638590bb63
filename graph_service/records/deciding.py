"""Confirming and returning: by the final reviewer of the team's hours at that moment."""

from __future__ import annotations

from graph_service.errors import Conflict
from graph_service.messages import say
from graph_service.records.entering import demand_done
from graph_service.records.held import Held, Item, Result
from graph_service.records.rights import demand_reviewer
from graph_service.vocabulary import Decision, RecordState


def decide(held: Held, item: Item) -> Result:
    """Confirm or return a record that waits; the reviewer of this moment stays with it."""
    row = held.row(item.record_id or "")
    reviewer = demand_reviewer(held, row["team_id"] or "")
    if row["state"] != RecordState.ENTERED:
        state = RecordState(row["state"] or "")
        zh, _ = say("service_record.decided", record=row["record_id"], state=state.zh)
        _, en = say("service_record.decided", record=row["record_id"], state=state)
        raise Conflict(zh, en, team_id=row["team_id"])
    state, reason = RecordState.RETURNED, item.values.get("reason")
    if item.values["decision"] == Decision.CONFIRM:
        demand_done(held, row)
        state, reason = RecordState.CONFIRMED, None
    decided = {"state": str(state), "decided_by": reviewer, "decided_at": held.now}
    return held.put(row, row | decided | {"return_reason": reason})
