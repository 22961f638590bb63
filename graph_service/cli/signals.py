"""What a signal does to a command that serves: the first asks for the end, the second ends it."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

_STOPPING = "\n正在停止；再按一次立即结束 / stopping; once more ends it at once\n".encode()


class Stopped(BaseException):
    """A signal came before there was anything to stop gently."""


class Signals:
    """Our own handlers for INT, TERM and HUP, also where INT was ignored at start."""

    def __init__(self) -> None:
        self._stop: Callable[[], Any] | None = None
        self._at_once: list[Callable[[], None]] = []
        self._seen = False
        self._listen()

    def take(self, stop: Callable[[], Any]) -> None:
        """Let a first signal ``stop`` what serves."""
        self._stop = stop
        self._listen()

    def cancels(self) -> None:
        """Let a first signal cancel the task that calls this, whichever runs when it comes."""
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        if task is not None:
            self.take(lambda: loop.call_soon_threadsafe(task.cancel))

    def also(self, at_once: Callable[[], None]) -> None:
        """Let a second signal end something more at once."""
        self._at_once.append(at_once)

    def _listen(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._came)

    def _came(self, number: int, frame: FrameType | None) -> None:
        if self._seen:
            for end in self._at_once:
                end()
            os._exit(128 + number)
        self._seen = True
        # Written past the buffers: a handler may come amid another print.
        os.write(2, _STOPPING)
        if self._stop is None:
            raise Stopped
        self._stop()
