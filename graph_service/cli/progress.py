"""Progress bars: rows by kind with their rate, and downloads."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.progress import ProgressColumn as Column
from rich.text import Text


class _Rate(Column):
    def render(self, task: Task) -> Text:
        return Text(f"{task.speed or 0:,.0f}/s")


class RowProgress:
    """One bar per kind and phase."""

    def __init__(self) -> None:
        self._bars = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            TextColumn("{task.completed:,.0f}"),
            _Rate(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> RowProgress:
        """Show the bars."""
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        place: TracebackType | None,
    ) -> None:
        """Take the bars away."""
        self._bars.stop()

    def advance(self, kind: str, phase: str, rows: int) -> None:
        """Count rows of a kind in a phase."""
        name = f"{kind} {phase}"
        if name not in self._tasks:
            self._tasks[name] = self._bars.add_task(name, total=None)
        self._bars.advance(self._tasks[name], rows)


class DownloadProgress:
    """A bar over the artifacts of the first start."""

    def __init__(self) -> None:
        self._bars = Progress(
            TextColumn("下载 Neo4j / downloading Neo4j"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            console=Console(stderr=True),
        )
        self._task: TaskID | None = None

    def advance(self, name: str, done: int, total: int) -> None:
        """Show that an artifact has come."""
        if self._task is None:
            self._bars.start()
            self._task = self._bars.add_task("", total=total)
        self._bars.update(self._task, completed=done, description=name)
        if done == total:
            self._bars.stop()
