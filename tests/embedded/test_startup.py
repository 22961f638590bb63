"""What a start leaves for the next: kept whole, used by the JVM, cleared away when outdated."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_service import embedded
from graph_service.embedded import startup
from graph_service.embedded.home import Home


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


@pytest.mark.slow
def test_the_third_start_uses_what_the_second_learned(tmp_path: Path) -> None:
    for turn in range(3):
        server = embedded.start(tmp_path, heap=512, learns=True)
        maps = Path(f"/proc/{server.pid}/maps").read_text()
        server.stop()
        kept = list(tmp_path.glob("startup-*"))
        assert len(kept) == (turn > 0)
        assert (".aot" in maps) == (turn == 2)
