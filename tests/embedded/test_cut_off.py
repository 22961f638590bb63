"""A backup or a restore that is killed leaves no process, no folder, and the store as it was."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from graph_service import embedded
from graph_service.embedded import leftovers
from graph_service.embedded.home import Home


def quiet(name: str, done: int, total: int, size: int) -> None: ...


def javas(word: str) -> list[int]:
    """Return the JVMs whose command line names a word."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            line = (entry / "cmdline").read_bytes() if entry.name.isdigit() else b""
        except OSError:
            continue
        if b"org.neo4j" in line and word.encode() in line:
            found.append(int(entry.name))
    return found


def cut_off(work: str, folder: Path, number: int) -> None:
    """Start a backup or a restore in another process and end it once its JVM runs."""
    program = f"from pathlib import Path; from graph_service import embedded; embedded.{work}"
    with subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.DEVNULL) as child:
        until = time.monotonic() + 120
        while not javas(str(folder / "unfinished-")):
            assert child.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        time.sleep(0.5)
        child.send_signal(number)
        child.wait(30)
    until = time.monotonic() + 10
    while javas(str(folder)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not javas(str(folder))


def kept(folder: Path, said: list[str]) -> list[int]:
    server = embedded.start(folder, heap=512, say=said.append)
    try:
        with GraphDatabase.driver(server.uri, auth=("neo4j", server.password)) as driver:
            found = driver.execute_query("MATCH (k:Kept) RETURN k.number AS number").records
            return [record["number"] for record in found]
    finally:
        server.stop()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_backup_and_a_killed_restore_leave_the_store_as_it_was(
    tmp_path: Path, number: int
) -> None:
    folder, file = tmp_path / "store", tmp_path / "kept.dump"
    server = embedded.start(folder, heap=512)
    try:
        with GraphDatabase.driver(server.uri, auth=("neo4j", server.password)) as driver:
            driver.execute_query("CREATE (:Kept {number: 7})")
    finally:
        server.stop()
    cut_off(f"backup(Path({str(folder)!r}), Path({str(file)!r}), print)", folder, number)
    assert not file.exists()
    embedded.backup(folder, file, quiet)
    assert not list(folder.glob("unfinished-*"))
    words = f"Path({str(folder)!r}), Path({str(file)!r}), overwrite=True, progress=print"
    cut_off(f"restore({words})", folder, number)
    said: list[str] = []
    assert kept(folder, said) == [7]
    assert any("restore was cut off" in text for text in said)
    assert not list(folder.glob("unfinished-*"))
    new = tmp_path / "new"
    cut_off(
        f"restore(Path({str(new)!r}), Path({str(file)!r}), overwrite=False, progress=print)",
        new,
        number,
    )
    assert Home(new).is_new()
    embedded.restore(new, file, overwrite=False, progress=quiet)
    assert kept(new, []) == [7]


def test_a_restore_cut_off_between_its_two_last_steps_is_taken_back(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.prepare()
    (home.data / "mark").write_text("old")
    folder = tmp_path / "unfinished-restore"
    beside = Home(folder / "home")
    beside.prepare()
    shutil.rmtree(beside.data)  # so that the second step fails
    with pytest.raises(FileNotFoundError):
        leftovers.exchange(home, beside, folder)
    assert not home.data.exists()
    said: list[str] = []
    leftovers.sweep(home, said.append)
    assert (home.data / "mark").read_text() == "old"
    assert not folder.exists()
    assert len(said) == 1
