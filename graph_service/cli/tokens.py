"""Create, list and revoke API tokens."""

from __future__ import annotations

from typing import Annotated

import typer

from graph_service.cli.render import Format, FormatOption, show
from graph_service.cli.store import DataDir, ask
from graph_service.cli.terminal import Terminal
from graph_service.store import tokens

app = typer.Typer(add_completion=False, no_args_is_help=True, help="令牌：API tokens.")


@app.command("create", epilog="例 Example: graph-service token create operator --team H500112011")
def create(
    role: Annotated[str, typer.Argument(help="reader, analyst, operator, administrator")],
    team: Annotated[str | None, typer.Option(help="操作员（或分析员）所属团体")] = None,
    authority: Annotated[str | None, typer.Option(help="操作员所属登记机关")] = None,
    days: Annotated[int, typer.Option(min=1, max=3650, help="有效天数")] = 365,
    note: Annotated[str | None, typer.Option(help="备注")] = None,
    form: FormatOption = Format.TABLE,
    data_dir: DataDir = None,
) -> None:
    """Make a token and show it, this once."""
    token, token_id = ask(
        data_dir,
        lambda graph: tokens.create(
            graph, role, team_id=team, authority_id=authority, days=days, note=note
        ),
    )
    row = {"token_id": token_id, "role": role, "team_id": team, "authority_id": authority}
    row |= {"token": token}
    if form is not Format.TABLE:
        show(row, [row], form)
        return
    shown = ("token_id", "role", "team_id", "authority_id")
    show(row, [{name: row[name] for name in shown}], form)
    # On a line of its own, which no column folds: it is there to be copied.
    Terminal().print(token, soft_wrap=True)


@app.command("list", epilog="例 Example: graph-service token list")
def list_tokens(form: FormatOption = Format.TABLE, data_dir: DataDir = None) -> None:
    """List tokens, without what they are."""
    rows = ask(data_dir, tokens.all_tokens)
    show({"items": rows}, rows, form)


@app.command("revoke", epilog="例 Example: graph-service token revoke 3f0c…")
def revoke(
    token_id: Annotated[str, typer.Argument(help="令牌编号")], data_dir: DataDir = None
) -> None:
    """Revoke a token."""
    ask(data_dir, lambda graph: tokens.revoke(graph, token_id))
