"""What a run of the bench gave, as docs/performance.md and README tell it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_RUNS = Path(__file__).parents[2] / "docs" / "performance"


def sample() -> str:
    """Return every measure of the sample's run, with the range of its rounds."""
    return _table("The sample", _run("sample"))


def city() -> str:
    """Return every measure of the sample with as many teams more as a city has."""
    run = _run("city")
    return _table(f"The sample and {_number(run['teams_added'])} teams more", run)


def nation() -> str:
    """Return every measure of the nation's run."""
    run = _run("nation")
    return _table(f"{run['provinces']} provinces", run)


def _table(what: str, run: dict[str, Any]) -> str:
    lines = [
        f"{what}, {run['rounds']} rounds, load {run['load']:.1f}; medians, lowest and highest:",
        "",
        "| id | what | figures | ratio | target |  |",
        "|---|---|---|---|---|---|",
    ]
    for row in run["items"]:
        span = f"{_number(row['ratio'])} ({_number(row['from'])} to {_number(row['to'])})"
        figures = f"{_number(row['figure'])} · {_number(row['beside'])}"
        reached = "" if row["target"] == "—" else "reached" if row["reached"] else "missed"
        cells = (row["id"], row["what"], figures, span, row["target"], reached)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def sentence() -> str:
    """Return the few figures that README tells."""
    of = {row["id"]: row for row in _run("sample")["items"]}
    missed = sum(not row["reached"] for row in of.values())
    targets = sum(row["target"] != "—" for row in of.values())
    check, route, asked, held, streamed = (
        of[name] for name in ("B1 check", "B1 route", "B2", "B13", "S1")
    )
    return (
        f"A check takes {check['ratio']:.2f} times a `RETURN 1` over HTTP through the same stack, "
        f"a route {route['ratio']:.2f}, both with\ntheir words; at 64 connections "
        f"{_number(asked['figure'])} routes a second, {_number(held['figure'])} from memory; a "
        f"scope streams\n{_number(streamed['ratio'])} teams a second; on two shared cores. "
        f"{missed} of {targets} targets are missed: [performance](docs/performance.md).\n"
        f"{_of_the_nation()}"
    )


def _of_the_nation() -> str:
    run = _run("nation")
    of = {row["id"]: row for row in run["items"]}
    grown = [row["ratio"] for row in run["items"] if row["id"] == "B7"]
    return (
        f"{run['provinces']} provinces, {_number(of['S1']['beside'])} teams, load in "
        f"{of['N1']['figure'] / 60:.1f} minutes; beside\n"
        f"a `RETURN 1` checks, routes, pages and searches take {min(grown):.2f} to "
        f"{max(grown):.2f} times as long there\nas in one province."
    )


def _run(name: str) -> dict[str, Any]:
    return json.loads((_RUNS / f"{name}.json").read_text(encoding="utf-8"))


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"
