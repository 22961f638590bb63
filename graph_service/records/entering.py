"""Entering and correcting a record, and taking one back."""

from __future__ import annotations

from graph_service.errors import Conflict, InvalidInput, RuleRefused
from graph_service.messages import say
from graph_service.records.held import Held, Item, Result, day_of, hours_of
from graph_service.records.rights import demand_keeper, demand_open, demand_reviewer
from graph_service.rows.columns import columns
from graph_service.rows.record_forms import as_hours
from graph_service.rows.rows import Values
from graph_service.vocabulary import RecordState, ServiceStatus

_DAY = 2400  # hundredths of an hour
_ANEW: Values = {"decided_by": None, "decided_at": None, "return_reason": None}


def enter(held: Held, item: Item) -> Result:
    """Enter a record: it waits for whoever reviews its team's hours."""
    team_id, record_id = item.values["team_id"] or "", item.record_id or ""
    demand_open(held, team_id)
    demand_keeper(held, team_id)
    if held.rows.get(record_id) is not None:
        zh, en = f"编号“{record_id}”已在册。", f"The id '{record_id}' is on record."
        raise Conflict(zh, en)
    row: Values = {column.name: item.values.get(column.name) for column in columns("records")}
    row |= {"record_id": record_id, "service_status": row["service_status"] or "completed"}
    return _put(held, None, row | _entered(held))


def correct(held: Held, item: Item) -> Result:
    """Lay values over a record: what was returned is entered again, what is confirmed stays so.

    A confirmed one is corrected by who could confirm it today, and with a reason.
    """
    old = held.row(item.record_id or "")
    team_id = old["team_id"] or ""
    row = old | item.values
    if old["state"] == RecordState.CONFIRMED:
        demand_reviewer(held, team_id)
        if held.reason is None:
            raise InvalidInput("reason", None, *say("service_record.reason_needed"))
        demand_done(held, row)
    else:
        demand_open(held, team_id)
        demand_keeper(held, team_id)
    if old["state"] == RecordState.RETURNED:
        row |= _entered(held)
    return _put(held, old, row)


def delete(held: Held, item: Item) -> Result:
    """Take a record back, which only its history keeps; what is confirmed stays."""
    old = held.row(item.record_id or "")
    demand_keeper(held, old["team_id"] or "")
    if old["state"] == RecordState.CONFIRMED:
        raise Conflict(*say("service_record.confirmed_stays"), team_id=old["team_id"])
    return held.put(old, None)


def demand_done(held: Held, row: Values) -> None:
    """Raise Conflict unless the service is over: only that is ever confirmed."""
    if row["service_status"] != ServiceStatus.COMPLETED or (row["service_date"] or "") > held.day:
        status = ServiceStatus(row["service_status"] or "")
        names = {"day": row["service_date"], "today": held.day}
        zh, _ = say("service_record.not_done", status=status.zh, **names)
        _, en = say("service_record.not_done", status=status, **names)
        raise Conflict(zh, en, rule_ids=["R-3"])


def _entered(held: Held) -> Values:
    entered: Values = {"state": str(RecordState.ENTERED), "entered_at": held.now}
    return entered | {"entered_by": held.actor.token_id} | _ANEW


def _put(held: Held, old: Values | None, row: Values) -> Result:
    """Take a row if it can be true: completed by today, no day longer than a day (R-3)."""
    same = old is not None and all(old[n] == row[n] for n in ("service_status", "service_date"))
    late = (row["service_date"] or "") > held.day
    if not same and row["service_status"] == ServiceStatus.COMPLETED and late:
        zh, en = say("service_record.in_the_future", day=row["service_date"], today=held.day)
        raise RuleRefused(zh, en, rule_ids=["R-3"])
    if old is None or (day_of(old), hours_of(old)) != (day_of(row), hours_of(row)):
        here = hours_of(old) if old is not None and day_of(old) == day_of(row) else 0
        total = held.days.get(day_of(row), 0) - here + hours_of(row)
        if total > _DAY:
            names = {"sum": as_hours(total), "day": row["service_date"]}
            zh, en = say("service_record.over_24", **names)
            raise RuleRefused(zh, en, rule_ids=["R-3"], sum=total / 100)
    return held.put(old, row)
