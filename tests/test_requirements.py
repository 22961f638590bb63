"""The hashed requirements agree with each other and with what runs."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "requirements"


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)==([\w.]+)", (FOLDER / name).read_text(), re.MULTILINE))


def test_the_service_is_tested_with_the_versions_it_ships() -> None:
    dev, runtime = pins("dev.txt"), pins("runtime.txt")
    assert runtime
    assert {name: dev.get(name) for name in runtime} == runtime
    assert importlib.metadata.version("neo4j") == runtime["neo4j"]


def test_the_fast_codec_is_the_drivers_own() -> None:
    assert pins("fast.txt")["neo4j-rust-ext"].rsplit(".", 1)[0] == pins("runtime.txt")["neo4j"]
