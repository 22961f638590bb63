"""What the embedded Neo4j and compose tell Neo4j Browser."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from graph_service.embedded.home import Home

COMPOSE = Path(__file__).parents[2] / "docker-compose.yml"


def configured(folder: Path, api_url: str | None) -> dict[str, str]:
    home = Home(folder)
    home.prepare()
    home.configure(7687, 7474, api_url, 512)
    lines = (home.conf / "neo4j.conf").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines)


def test_the_first_visit_opens_style_and_guide_and_tells_nobody(tmp_path: Path) -> None:
    settings = configured(tmp_path, "http://127.0.0.1:8000")
    assert settings["browser.post_connect_cmd"].split("; ") == [
        "config autoComplete: false",
        "clear",
        "style http://127.0.0.1:8000/browser/style.grass",
        "play http://127.0.0.1:8000/browser/guides/start.html",
    ]
    admitted = settings["browser.remote_content_hostname_whitelist"].split(",")
    assert admitted == ["http://127.0.0.1:8000", "127.0.0.1", "localhost"]
    assert settings["client.allow_telemetry"] == "false"
    policy = settings["dbms.security.http_static_content_security_policy_header"]
    hosts = set(re.findall(r"(?:ws|https?)://\S+", policy))
    assert {re.sub(r"^\w+://|:\d+$", "", host) for host in hosts} == {"127.0.0.1", "localhost"}
    assert policy.startswith("default-src 'self'; ")
    assert "frame-ancestors 'none'" in policy


def test_without_our_api_browser_is_sent_nowhere(tmp_path: Path) -> None:
    assert not [name for name in configured(tmp_path, None) if name.startswith("browser.")]


def test_compose_opens_the_guide_of_the_new_browser() -> None:
    text = COMPOSE.read_text(encoding="utf-8")
    assert (
        "NEO4J_browser_post__connect__cmd: guide http://127.0.0.1:8000/browser/guides/start.adoc"
        in text
    )
    assert "NEO4J_browser_remote__content__hostname__whitelist: 127.0.0.1,localhost" in text
    assert 'NEO4J_client_allow__telemetry: "false"' in text


def test_compose_keeps_neo4j_browser_as_narrow_as_the_embedded_one(tmp_path: Path) -> None:
    told = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]["neo4j"]["environment"]
    ours = told["NEO4J_dbms_security_http__static__content__security__policy__header"]
    settings = configured(tmp_path, "http://127.0.0.1:8000")
    embedded = settings["dbms.security.http_static_content_security_policy_header"]
    assert directives(ours) == directives(embedded)


def directives(policy: str) -> dict[str, set[str]]:
    parts = [part.split() for part in policy.split(";")]
    return {part[0]: set(part[1:]) for part in parts}
