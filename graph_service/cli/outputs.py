"""Files that a command writes: refused in one sentence before the work, not after it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from graph_service.errors import InvalidInput


def ready(file: Path) -> None:
    """Raise InvalidInput unless the file can be written; one that exists stays as it is."""
    new = not file.exists()
    if not new and not file.is_file() and not file.is_dir():
        return
    try:
        file.open("ab").close()
    except OSError as error:
        raise _refused(file, error, "未做任何改动。", " Nothing was done.") from error
    if new:
        file.unlink()


def ready_folder(folder: Path) -> None:
    """Make a folder that files can be written into; raise InvalidInput if it cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        zh, en = f"{folder} 不能作为目录。", f"{folder} cannot be made a directory."
        raise InvalidInput("directory", str(folder), zh, en) from error
    ready(folder / ".writable")


@contextmanager
def writing(file: Path, encoding: str = "utf-8") -> Generator[TextIO, None, None]:
    """Open a file to be written anew; InvalidInput says why it cannot be."""
    try:
        with file.open("w", encoding=encoding, newline="") as out:
            yield out
    except OSError as error:
        raise _refused(file, error) from error


def _refused(file: Path, error: OSError, zh: str = "", en: str = "") -> InvalidInput:
    why = error.strerror or type(error).__name__
    return InvalidInput(
        "file",
        str(file),
        f"不能写入 {file}：{why}。{zh}",
        f"{file} cannot be written: {why}.{en}",
    )
