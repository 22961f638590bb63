"""Taking whole registers in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from itertools import chain
from typing import Annotated, Any

from fastapi import Query, Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from graph_service.answers.imports import ImportReport
from graph_service.api import doors
from graph_service.api.auth import Caller, needs
from graph_service.api.deps import GraphDep
from graph_service.api.memory import give_back
from graph_service.api.replies import Reply
from graph_service.errors import InvalidInput
from graph_service.imports.forming import Parts
from graph_service.imports.import_rows import Mode, import_rows
from graph_service.rows.columns import kinds
from graph_service.rows.rows import Reject, SourceRow
from graph_service.tabular.read import read
from graph_service.vocabulary import Role

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
    try:
        async with _form(request) as form:
            parts = await asyncio.to_thread(_parts, form)
            report = await import_rows(
                graph, parts, mode=mode, dry_run=dry_run, actor=who.actor(request)
            )
    finally:
        await asyncio.to_thread(give_back)
    refused = bool(report.rejected) and mode == "all_or_nothing"
    return Reply(report.as_dict(), 422 if refused else 200)


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


def _parts(form: FormData) -> Parts:
    parts: dict[str, Iterable[SourceRow | Reject]] = {}
    for name, part in form.multi_items():
        if name not in kinds():
            words = ", ".join(kinds())
            raise InvalidInput(
                name[:40], None, f"分部名称应为：{words}。", f"a part is named one of: {words}."
            )
        if not isinstance(part, UploadFile):
            raise InvalidInput(
                name, None, "应为文件分部（带文件名）。", "must be a file part with a filename."
            )
        for kind, found in read(part.file, part.filename or name, name).items():
            parts[kind] = chain(parts.get(kind, ()), found)
    if not parts:
        raise InvalidInput(
            "body", None, "没有任何分部。", "send one multipart part per kind of row."
        )
    return parts
