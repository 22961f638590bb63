"""A large import in a process of its own: the memory that it takes ends with it.

The process is told its work on standard input and tells what became of it on standard output,
both as JSON; it ends with the service that started it.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from graph_service.answers.imports import ImportReport
from graph_service.errors import InvalidInput, ServiceError
from graph_service.graph import Graph, connected
from graph_service.imports.forming import Parts
from graph_service.imports.import_rows import Mode, import_rows
from graph_service.model import Policy
from graph_service.parent_death import ending_with
from graph_service.request import Request
from graph_service.rows.columns import kinds
from graph_service.rows.rows import Reject, SourceRow
from graph_service.store.history import Actor
from graph_service.tabular.read import read

Named = tuple[str, str, BinaryIO]  # the kind of its rows, the file's name, the file


def parts_of(files: Iterable[Named]) -> Parts:
    """Return the rows of files by kind, unread yet; InvalidInput for an unknown kind or none."""
    parts: dict[str, Iterable[SourceRow | Reject]] = {}
    for kind, name, file in files:
        if kind not in kinds():
            words = ", ".join(kinds())
            zh, en = f"分部名称应为：{words}。", f"a part is named one of: {words}."
            raise InvalidInput(kind[:40], None, zh, en)
        for found, rows in read(file, name, kind).items():
            parts[found] = chain(parts.get(found, ()), rows)
    if not parts:
        zh, en = "没有任何分部。", "send one multipart part per kind of row."
        raise InvalidInput("body", None, zh, en)
    return parts


async def import_apart(
    graph: Graph, files: list[Named], *, mode: Mode, dry_run: bool, actor: Actor
) -> ImportReport:
    """Return the report of an import that ran in a process of its own.

    Raises what the import raised. A request that is given up ends the process, and so its
    transaction.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = await asyncio.to_thread(_kept, files, Path(folder))
        given = [
            [kind, name, str(path)] for (kind, name, _), path in zip(files, paths, strict=True)
        ]
        request = graph.request
        job = {
            "parent": os.getpid(),
            "address": graph.address,
            "policy": graph.policy.model_dump(mode="json"),
            "request": [request.request_id, request.bookmarks],
            "files": given,
            "how": {"mode": mode, "dry_run": dry_run},
            "actor": vars(actor),
        }
        answer = json.loads(await _run(json.dumps(job).encode()))
    if "error" in answer:
        raise _raised(answer["error"])
    request.left = answer["bookmarks"]
    return answer["report"]


def _kept(files: list[Named], folder: Path) -> list[Path]:
    paths = [folder / str(number) for number in range(len(files))]
    for path, (_, _, file) in zip(paths, files, strict=True):
        with path.open("wb") as out:
            shutil.copyfileobj(file, out)
    return paths


async def _run(job: bytes) -> bytes:
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __name__, stdin=pipe, stdout=pipe
    )
    try:
        said, _ = await process.communicate(job)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
    if not said:
        raise RuntimeError(f"the importing process ended with {process.returncode}")
    return said


def _raised(told: dict[str, Any]) -> ServiceError:
    error = ServiceError(told["message_zh"], told["message_en"], **told["members"])
    error.status, error.slug, error.title = told["status"], told["slug"], told["title"]
    return error


def _told(error: ServiceError) -> dict[str, Any]:
    words = {"message_zh": error.message_zh, "message_en": error.message_en}
    kind = {"status": error.status, "slug": error.slug, "title": error.title}
    return words | kind | {"members": error.members}


async def _work(job: dict[str, Any]) -> dict[str, Any]:
    uri, username, password, database, heap = job["address"]
    policy = Policy.model_validate(job["policy"])
    request = Request(*job["request"])
    async with connected(
        uri, username, password, policy=policy, database=database, heap=heap
    ) as graph:
        with ExitStack() as opened:
            files = [(k, n, opened.enter_context(Path(p).open("rb"))) for k, n, p in job["files"]]
            report = await import_rows(
                graph.of(request), parts_of(files), actor=Actor(**job["actor"]), **job["how"]
            )
    return {"report": report.as_dict(), "bookmarks": request.left}


def main() -> None:
    """Do the work that standard input tells."""
    job = json.load(sys.stdin)
    ending_with(job["parent"], signal.SIGKILL)()
    try:
        answer = asyncio.run(_work(job))
    except ServiceError as error:
        answer = {"error": _told(error)}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
