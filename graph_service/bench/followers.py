"""Followers of answers over HTTP: each with a filter of its own, each folding what it is sent."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import Any

from graph_service.bench.client import request
from graph_service.bench.server import Service
from graph_service.graph import Graph
from graph_service.record.snapshot import snapshot
from graph_service.store import history

_TEAMS = ("H500112011001", "H500112011", "H500112", "H50")
_KINDS = ("route", "holder", "finding", "place", None)
_PATIENCE = 60.0

Fold = dict[tuple[str, str, str], Any]


class Followers:
    """Streams of the service, opened at the newest revision; what each holds can be compared."""

    def __init__(self, graph: Graph, service: Service, count: int) -> None:
        self._graph, self._service = graph, service
        self._wanted = [
            (_TEAMS[number % len(_TEAMS)], _KINDS[number % len(_KINDS)]) for number in range(count)
        ]
        self._held: list[Fold] = []
        self._seen = [0] * count
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Followers:
        """Load what each follower begins with, and begin to follow."""
        begun = await history.revision(self._graph)
        loaded = {wanted: await self._now(*wanted) for wanted in set(self._wanted)}
        self._held = [dict(loaded[wanted]) for wanted in self._wanted]
        self._seen = [begun] * len(self._wanted)
        for number in range(len(self._wanted)):
            self._tasks.append(asyncio.create_task(self._follow(number, begun)))
        return self

    async def __aexit__(self, *raised: object) -> None:
        """Close the streams."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def wrong(self) -> int:
        """Return how many hold something else than today's answers, once nothing more comes."""
        today = {wanted: await self._now(*wanted) for wanted in set(self._wanted)}

        def apart() -> int:
            for task in self._tasks:
                if task.done():
                    task.result()
            pairs = zip(self._held, self._wanted, strict=True)
            return sum(held != today[wanted] for held, wanted in pairs)

        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                while apart():
                    await asyncio.sleep(0.5)
        return apart()

    async def _now(self, team_id: str, kind: str | None) -> Fold:
        page = await snapshot(self._graph, subject=team_id, kind=kind, limit=1000)
        return {_key(item): item["value"] for item in page["items"]}

    async def _follow(self, number: int, after: int) -> None:
        team_id, kind = self._wanted[number]
        path = f"/v1/changes?answers=true&after={after}&team_id={team_id}"
        path += f"&kind={kind}" if kind else ""
        asked = request(path, token=self._service.token)
        head = b"\r\nAccept: text/event-stream\r\n\r\n"
        reader, writer = await asyncio.open_connection("127.0.0.1", self._service.port, limit=2**24)
        writer.write(asked.removesuffix(b"\r\n\r\n") + head)
        status = await reader.readline()
        if b" 200 " not in status:
            raise RuntimeError(f"{path}: {status!r}")
        async for line in reader:
            if line.startswith(b"data: "):
                self._fold(number, json.loads(line.removeprefix(b"data: ")))
        raise RuntimeError(f"{path}: the stream ended at {self._seen[number]}")

    def _fold(self, number: int, item: dict[str, Any]) -> None:
        self._seen[number] = item["revision"]
        held = self._held[number]
        for change in item["answer_changes"]:
            held.pop(_key(change), None)
            if change["after"] is not None:
                held[_key(change)] = change["after"]


def _key(item: Any) -> tuple[str, str, str]:
    return item["kind"], item["subject"], item["key"]
