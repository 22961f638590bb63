"""What a command is doing, all the time: steps, rows by kind with their rate, downloads."""

from __future__ import annotations

import time
from types import TracebackType

from rich.progress import Progress, SpinnerColumn, Task, TaskID
from rich.progress import ProgressColumn as Column
from rich.text import Text

from graph_service.cli.terminal import Terminal

_SECONDS_BETWEEN = 5.0  # of the lines about one step where there is no terminal to redraw


class _Line(Column):
    """A step in words: its name, how much and how fast, and for how long."""

    def render(self, task: Task) -> Text:
        words = [task.description, task.fields["note"]]
        seconds = task.elapsed or 0
        if task.fields["rows"]:
            words.append(
                f"{task.fields['rows']:,}  {task.fields['rows'] / max(seconds, 0.1):,.0f}/s"
            )
        return Text("  ".join(word for word in [*words, f"{seconds:.0f} s"] if word))


class Steps:
    """A line for each step, ticked when the next begins; plain lines where nothing is redrawn."""

    def __init__(self) -> None:
        self.terminal = Terminal(stderr=True)
        self._bars = Progress(
            SpinnerColumn(finished_text="✓"),
            _Line(),
            console=self.terminal,
        )
        self._tasks: dict[str, TaskID] = {}
        self._said: dict[str, float] = {}

    def __enter__(self) -> Steps:
        """Show the steps."""
        if self.terminal.is_terminal:
            self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        place: TracebackType | None,
    ) -> None:
        """Leave the steps as they stand."""
        self.end(ticked=kind is None)

    def end(self, *, ticked: bool = True) -> None:
        """Tick what runs and draw no more."""
        self._finish(ticked=ticked)
        if self.terminal.is_terminal:
            self._bars.stop()

    def begin(self, name: str) -> None:
        """Tick what ran until now and show a new step."""
        self._finish()
        self._of(name)

    def advance(self, kind: str, phase: str, rows: int) -> None:
        """Count rows of a kind in a phase."""
        name = f"{kind} {phase}"
        if name not in self._tasks:
            self.begin(name)
        task = self._tasks[name]
        taken = self._bars.tasks[task].fields["rows"] + rows
        self._bars.update(task, rows=taken)
        self._line(name, f"{taken:,}")

    def download(self, name: str, done: int, total: int, size: int) -> None:
        """Show that an artifact has come: how many of how many, and how much in all."""
        step = "下载 Neo4j / downloading Neo4j"
        if step not in self._tasks:
            self.begin(step)
        note = f"{done}/{total}  {size / 1e6:,.0f} MB" + (f"  {name}" if done < total else "")
        self._bars.update(self._tasks[step], note=note)
        self._line(step, note, last=done == total)

    def say(self, text: str) -> None:
        """Say something above the steps."""
        self.terminal.print(text, style="yellow")

    def _finish(self, *, ticked: bool = True) -> None:
        for task in self._bars.tasks:
            if task.stop_time is None:
                self._bars.stop_task(task.id)
                self._bars.update(task.id, total=1, completed=int(ticked))

    def _of(self, name: str) -> None:
        self._tasks[name] = self._bars.add_task(name, total=None, note="", rows=0)
        if not self.terminal.is_terminal:
            self.terminal.print(f"{name} …")
            self._said[name] = time.monotonic()

    def _line(self, name: str, note: str, *, last: bool = False) -> None:
        if self.terminal.is_terminal:
            return
        if last or time.monotonic() - self._said[name] > _SECONDS_BETWEEN:
            self.terminal.print(f"{name} {note}")
            self._said[name] = time.monotonic()
