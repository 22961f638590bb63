"""Upgrade applications: what a team asked for, and what was decided (P-6)."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

from graph_service.answers.applications import Application
from graph_service.api import doors
from graph_service.api.auth import ReaderDep
from graph_service.api.deps import ID_PATTERN, GraphDep
from graph_service.api.replies import Reply
from graph_service.questions import applications as question

router = doors.router(prefix="/v1/applications", tags=["applications"])
ApplicationId = Annotated[str, Path(pattern=ID_PATTERN, description="application_id 申请编号")]


@router.get("/{application_id}", response_model=Application)
async def get_application(application_id: ApplicationId, graph: GraphDep, who: ReaderDep) -> Reply:
    """One application as it stands."""
    return Reply(await question.application(graph, application_id))
