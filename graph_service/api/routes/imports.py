"""Taking whole registers in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.datastructures import UploadFile

from graph_service.api.auth import Caller, needs
from graph_service.api.deps import GraphDep
from graph_service.api.replies import Reply
from graph_service.errors import InvalidInput
from graph_service.register.columns import kinds
from graph_service.register.imports import Mode, import_rows
from graph_service.register.rows import SourceRow
from graph_service.tabular.read import read
from graph_service.vocabulary import Role

router = APIRouter(prefix="/v1", tags=["imports 导入"])


@router.post("/imports")
async def import_register(
    request: Request,
    graph: GraphDep,
    who: Annotated[Caller, needs(Role.ADMINISTRATOR)],
    mode: Annotated[Mode, Query()] = "all_or_nothing",
    dry_run: bool = False,
) -> Reply:
    """Load CSV, XLSX or JSON Lines, one multipart part per kind; every row is accounted for."""
    async with request.form(max_files=20) as form:
        parts: dict[str, Iterable[SourceRow]] = {}
        for name, part in form.multi_items():
            if name not in kinds():
                words = ", ".join(kinds())
                raise InvalidInput(
                    name, None, f"分部名称应为：{words}。", f"a part is named one of: {words}."
                )
            if not isinstance(part, UploadFile):
                raise InvalidInput(
                    name, None, "应为文件分部（带文件名）。", "must be a file part with a filename."
                )
            rows = await asyncio.to_thread(read, await part.read(), part.filename or name, name)
            for kind, found in rows.items():
                parts[kind] = chain(parts.get(kind, ()), found)
    if not parts:
        raise InvalidInput(
            "body", None, "没有任何分部。", "send one multipart part per kind of row."
        )
    report = await import_rows(graph, parts, mode=mode, dry_run=dry_run, actor=who.actor(request))
    refused = bool(report.rejected) and mode == "all_or_nothing"
    return Reply(report.as_dict(), 422 if refused else 200)
