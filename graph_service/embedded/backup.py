"""Backup and restore of a data directory's store: one file, while nothing runs on it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from graph_service.embedded import artifacts, holder, java
from graph_service.embedded.home import Home
from graph_service.errors import SetupError

_DUMP = "neo4j.dump"  # the name that Neo4j's own dump and load expect


def backup(data_dir: Path, file: Path, progress: artifacts.Progress) -> None:
    """Write the store into ``file``.

    Raises SetupError if the directory is held (Neo4j dumps offline only), holds no store yet, or
    the file exists.
    """
    home = Home(data_dir)
    if file.exists():
        raise SetupError(f"{file} 已存在，不会覆盖。", f"{file} exists and is not overwritten.")
    if home.is_new():
        raise SetupError(f"{data_dir} 中还没有数据。", f"{data_dir} holds no store yet.")
    with _alone(home), tempfile.TemporaryDirectory(dir=data_dir) as folder:
        words = ("database", "dump", "neo4j", f"--to-path={folder}")
        java.admin(home, artifacts.classpath(progress), *words)
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(str(Path(folder) / _DUMP), file)


def restore(data_dir: Path, file: Path, *, overwrite: bool, progress: artifacts.Progress) -> None:
    """Bring a backup into a data directory.

    Raises SetupError if the directory is held, the file is missing, or a store is there and may
    not be overwritten.
    """
    home = Home(data_dir)
    if not file.is_file():
        raise SetupError(f"没有文件 {file}。", f"There is no file {file}.")
    if not home.is_new() and not overwrite:
        raise SetupError(
            f"{data_dir} 中已有数据；确需替换时加 --overwrite。",
            f"{data_dir} holds a store; --overwrite replaces it.",
        )
    with _alone(home):
        new = home.is_new()
        home.prepare()
        home.configure(0, 0, None)
        classpath = artifacts.classpath(progress)
        if new:
            java.set_password(home, classpath)
        with tempfile.TemporaryDirectory(dir=data_dir) as folder:
            os.symlink(file.resolve(), Path(folder) / _DUMP)
            words = ("neo4j", f"--from-path={folder}", "--overwrite-destination=true")
            java.admin(home, classpath, "database", "load", *words)


@contextmanager
def _alone(home: Home) -> Generator[None, None, None]:
    """Hold the data directory; whoever holds it already is named."""
    descriptor = holder.hold(home)
    try:
        yield
    finally:
        os.close(descriptor)
