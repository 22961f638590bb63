"""The embedded Neo4j: started for real, ended for real."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from jgo.env import LockFile
from jgo.maven import MavenContext
from neo4j import GraphDatabase

from graph_service import embedded
from graph_service.embedded import artifacts, holder, java, ports
from graph_service.embedded.home import Home, write_private
from graph_service.errors import SetupError

ROOT = Path(__file__).parents[2]


def test_the_versions_are_one_everywhere() -> None:
    compose = (ROOT / "docker-compose.yml").read_text()
    [version] = re.findall(r"image: neo4j:([\d.]+)-community", compose)
    assert version == embedded.NEO4J_VERSION


def test_every_artifact_has_a_checksum_and_no_host_is_named() -> None:
    text = Path(artifacts.__file__).with_name("neo4j.lock.toml").read_text()
    assert "http" not in re.sub(r'artifactId = ".*"|groupId = ".*"', "", text)
    lock = LockFile.load(Path(artifacts.__file__).with_name("neo4j.lock.toml"))
    assert all(d.sha256 for d in lock.dependencies)
    assert {d.artifactId for d in lock.dependencies} >= {"neo4j", "neo4j-browser"}


def test_a_taken_port_is_refused_with_its_holders_name() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SetupError, match=f"pid {os.getpid()}"):
            ports.choose(port, "API")


def test_without_network_and_cache_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("M2_REPO", str(tmp_path))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with pytest.raises(SetupError, match="neither a network nor a cache"):
        artifacts.classpath()


def test_an_altered_artifact_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    artifacts.classpath()
    real = MavenContext().repo_cache
    for file in real.rglob("*.jar"):
        copy = tmp_path / file.relative_to(real)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.symlink_to(file)
    wrong = next(tmp_path.rglob("neo4j-2*.jar"))
    wrong.unlink()
    wrong.write_bytes(b"not a jar")
    monkeypatch.setenv("M2_REPO", str(tmp_path))
    with pytest.raises(SetupError, match="not the pinned one"):
        artifacts.classpath()


@pytest.mark.slow
def test_a_download_that_is_cut_off_leaves_no_half_file(tmp_path: Path) -> None:
    program = "from graph_service.embedded import artifacts; artifacts.classpath()"
    there = os.environ | {"M2_REPO": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", program], env=there) as child:
        while len(jars(tmp_path)) < 10:
            assert child.poll() is None
            time.sleep(0.01)
        child.kill()
    whole = MavenContext().repo_cache
    for file in jars(tmp_path):
        assert file.stat().st_size == (whole / file.relative_to(tmp_path)).stat().st_size


def jars(folder: Path) -> list[Path]:
    """Return the jars of a Maven repository, without those still on their way."""
    found = folder.rglob("*.jar")
    return [file for file in found if not file.relative_to(folder).parts[0].startswith(".")]


def start_in_child(data_dir: Path) -> tuple[subprocess.Popen[str], int]:
    program = (
        "import sys, time, pathlib\n"
        "from graph_service import embedded\n"
        "server = embedded.start(pathlib.Path(sys.argv[1]))\n"
        "print(server.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(data_dir)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    return child, int(child.stdout.readline())


def wait_gone(pid: int, seconds: float = 40) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not holder.alive(pid):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
def test_a_killed_parent_leaves_no_server_and_the_next_start_serves(tmp_path: Path) -> None:
    child, pid = start_in_child(tmp_path)
    with child:
        with pytest.raises(SetupError, match=f"held by process {child.pid}"):
            embedded.start(tmp_path)
        password = (tmp_path / "neo4j-password").read_text()
        assert (tmp_path / "neo4j-password").stat().st_mode & 0o777 == 0o600
        child.send_signal(signal.SIGKILL)
    said: list[str] = []
    server = embedded.start(tmp_path, detached=True, say=said.append)
    assert wait_gone(pid, 1)
    assert server.password == password
    assert embedded.running(tmp_path) is not None
    assert embedded.stop(tmp_path)
    assert not holder.alive(server.pid)
    assert server.process is not None
    server.process.wait(10)
    assert embedded.running(tmp_path) is None
    assert not embedded.stop(tmp_path)


@pytest.mark.slow
def test_a_killed_server_starts_again_with_its_data(tmp_path: Path) -> None:
    from neo4j import GraphDatabase

    first = embedded.start(tmp_path)
    with GraphDatabase.driver(first.uri, auth=("neo4j", first.password)) as driver:
        driver.execute_query("CREATE (:Kept {id: 1})")
    os.kill(first.pid, signal.SIGKILL)
    assert first.process is not None
    first.process.wait(30)
    second = embedded.start(tmp_path)
    try:
        with GraphDatabase.driver(second.uri, auth=("neo4j", second.password)) as driver:
            assert driver.execute_query("MATCH (k:Kept) RETURN k.id AS id").records[0]["id"] == 1
    finally:
        second.stop()


@pytest.mark.slow
def test_a_backup_is_refused_while_it_runs_and_restored_elsewhere(tmp_path: Path) -> None:
    def asked(server: embedded.Running, statement: Any) -> list[Any]:
        auth = (server.username, server.password)
        with GraphDatabase.driver(server.uri, auth=auth) as driver:
            return [record.data() for record in driver.execute_query(statement).records]

    first, second, file = tmp_path / "a", tmp_path / "b", tmp_path / "kept" / "store.dump"
    quiet: Any = lambda name, done, total, size: None  # noqa: E731
    write_private(first / "neo4j-password", "-begins-like-an-option")
    server = embedded.start(first)
    try:
        asked(server, "CREATE (:Kept {number: 7})")
        with pytest.raises(SetupError, match="is held by process"):
            embedded.backup(first, file, quiet)
    finally:
        server.stop()
    embedded.backup(first, file, quiet)
    with pytest.raises(SetupError, match="not overwritten"):
        embedded.backup(first, file, quiet)
    embedded.restore(second, file, overwrite=False, progress=quiet)
    server = embedded.start(second)
    try:
        assert asked(server, "MATCH (kept:Kept) RETURN kept.number AS number") == [{"number": 7}]
    finally:
        server.stop()
    with pytest.raises(SetupError, match="--overwrite"):
        embedded.restore(second, file, overwrite=False, progress=quiet)


def test_a_failed_command_says_what_failed_and_no_password(tmp_path: Path) -> None:
    home, classpath = Home(tmp_path), artifacts.classpath()
    home.prepare()
    home.configure(0, 0, None)
    with pytest.raises(SetupError, match=r"failed: Missing required parameter: '<password>'$"):
        java.admin(home, classpath, "dbms", "set-initial-password")
    absent = f"--from-path={tmp_path / 'absent'}"
    with pytest.raises(SetupError, match=r"failed: \S+/absent is not an existing directory$"):
        java.admin(home, classpath, "database", "load", "neo4j", absent)
