"""The bound on rates counts callers as the service sees them, whatever they write."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from graph_service.api.app import create_app
from graph_service.settings import Settings
from tests.api.test_events import serving
from tests.api.test_identity import asked
from tests.conftest import Run

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_one_token_in_many_spellings_is_one_caller(graph: Any, run: Run, token_of: Any) -> None:
    app = create_app(graph, Settings(rate_limit="3/minute", _env_file=None))
    token = token_of("reader")
    spellings = [
        f"Bearer {token}",
        f"Bearer  {token}",
        f"bearer {token}",
        f"Bearer {token} ",
        f"BEARER   {token}",
    ]
    statuses = [
        asked(app, run, "GET", "/v1/rules", headers={"Authorization": given}).status_code
        for given in spellings
    ]
    assert statuses == [200, 200, 200, 429, 429]


def test_a_second_header_is_no_other_caller(graph: Any, run: Run, token_of: Any) -> None:
    app = create_app(graph, Settings(rate_limit="3/minute", _env_file=None))
    first = ("Authorization", f"Bearer {token_of('reader')}")
    statuses = [
        asked(
            app, run, "GET", "/v1/rules", headers=[first, ("Authorization", f"Bearer {turn}")]
        ).status_code
        for turn in range(4)
    ]
    assert statuses == [401, 401, 401, 429]


@pytest.mark.parametrize(
    ("trusted", "passed"), [([], 0), (["127.0.0.1"], 3), (["10.0.0.0/8"], 0), (["127.0.0.0/8"], 3)]
)
def test_a_forwarded_address_counts_only_from_a_named_proxy(
    trusted: list[str], passed: int, neo4j_server: Any, app: Any
) -> None:
    given: dict[str, Any] = {"rate_limit": "2/minute", "trusted_proxies": trusted}
    with serving(neo4j_server, **given) as address, httpx2.Client(timeout=60) as client:
        for _ in range(3):
            client.get(f"{address}/v1/interpretations")
        statuses = [
            client.get(
                f"{address}/v1/interpretations", headers={"X-Forwarded-For": f"192.0.2.{turn}"}
            ).status_code
            for turn in range(3)
        ]
    assert statuses.count(200) == passed
