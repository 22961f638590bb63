"""Backup and restore of a data directory's store: one file, while nothing runs on it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from graph_service.embedded import artifacts, holder, java, leftovers
from graph_service.embedded.home import Home, write_private
from graph_service.errors import SetupError

_DUMP = "neo4j.dump"  # the name that Neo4j's own dump and load expect


Say = Callable[[str], None]


def backup(
    data_dir: Path, file: Path, progress: artifacts.Progress, say: Say = lambda text: None
) -> None:
    """Write the store into ``file``, whole or not at all.

    Raises SetupError if the directory is held (Neo4j dumps offline only), holds no store yet, or
    the file exists.
    """
    home = Home(data_dir)
    if file.exists():
        raise SetupError(f"{file} 已存在，不会覆盖。", f"{file} exists and is not overwritten.")
    if home.is_new():
        raise SetupError(f"{data_dir} 中还没有数据。", f"{data_dir} holds no store yet.")
    with _alone(home, say), leftovers.workshop(home, "backup") as folder:
        words = ("database", "dump", "neo4j", f"--to-path={folder}")
        java.admin(home, artifacts.classpath(progress), *words)
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f".{file.name}.part")
        shutil.move(folder / _DUMP, part)
        os.replace(part, file)


def restore(
    data_dir: Path,
    file: Path,
    *,
    overwrite: bool,
    progress: artifacts.Progress,
    say: Say = lambda text: None,
) -> None:
    """Bring a backup into a data directory; until it is there whole, what was there stays.

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
    with _alone(home, say), leftovers.workshop(home, "restore") as folder:
        classpath = artifacts.classpath(progress)
        beside = _beside(home, folder, classpath)
        os.symlink(file.resolve(), folder / _DUMP)
        words = ("neo4j", f"--from-path={folder.absolute()}", "--overwrite-destination=true")
        java.admin(beside, classpath, "database", "load", *words)
        home.prepare()
        leftovers.exchange(home, beside, folder)


def _beside(home: Home, folder: Path, classpath: str) -> Home:
    """Return a home like this one, with its users and without its data."""
    beside = Home(folder / "home")
    beside.prepare()
    beside.configure(0, 0, None)
    write_private(beside.data_dir / "neo4j-password", home.password())
    if home.is_new():
        java.set_password(beside, classpath)
    else:
        shutil.copytree(
            home.data, beside.data, dirs_exist_ok=True, ignore=shutil.ignore_patterns("neo4j")
        )
    return beside


@contextmanager
def _alone(home: Home, say: Say) -> Generator[None, None, None]:
    """Hold the data directory; whoever holds it already is named."""
    descriptor = holder.hold(home)
    try:
        leftovers.sweep(home, say)
        yield
    finally:
        os.close(descriptor)
