"""The command line: ``graph-service``; exit 0 done, 1 no or findings, 2 wrong input, 3 database away."""  # noqa: E501

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from graph_service import __version__, lean
from graph_service.cli.terminal import Terminal
from graph_service.errors import DatabaseAway, ServiceError, SetupError
from graph_service.messages import say

# Where each command stands, and an example of it. Only what runs is imported: an answer that
# takes milliseconds does not wait for the web framework.
COMMANDS = {
    "up": ("up:up", "up --port 8001 --data-dir /some/where"),
    "find": ("find:find", "find 松树桥"),
    "route": ("routes:route", "route H500112011001 project_publication"),
    "scope": ("questions:scope", "scope H500112 --basis reviewed"),
    "permissions": ("questions:permissions", "permissions H500112011001"),
    "check": ("questions:check", "check H500103 manage_team H500112011001"),
    "wanted": ("wanted:wanted", "wanted T-flowers permission=publish_without_review"),
    "audit": ("audit:audit", "audit --within 500112 --html report.html"),
    "hours": ("hours:hours", "hours H500112 --by month --from 2026-01"),
    "stars": ("hours:stars", "stars V-0001"),
    "queue": ("queues:queue", "queue H500112011 --kind records"),
    "report": ("queues:report", "report responsible-units --within 500112"),
    "seats": ("seats:seats", "seats 500112 --state vacant"),
    "sample": ("samples:sample", "sample"),
    "import": ("imports:import_files", "import teams.xlsx --mode keep_going"),
    "export": ("exports:export", "export out --format xlsx"),
    "change": ("writes:change", "change set_status T-flowers status=active --reason 核准"),
    "plan": ("plan:plan", "plan reorganisation.jsonl --html plan.html"),
    "records": ("records:records", "records H500112011001 --state entered"),
    "history": ("writes:history", "history H500112011001"),
    "changes": ("answers:changes", "changes --answers --follow"),
    "answers": ("answers:answers", "answers H500112011001 --kind route"),
    "replay": ("writes:replay", "replay history.jsonl --until 2026-03-01"),
    "token": ("tokens:app", "token create operator --team H500112011"),
    "serve": ("serve:serve", "serve --port 8001"),
    "migrate": ("serve:migrate", "migrate"),
    "neo4j": ("neo4j:app", "neo4j backup store.dump"),
    "bench": ("bench:bench", "bench --rounds 3"),
}


class _Commands(TyperGroup):
    """Imports a command when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of all commands."""
        return [*COMMANDS, *super().list_commands(ctx)]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, imported; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        place, example = COMMANDS[cmd_name]
        module, _, name = place.partition(":")
        found = getattr(import_module(f"{__name__}.{module}"), name)
        lean.settle()
        return _command(cmd_name, found, example)


def _command(name: str, found: Any, example: str) -> Any:
    epilog = f"例 Example: graph-service {example}"
    if isinstance(found, typer.Typer):
        found.info.epilog = epilog
        command = typer.main.get_command(found)
    else:
        alone = typer.Typer(add_completion=False)
        alone.command(name, epilog=epilog)(found)
        command = typer.main.get_command(alone)
    command.name = name
    return command


app = typer.Typer(
    name="graph-service",
    cls=_Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="志愿团体关系服务：谁审核、谁管理、谁有权限。Who reviews, who manages, who may.",
    epilog="例 Example: graph-service up，另开一个终端 then: graph-service find 松树桥",
)


def _version(asked: bool) -> None:
    if asked:
        from graph_service.embedded import NEO4J_VERSION

        Terminal().print(f"graph-service {__version__} (Neo4j {NEO4J_VERSION})")
        raise typer.Exit


@app.callback()
def _every(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="版本 the version")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run a command; an error of the tree becomes one sentence and its exit code."""
    lean.begin()
    try:
        app()
    except ServiceError as error:
        terminal = Terminal(stderr=True)
        zh, en = say(f"command.{error.advice}") if error.advice else ("", "")
        terminal.print(error.message_zh + zh, style="red")
        terminal.print(error.message_en + en)
        sys.exit(_exit_code(error))
    finally:
        lean.settle()


def _exit_code(error: ServiceError) -> int:
    if isinstance(error, SetupError):
        return error.exit_code
    return 3 if isinstance(error, DatabaseAway) else 2
