"""The command line: ``graph-service``; exit 0 done, 1 no or findings, 2 wrong input, 3 database away."""  # noqa: E501

from __future__ import annotations

import sys

import typer
from rich.console import Console

from graph_service.cli import (
    audit,
    bench,
    exports,
    imports,
    neo4j,
    questions,
    samples,
    serve,
    tokens,
    up,
    writes,
)
from graph_service.errors import DatabaseAway, ServiceError, SetupError

app = typer.Typer(
    name="graph-service",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="志愿团体关系服务：谁审核、谁管理、谁有权限。Who reviews, who manages, who may.",
)
app.command("up")(up.up)
app.command("serve")(serve.serve)
app.command("migrate")(serve.migrate)
app.command("sample")(samples.sample)
app.command("import")(imports.import_files)
app.command("export")(exports.export)
app.command("audit")(audit.audit)
app.command("seats")(audit.seats)
app.command("route")(questions.route)
app.command("scope")(questions.scope)
app.command("permissions")(questions.permissions)
app.command("check")(questions.check)
app.command("change")(writes.change)
app.command("history")(writes.history)
app.command("replay")(writes.replay)
app.command("bench")(bench.bench)
app.add_typer(neo4j.app, name="neo4j")
app.add_typer(tokens.app, name="token")


def main() -> None:
    """Run a command; an error of the tree becomes one sentence and its exit code."""
    try:
        app()
    except ServiceError as error:
        console = Console(stderr=True)
        console.print(f"[red]{error.message_zh}[/red]", highlight=False)
        console.print(error.message_en, highlight=False, markup=False)
        sys.exit(_exit_code(error))


def _exit_code(error: ServiceError) -> int:
    if isinstance(error, SetupError):
        return error.exit_code
    return 3 if isinstance(error, DatabaseAway) else 2
