"""The page of wishes: a form, the ways and who may, and the button for whoever may."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any

from graph_service.graph import Graph
from tests.conftest import Run
from tests.explorer.conftest import Ask
from tests.explorer.test_pages import cookie, form_token

TokenOf = Callable[..., str]
PAGE = "/explorer/work/wanted"


def asked(ask: Ask, headers: dict[str, str], **given: Any) -> Any:
    token = form_token(ask("GET", PAGE, headers=headers).text)
    return ask("POST", PAGE, headers=headers, data={"form_token": token, **given})


def test_a_wish_leads_to_its_ways_and_whoever_may_carries_one_out(
    ask: Ask, token_of: TokenOf, graph: Graph, run: Run
) -> None:
    assert ask("GET", PAGE).status_code == 401
    wish = {"shape": "power", "team": "T", "power": "view", "subject_id": "H500103"}
    other = asked(ask, cookie(token_of("operator", "H500112138")), **wish)
    assert other.status_code == 200
    assert "须由上列团体办理" in other.text
    headers = cookie(token_of("operator", "T"))
    answer = asked(ask, headers, **wish)
    assert "办法 1" in answer.text
    found = re.search(r"name=\"operations\" value='([^']*)'", answer.text)
    assert found
    written = json.loads(html.unescape(found[1]))
    assert written == [{"operation": "add_viewing", "team_id": "T", "viewer_id": "H500103"}]
    applied = asked(ask, headers, step="apply", team="T", operations=json.dumps(written))
    assert applied.status_code == 303, applied.text
    [row] = run(graph.read("MATCH (:Team {team_id: 'T'})-[:VIEWING]->(v) RETURN v.team_id AS id"))
    assert row["id"] == "H500103"


def test_a_wish_without_a_way_says_which_clause_forbids_it(ask: Ask, token_of: TokenOf) -> None:
    headers = cookie(token_of("administrator"))
    wish = {"shape": "permission", "team": "H500112011001", "permission": "publish_without_review"}
    answer = asked(ask, headers, **wish)
    assert "没有合规的办法" in answer.text
    assert "P-3" in answer.text
    assert asked(ask, headers, **wish | {"team": "nobody"}).status_code == 404
    linked = ask("GET", f"{PAGE}?team=T&no_finding=A-9", headers=headers).text
    assert '<option value="A-9" selected' in linked
    panel = ask("GET", "/explorer?team=T", headers=headers).text
    assert "/explorer/work/wanted?team=T" in panel
