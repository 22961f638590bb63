"""What a start leaves for the next: kept whole, used by the JVM, cleared away when outdated."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service import embedded
from graph_service.embedded import java, startup
from graph_service.embedded.home import Home

CARRIERS = "-Djdk.virtualThreadScheduler.parallelism=16"


def test_what_a_start_leaves_is_used_once_it_is_whole(tmp_path: Path) -> None:
    home = Home(tmp_path)
    [asked], file = startup.options(home, "a.jar")
    assert file is not None
    part = Path(asked.removeprefix("-XX:AOTCacheOutput="))
    part.write_bytes(b"cut off")
    assert startup.options(home, "a.jar") == ([asked], file), "nobody took it over"
    assert not part.exists()
    part.write_bytes(b"whole")
    startup.keep(file)
    assert startup.options(home, "a.jar") == ([f"-XX:AOTCache={file}"], None)
    [other], _ = startup.options(home, "b.jar")
    assert other != asked
    assert list(tmp_path.glob("startup-*")) == [], "that of other jars is gone"


def test_more_threads_carry_virtual_ones_than_two_cores_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(java, "_asked", lambda home, classpath: ["-Xmx512m"])
    home = Home(tmp_path)
    home.prepare()
    home.configure(0, 0, None)
    line = java.command(home, "a.jar", ["-XX:AOTCache=kept"])
    assert line.index(CARRIERS) < line.index("org.neo4j.server.Neo4jCommunity")


@pytest.mark.slow
def test_the_third_start_uses_what_the_second_learned(tmp_path: Path) -> None:
    for turn in range(3):
        server = embedded.start(tmp_path, heap=512, learns=True)
        maps = Path(f"/proc/{server.pid}/maps").read_text()
        assert CARRIERS in Path(f"/proc/{server.pid}/cmdline").read_text().split("\0")
        server.stop()
        kept = list(tmp_path.glob("startup-*"))
        assert len(kept) == (turn > 0)
        assert (".aot" in maps) == (turn == 2)
