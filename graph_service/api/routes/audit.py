"""Every breach of the notice, with clause and quote."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import Query

from graph_service.answers.audit import AuditSummary, Findings, FixAnswer, Violations
from graph_service.answers.then import ViolationsThen
from graph_service.api import doors
from graph_service.api.auth import ReaderDep, demand
from graph_service.api.deps import AsOf, Cursor, GraphDep, Limit, RegionFilter, TeamId
from graph_service.api.replies import Reply
from graph_service.changes import fixes as fixing
from graph_service.questions import audit, audit_summary
from graph_service.record.findings import violations_then
from graph_service.record.moments import moment
from graph_service.vocabulary import Role, Severity

Fixes = Annotated[
    bool,
    Query(
        description="true: with the rehearsed fixes of a page's first findings, for an operator"
        f" and up (at most {fixing.MOST_OF_A_PAGE}; `fixes_complete` is false where there are more)"
    ),
]
Asked = Annotated[
    Severity | None, Query(description="ERROR and WARN if left out; INFO, the facts, when asked")
]

router = doors.router(prefix="/v1", tags=["audit"])


@router.get("/audit", response_model=Findings)
async def list_findings(
    graph: GraphDep,
    who: ReaderDep,
    rule_id: str | None = None,
    severity: Asked = None,
    within: RegionFilter = None,
    cursor: Cursor = None,
    limit: Limit = 100,
    fixes: Fixes = False,
) -> Reply:
    """Findings in the order of the rules: rule, severity, team, clause, quote, expected, actual.

    A read: fixes are rehearsed only with `fixes=true`, for an operator and up.
    """
    if fixes:
        demand(who, Role.OPERATOR)
    answer = await audit.audit(
        graph, rule_id=rule_id, severity=severity, within=within, cursor=cursor, limit=limit
    )
    return Reply(await fixing.of_page(graph, answer) if fixes else answer)


@router.get("/audit/summary", response_model=AuditSummary)
async def summarise_findings(graph: GraphDep, who: ReaderDep) -> Reply:
    """How many findings by rule, severity and district; `facts` (INFO) are counted apart."""
    return Reply(await audit_summary.summary(graph))


@router.get("/teams/{team_id}/violations", response_model=Violations | ViolationsThen)
async def list_violations(
    team_id: TeamId,
    graph: GraphDep,
    who: ReaderDep,
    severity: Asked = None,
    fixes: Fixes = False,
    as_of: AsOf = None,
) -> Reply:
    """One team's findings; with `fixes=true` their rehearsed fixes, for an operator and up.

    With `as_of` what it broke then, without INFO.
    """
    if as_of is not None:
        return Reply(await violations_then(graph, await moment(graph, as_of), team_id, severity))
    if fixes:
        demand(who, Role.OPERATOR)
    answer = await audit.violations(graph, team_id, severity)
    counts = Counter(finding["severity"] for finding in answer["items"])
    if fixes:
        answer = await fixing.of_page(graph, answer)
    return Reply(answer | {"by_severity": dict(counts)})


@router.get("/teams/{team_id}/violations/{rule_id}/fix", response_model=FixAnswer)
async def rehearse_fix(team_id: TeamId, rule_id: str, graph: GraphDep, who: ReaderDep) -> Reply:
    """The operations that clear a team's finding of this rule, rehearsed; null where none does.

    For an operator and up. `safe` where the notice leaves one value only.
    """
    demand(who, Role.OPERATOR)
    return Reply(await fixing.fix_of(graph, team_id, rule_id))
