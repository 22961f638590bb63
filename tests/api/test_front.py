"""The front door, and addresses that nobody can read."""

from __future__ import annotations

import asyncio
import json
import re
from html import unescape
from typing import Any

import httpx2
import pytest
import uvicorn

from graph_service import __version__
from graph_service.api.addresses import Protocol
from graph_service.api.app import create_app
from graph_service.embedded import ports
from graph_service.graph import Graph
from graph_service.settings import Settings
from tests.api.conftest import Call
from tests.conftest import Run
from tests.worlds import build


def links(page: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'<a href="([^"]+)"', page)]


def test_the_front_page_says_what_this_is_and_every_address_on_it_answers(
    call: Call, graph: Graph, run: Run
) -> None:
    page = call("GET", "/")
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "script" not in page.headers["content-security-policy"]
    regions = run(graph.values("MATCH (r:Region) RETURN count(r)"))[0][0]
    for word in (f"version {__version__}", "2023-06", f"{regions:,} 个行政区划", "divisions"):
        assert word in page.text
    assert "<script" not in page.text
    found = links(page.text)
    assert len([link for link in found if link.startswith("/v1/")]) == 3
    for link in [*found, "/static/front.css"]:
        assert link.isascii()
        assert call("GET", link).status_code == 200, link


def test_the_front_page_shows_a_name_as_text(call: Call, graph: Graph, run: Run) -> None:
    team = next(t for t in build.teams_of(build.example("E-15")) if t["team_id"] == "H500112011001")
    run(build.load(graph, [team | {"name": '"><script>alert(1)</script>'}]))
    page = call("GET", "/").text
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_the_front_page_of_an_empty_store_asks_what_it_can_answer(
    call: Call, graph: Graph, run: Run
) -> None:
    run(build.wipe(graph))
    page = call("GET", "/")
    assert "还没有志愿团体" in page.text
    for link in links(page.text):
        assert call("GET", link).status_code == 200, link


def test_without_anonymous_reading_the_front_page_tells_no_number(
    app: Any, call: Call, monkeypatch: Any
) -> None:
    monkeypatch.setattr(app.state, "settings", Settings(anonymous_read=False, _env_file=None))
    page = call("GET", "/")
    assert page.status_code == 200
    assert "个志愿团体" not in page.text
    assert "/v1/" not in page.text
    assert "Bearer" in page.text


def test_the_front_page_tells_where_neo4j_browser_and_its_password_are(
    graph: Graph, run: Run
) -> None:
    browser = ("http://127.0.0.1:7474/browser/", "/some/where/neo4j-password")
    app = create_app(graph, Settings(anonymous_read=True, _env_file=None), neo4j_browser=browser)

    async def asked() -> str:
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return (await client.get("/")).text

    page = run(asked())
    assert {browser[0], "/browser/library.zip"} <= set(links(page))
    assert browser[1] in page


@pytest.mark.parametrize("path", ["/v1/teams?q=%CB%C9", "/v1/teams/%CB%C9", "/v1/teams?%FF=1"])
def test_an_address_that_is_not_utf8_is_a_problem_that_says_how(call: Call, path: str) -> None:
    answer = call("GET", path)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert "%E6%9D%BE" in answer.json()["message_zh"]


RAW = [
    ("/v1/teams?q=松树桥".encode(), "/v1/teams?q=%E6%9D%BE%E6%A0%91%E6%A1%A5"),
    ("/v1/teams?q=松树桥".encode("gb18030"), "/v1/teams?q=%E6%9D%BE%E6%A0%91%E6%A1%A5"),
    ("/v1/teams?q=%E6%9D%BE树&limit=1".encode(), "/v1/teams?q=%E6%9D%BE%E6%A0%91&limit=1"),
]


def test_raw_characters_in_an_address_are_answered_with_the_encoded_address(
    app: Any, call: Call, run: Run
) -> None:
    async def asked(address: bytes) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET " + address + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        answer = await reader.read()
        writer.close()
        return answer

    async def served() -> list[bytes]:
        config = uvicorn.Config(app, port=port, http=Protocol, lifespan="off", log_config=None)
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve())
        while not server.started:
            await asyncio.sleep(0.01)
        answers = [await asked(address) for address, _ in RAW] + [await asked(b"")]
        server.should_exit = True
        await task
        return answers

    port = ports.choose(None, "API")
    *answers, broken = run(served())
    for answer, (_, encoded) in zip(answers, RAW, strict=True):
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 400")
        assert b"application/problem+json" in head
        problem = json.loads(body)
        assert problem["encoded"] == encoded
        assert problem["message_zh"].endswith(encoded)
        assert call("GET", problem["encoded"]).status_code == 200
    assert json.loads(broken.partition(b"\r\n\r\n")[2])["status"] == 400
