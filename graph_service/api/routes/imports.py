"""Taking whole registers in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, suppress
from typing import Annotated, Any

from fastapi import Query, Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from graph_service.answers.imports import ImportReport
from graph_service.api import doors
from graph_service.api.auth import Caller, needs
from graph_service.api.deps import GraphDep
from graph_service.api.importer import Named, import_apart, parts_of
from graph_service.api.replies import Reply
from graph_service.errors import DatabaseAway, InvalidInput
from graph_service.imports.import_rows import Mode, import_rows
from graph_service.rows.columns import kinds
from graph_service.vocabulary import Role

_LARGE = 4 * 2**20  # bytes; what is smaller leaves little memory behind

router = doors.router(prefix="/v1", tags=["imports"])
_FILES = {
    kind: {"type": "array", "items": {"type": "string", "format": "binary"}} for kind in kinds()
}
_PARTS = {
    "required": True,
    "description": "One part or more per kind: CSV, XLSX or JSON Lines.",
    "content": {"multipart/form-data": {"schema": {"type": "object", "properties": _FILES}}},
}
_REFUSED: dict[int | str, dict[str, Any]] = {
    422: {"model": ImportReport, "description": "Rows were rejected, so nothing was loaded."}
}


@router.post(
    "/imports",
    response_model=ImportReport,
    responses=_REFUSED,
    openapi_extra={"requestBody": _PARTS},
)
async def import_register(
    request: Request,
    graph: GraphDep,
    who: Annotated[Caller, needs(Role.ADMINISTRATOR)],
    mode: Annotated[Mode, Query()] = "all_or_nothing",
    dry_run: bool = False,
) -> Reply:
    """Load CSV, XLSX or JSON Lines, one multipart part per kind; every row is accounted for."""
    how: dict[str, Any] = {"mode": mode, "dry_run": dry_run, "actor": who.actor(request)}
    async with _form(request) as form:
        files = _files(form)
        if _size(form) > _LARGE:
            async with request.app.state.importing.entered():
                report = await import_apart(graph, files, **how)
            # Another process wrote it: what is held is to know of it before this is answered.
            with suppress(DatabaseAway):
                await request.app.state.memory.following.look()
        else:
            parts = await asyncio.to_thread(parts_of, files)
            report = (await import_rows(graph, parts, **how)).as_dict()
    refused = bool(report["rejected"]) and mode == "all_or_nothing"
    return Reply(report, 422 if refused else 200)


@asynccontextmanager
async def _form(request: Request) -> AsyncGenerator[FormData, None]:
    """Open the body's parts, which are kept on disk; InvalidInput for a body that is none."""
    try:
        form = await request.form(max_files=1000)
    except HTTPException as error:
        raise InvalidInput(
            "body",
            None,
            f"正文不是可读的 multipart/form-data：{error.detail}",
            f"The body is no readable multipart/form-data: {error.detail}",
        ) from error
    try:
        yield form
    finally:
        await form.close()


def _files(form: FormData) -> list[Named]:
    files: list[Named] = []
    for name, part in form.multi_items():
        if not isinstance(part, UploadFile):
            zh, en = "应为文件分部（带文件名）。", "must be a file part with a filename."
            raise InvalidInput(name[:40], None, zh, en)
        files.append((name, part.filename or name, part.file))
    return files


def _size(form: FormData) -> int:
    return sum(part.size or 0 for _, part in form.multi_items() if isinstance(part, UploadFile))
