"""Measure the service on a store of its own, which is thrown away afterwards."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from graph_service import embedded, sample
from graph_service.api.loop import run
from graph_service.bench import answers as recorded
from graph_service.bench import loading, measures, provinces, service_records, starting
from graph_service.bench import national as nation
from graph_service.bench import plans as planned
from graph_service.bench.national import CROWD, Size
from graph_service.bench.rows import Row, said
from graph_service.bench.server import service
from graph_service.cli.preparing import bring_up_to_date
from graph_service.cli.progress import Steps
from graph_service.cli.render import Format, FormatOption, Rows, show
from graph_service.cli.terminal import Terminal
from graph_service.embedded.server import Running
from graph_service.graph import connected
from graph_service.settings import read_settings
from graph_service.store import tokens
from graph_service.vocabulary import Role

_console = Terminal(stderr=True)


def bench(
    teams: Annotated[int, typer.Option(min=0, help="样本之外另造多少团体")] = 0,
    rounds: Annotated[int, typer.Option(min=1, max=50, help="轮数，交替进行")] = 5,
    answers: Annotated[
        bool, typer.Option("--answers", help="只测答复的记录 what the record of answers costs")
    ] = False,
    records: Annotated[
        int, typer.Option(min=0, help="另造多少志愿服务记录，只测它们 records, and what they cost")
    ] = 0,
    plans: Annotated[bool, typer.Option("--plans", help="只测预演方案 what plans cost")] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="只测空库整册载入 a whole register into an empty store")
    ] = False,
    national: Annotated[
        bool, typer.Option("--national", help="只测多省规模 so many provinces as one register")
    ] = False,
    count: Annotated[
        int, typer.Option("--provinces", min=1, max=provinces.MOST, help="几个省份")
    ] = provinces.MOST,
    form: FormatOption = Format.TABLE,
) -> None:
    """测量：Ratios B0 to B14 beside RETURN 1, on a Neo4j of its own with the Chongqing sample.

    U1 and U2 are the seconds of a start and of a look-up on the command line.

    `--answers` measures the record of answers instead, `--plans` plans, `--records N` service
    records: R1 to R7, `--whole` the sample and the teams of `--teams` as one register: B9,
    `--national` as many provinces of its shape, each with the teams of `--teams` more: B7.
    Ratios of one run compare; absolute times of a shared machine do not. Exit 1 when a target is
    missed.
    """
    with tempfile.TemporaryDirectory(prefix="graph-service-bench-") as folder:
        if national:
            size = Size(count, teams or CROWD, rounds, read_settings().neo4j_heap)
            rows = nation.measure(Path(folder), size, bring_up_to_date)
            _told(rows, {"provinces": count, "rounds": rounds}, form)
            return
        heap = read_settings().neo4j_heap
        server = embedded.start(Path(folder), heap=heap, progress=Steps().download)
        try:
            if whole:
                rows = run(_whole(server, teams))
            else:
                rows = run(_measured(server, Path(folder), teams, rounds, answers, records, plans))
        finally:
            server.stop()
        if not (whole or answers or records or plans):
            with said(rows, "U1", "a second up"):
                rows += starting.measure(Path(folder), heap)
    _told(rows, {"teams_added": teams, "records": records, "rounds": rounds}, form)


def _told(rows: list[Row], size: dict[str, int], form: Format) -> None:
    """Show the figures with the load that they were measured under; Exit 1 if one is missed."""
    load = os.getloadavg()[0]
    title = "bench: " + ", ".join(f"{name} {count:,}" for name, count in size.items())
    answer = size | {"load": load, "items": rows}
    show(answer, rows if form is not Format.TABLE else _short(rows), form, title=title)
    _console.print(f"负载 load average {load:.2f}")
    if not all(row["reached"] for row in rows):
        raise typer.Exit(1)


def _short(rows: Rows) -> Rows:
    return [
        {"id": row["id"], "what": row["what"], "figures": f"{row['figure']:,} / {row['beside']:,}"}
        | {"ratio": f"{row['ratio']:,} ({row['from']:,}–{row['to']:,})"}
        | {"target": f"{row['target']} {'✓' if row['reached'] else '✗'}"}
        for row in rows
    ]


async def _whole(server: Running, teams: int) -> list[Row]:
    policy = read_settings().policy()
    async with connected(server.uri, server.username, server.password, policy=policy) as graph:
        await bring_up_to_date(graph)
        return [measures.loading_row(await loading.whole(graph, teams))]


async def _measured(
    server: Running,
    store: Path,
    teams: int,
    rounds: int,
    answers: bool,
    records: int,
    plans: bool,
) -> list[Row]:
    policy = read_settings().policy()
    async with connected(server.uri, server.username, server.password, policy=policy) as graph:
        await bring_up_to_date(graph)
        await sample.load_if_empty(graph)
        rows: list[Row] = []
        if teams:
            turns = 1 if answers or plans else rounds
            rows.append(measures.loading_row(await loading.load(graph, teams, turns)))
        if plans:
            return rows + await planned.measure(graph, rounds)
        token, _ = await tokens.create(graph, str(Role.ADMINISTRATOR), days=1, note="bench")
        ids = await measures.some(graph)
        with service(server.uri, server.username, server.password, token) as served:
            if records:
                address = (server.uri, server.username, server.password or "")
                return await service_records.measure(graph, served, rounds, records, store, address)
            if answers:
                return await recorded.measure(graph, served, rounds)
            first = await measures.first(graph, served, ids)
            address = (server.uri, server.username, server.password)
            with service(*address, token, bare=True) as bare:
                return first + await measures.measure(graph, served, bare, rounds) + rows
