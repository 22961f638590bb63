"""The seats on the command line."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from graph_service.cli.render import Format, FormatOption, show
from graph_service.cli.store import DataDir, ask, place
from graph_service.questions import seats as seating


class SeatState(StrEnum):
    """Which seats are listed."""

    VACANT = "vacant"
    FILLED = "filled"
    DOUBLE = "double"
    WRONG_NAME = "wrong_name"
    ON_ENDED_REGION = "on_ended_region"
    ALL = "all"


def seats(
    region: Annotated[str, typer.Argument(parser=place, help="区划代码")] = "50",
    state: Annotated[
        SeatState | None, typer.Option(help="逐个列出：vacant 空缺、double 重复、all 全部等")
    ] = None,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """席位：Expected hubs against registered ones, of a region and those below."""
    if state is None:
        rows = ask(data_dir, lambda graph: seating.coverage(graph, region))
        show({"coverage": rows}, rows, form, title=region)
        return
    items = ask(data_dir, lambda graph: seating.every_seat(graph, region))
    items = [item for item in items if state in ("all", item["state"])]
    rows = [
        {k: item[k] for k in ("region_code", "name", "state", "expected_name")}
        | {"hubs": "、".join(f"{hub['name']}（{hub['id']}）" for hub in item["hubs"])}
        for item in items
    ]
    show({"items": items, "complete": True}, rows, form, title=f"{region} {state}")
