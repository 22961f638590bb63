"""Every breach of the notice, with clause and quote."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query

from graph_service.api.auth import ReaderDep
from graph_service.api.deps import REGION_PATTERN, Cursor, GraphDep, Limit, TeamId
from graph_service.api.replies import Reply
from graph_service.questions import audit, audit_summary
from graph_service.register.fixes import with_fixes
from graph_service.vocabulary import Severity

Fixes = Annotated[bool, Query(description="false: findings without their rehearsed fixes")]
_REHEARSED = 100

router = APIRouter(prefix="/v1", tags=["audit 审计"])


@router.get("/audit")
async def list_findings(
    graph: GraphDep,
    who: ReaderDep,
    rule_id: str | None = None,
    severity: Severity | None = None,
    within: Annotated[str | None, Query(pattern=REGION_PATTERN)] = None,
    cursor: Cursor = None,
    limit: Limit = 100,
    fixes: Fixes = True,
) -> Reply:
    """Findings in the order of the rules: rule, severity, team, clause, quote, expected, actual.

    Each carries its rehearsed fix where one exists; `fixes=false` leaves that work out. On a page
    of more than 100 only the first 100 are rehearsed, and `fixes_complete` is false.
    """
    answer = await audit.audit(
        graph, rule_id=rule_id, severity=severity, within=within, cursor=cursor, limit=limit
    )
    if fixes:
        tried, left = answer["items"][:_REHEARSED], answer["items"][_REHEARSED:]
        answer["items"] = await with_fixes(graph, tried) + left
        answer["fixes_complete"] = not left
    return Reply(answer)


@router.get("/audit/summary")
async def summarise_findings(graph: GraphDep, who: ReaderDep) -> Reply:
    """How many findings by rule, severity and district."""
    return Reply(await audit_summary.summary(graph))


@router.get("/teams/{team_id}/violations")
async def list_violations(
    team_id: TeamId, graph: GraphDep, who: ReaderDep, fixes: Fixes = True
) -> Reply:
    """One team's findings, each with its rehearsed fix where one exists."""
    answer = await audit.violations(graph, team_id)
    if fixes:
        answer["items"] = await with_fixes(graph, answer["items"])
    counts = Counter(finding["severity"] for finding in answer["items"])
    return Reply(answer | {"by_severity": dict(counts)})
