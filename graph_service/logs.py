"""Structured logs: one line an event, no names of persons, no numbers, no tokens."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict

_LARGEST = 10 * 2**20


def configure(log_format: str, level: int = logging.INFO, out: TextIO | None = None) -> None:
    """Write logs as JSON lines, or readably for a console, to ``out`` or else to the terminal.

    What the web server itself has to say goes there too.
    """
    out = out or sys.stderr
    logging.basicConfig(stream=out, level=logging.WARNING, format="%(message)s", force=True)
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            without_values,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(out),
    )


def open_log(file: Path) -> TextIO:
    """Open a log to write on at its end; one that has grown large is put aside first."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > _LARGEST:
        file.replace(file.with_name(f"{file.name}.1"))
    return file.open("a", encoding="utf-8", buffering=1)


def without_values(logger: Any, method: str, event: EventDict) -> EventDict:
    """Tell an exception by its kind and place: its message may quote what somebody sent."""
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        event["kind"] = type(error).__name__
        event["code"] = getattr(error, "code", None)
        event["frames"] = _frames(error.__traceback__)
    return event


def _frames(found: TracebackType | None) -> list[str]:
    return [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(found)]
