"""The kit over HTTP: open to Neo4j Browser's own origin and to no other."""

from __future__ import annotations

import pytest

from graph_service.browser import library
from tests.api.conftest import Call

OURS = "http://127.0.0.1:7474"
FILES = [
    ("guides/start.html", "text/html"),
    ("guides/start.adoc", "text/plain"),
    ("guides/seats.html", "text/html"),
    ("style.grass", "text/plain"),
    ("library.zip", "application/zip"),
]


@pytest.mark.parametrize(("file", "media_type"), FILES)
def test_browser_reads_the_kit_and_no_other_page_does(
    file: str, media_type: str, call: Call
) -> None:
    own = call("GET", f"/browser/{file}", headers={"Origin": OURS})
    assert own.status_code == 200
    assert own.headers["access-control-allow-origin"] == OURS
    assert own.headers["content-type"].startswith(media_type)
    strange = call("GET", f"/browser/{file}", headers={"Origin": "http://evil.example"})
    assert "access-control-allow-origin" not in strange.headers
    assert "Origin" in strange.headers["vary"]
    assert own.content == strange.content


def test_browser_may_ask_ahead_for_a_guide(call: Call) -> None:
    ask = {"Access-Control-Request-Method": "GET"}
    ask |= {"Access-Control-Request-Headers": "cache-control,pragma"}
    own = call("OPTIONS", "/browser/guides/start.html", headers=ask | {"Origin": OURS})
    assert own.status_code == 200
    assert own.headers["access-control-allow-origin"] == OURS
    strange = call("OPTIONS", "/browser/guides/start.html", headers=ask | {"Origin": "http://e"})
    assert "access-control-allow-origin" not in strange.headers


def test_the_answers_of_the_api_are_open_to_no_origin(call: Call) -> None:
    answer = call("GET", "/v1/rules", headers={"Origin": OURS})
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", ["guides/nix.html", "guides/start.pdf", "guides/..%2f.html"])
def test_what_the_kit_has_not_is_a_problem_document(path: str, call: Call) -> None:
    answer = call("GET", f"/browser/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_guides_lead_on_to_each_other_where_they_are_served(call: Call) -> None:
    text = call("GET", "/browser/guides/start.html").text
    others = [name for name in library.guides() if name != "start"]
    for name in others:
        assert f'play-topic="http://127.0.0.1/browser/guides/{name}.html"' in text
        assert call("GET", f"/browser/guides/{name}.html").status_code == 200
