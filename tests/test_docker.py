"""What stands in docker-compose.yml, the Dockerfile and the README agrees with the service."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph_service.errors import SetupError
from graph_service.settings import Settings, read_settings
from tests.server import docker_answers

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"GRAPH_SERVICE_\w+[A-Z]", README)))


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


def test_every_setting_of_the_readme_is_read() -> None:
    known = {f"GRAPH_SERVICE_{name.upper()}" for name in Settings.model_fields}
    assert len(NAMED) > 8
    assert set(NAMED) <= known


def test_every_setting_of_env_reaches_the_service(services: dict[str, Any]) -> None:
    service = services["service"]
    assert service["env_file"] == ".env"
    # What compose sets itself hides .env: the address of its own Neo4j, and .env's own values.
    own = {
        name: value
        for name, value in service["environment"].items()
        if not value.startswith(f"${{{name}:")
    }
    assert own.keys() == {"NEO4J_URI", "NEO4J_USERNAME"}


def test_one_setting_gives_both_neo4js_their_heap(services: dict[str, Any]) -> None:
    heap = services["neo4j"]["environment"]["NEO4J_server_memory_heap_max__size"]
    default = re.fullmatch(r"\$\{GRAPH_SERVICE_NEO4J_HEAP:-(\d+)\}m", heap)
    assert default
    told = services["service"]["environment"]["GRAPH_SERVICE_NEO4J_HEAP"]
    assert told == f"${{GRAPH_SERVICE_NEO4J_HEAP:-{default[1]}}}"


def test_what_is_kept_has_a_name_and_what_ends_comes_back(services: dict[str, Any]) -> None:
    whole = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    mounts = dict(mount.split(":") for s in services.values() for mount in s["volumes"])
    assert set(mounts) == set(whole["volumes"])
    assert set(mounts.values()) == {"/data", "/logs", "/work"}
    assert {service["restart"] for service in services.values()} == {"unless-stopped"}
    # The process id that a killed Neo4j leaves would keep the next one from starting.
    assert services["neo4j"]["tmpfs"] == "/var/lib/neo4j/run"
    assert all(port.startswith("127.0.0.1:") for s in services.values() for port in s["ports"])


def test_the_last_stage_of_the_image_copies_only_what_was_installed() -> None:
    last = (ROOT / "Dockerfile").read_text().rpartition("\nFROM ")[2]
    assert re.findall(r"^COPY .*", last, re.MULTILINE) == [
        "COPY --from=build /opt/graph-service /opt/graph-service"
    ]
    assert re.search(r"^USER service$", last, re.MULTILINE)


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("ALLOWED_HOSTS", "a.example, b.example", "allowed_hosts", ["a.example", "b.example"]),
        ("STAR_THRESHOLDS", "100,200", "star_thresholds", [100, 200]),
        ("RECORD_DAYS", "30", "record_days", 30),
        ("ZONE_OVERLAY", "true", "zone_overlay", True),
    ],
)
def test_a_setting_is_written_as_plain_text(
    monkeypatch: pytest.MonkeyPatch, name: str, text: str, field: str, value: object
) -> None:
    monkeypatch.setenv(f"GRAPH_SERVICE_{name}", text)
    assert getattr(read_settings(), field) == value


def test_a_wrong_value_is_refused_under_the_settings_own_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_NEO4J_HEAP", "much")
    with pytest.raises(SetupError, match="The setting GRAPH_SERVICE_NEO4J_HEAP "):
        read_settings()


@pytest.mark.parametrize("text", ["", "300,100", "1,2,3,4,5,6", "0,100", "many"])
def test_thresholds_of_stars_rise_and_are_five_at_most(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STAR_THRESHOLDS", text)
    with pytest.raises(SetupError, match="The setting GRAPH_SERVICE_STAR_THRESHOLDS "):
        read_settings()


@pytest.mark.parametrize(
    ("uri", "heap", "named"),
    [
        (None, None, "GRAPH_SERVICE_NEO4J_HEAP"),
        ("bolt://elsewhere", None, "server.memory.heap.max_size"),
        ("bolt://neo4j:7687", 2048, "GRAPH_SERVICE_NEO4J_HEAP"),  # compose
    ],
)
def test_the_setting_that_gives_neo4j_memory_is_named_as_it_is_here(
    uri: str | None, heap: int | None, named: str
) -> None:
    given: Any = {"neo4j_uri": uri, "neo4j_heap": heap, "_env_file": None}
    assert Settings(**given).heap_setting() == named


@pytest.fixture
def silent(tmp_path: Path) -> Iterator[Path]:
    """A socket file behind which nobody speaks as a Docker engine does."""
    path = tmp_path / "docker.sock"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        listening.listen()

        def hang_up() -> None:
            while True:
                try:
                    listening.accept()[0].close()
                except OSError:
                    return

        threading.Thread(target=hang_up, daemon=True).start()
        yield path
        listening.shutdown(socket.SHUT_RDWR)


def test_docker_is_taken_where_an_engine_answers_and_not_for_a_socket_file(
    monkeypatch: pytest.MonkeyPatch, silent: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{silent}")
    assert not docker_answers()
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path / 'absent.sock'}")
    assert not docker_answers()
