"""Files that a command writes: refused in one sentence before the work, not after it."""

from __future__ import annotations

from pathlib import Path

from graph_service.errors import InvalidInput


def ready(file: Path) -> None:
    """Raise InvalidInput unless the file can be written; one that exists stays as it is."""
    new = not file.exists()
    try:
        file.open("ab").close()
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise InvalidInput(
            "file",
            str(file),
            f"不能写入 {file}：{why}。未做任何改动。",
            f"{file} cannot be written: {why}. Nothing was done.",
        ) from error
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
