"""OIDC tokens of a local issuer with real keys, and bounds on the rate of calls."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import httpx2
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from graph_service.api.app import create_app
from graph_service.errors import SetupError
from graph_service.settings import Settings
from tests.conftest import Run
from tests.worlds import build

KEY, OTHER = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


@pytest.fixture
def issuer() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            base = f"http://127.0.0.1:{self.server.server_port}"  # ty: ignore
            key = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
            found = {
                "/.well-known/openid-configuration": {"jwks_uri": f"{base}/keys"},
                "/keys": {"keys": [key | {"kid": "k1", "use": "sig", "alg": "RS256"}]},
            }[self.path]
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def signed(issuer: str, *, key: Any = KEY, **claims: Any) -> str:
    now = int(time.time())
    whole = {
        "iss": issuer,
        "aud": "graph",
        "sub": "u-1",
        "iat": now,
        "exp": now + 60,
        "graph_service_role": "administrator",
    } | claims
    return jwt.encode(whole, key, algorithm="RS256", headers={"kid": "k1"})


def asked(app: Any, run: Run, method: str, path: str, **arguments: Any) -> Any:
    async def send() -> httpx2.Response:
        transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.request(method, path, **arguments)

    return run(send())


def test_an_oidc_token_carries_role_and_team(issuer: str, graph: Any, run: Run) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    settings = Settings(oidc_issuer=issuer, oidc_audience="graph", _env_file=None)
    app = create_app(graph, settings)

    def patched(token: str) -> int:
        headers = {"Authorization": f"Bearer {token}"}
        body = {"contact_name": f"甲{time.time_ns()}"}
        return asked(app, run, "PATCH", "/v1/teams/T", json=body, headers=headers).status_code

    assert patched(signed(issuer)) == 200
    operator = {"graph_service_role": "operator"}
    assert patched(signed(issuer, **operator, graph_service_team="T")) == 200
    assert patched(signed(issuer, **operator, graph_service_team="H500103")) == 403
    assert patched(signed(issuer, graph_service_role="reader")) == 403
    for bad in (
        signed(issuer, **operator),
        signed(issuer, graph_service_role="king"),
        signed(issuer, graph_service_role=["administrator"]),
        signed(issuer, graph_service_role={"administrator": True}),
        signed(issuer, graph_service_role="operator", graph_service_team=["T"]),
        signed(issuer, aud="another"),
        signed("http://127.0.0.1:1"),
        signed(issuer, exp=int(time.time()) - 120),
        signed(issuer, key=OTHER),
        jwt.encode({"sub": "u"}, "x" * 40, algorithm="HS256"),
        "a.b.c",
    ):
        assert patched(bad) == 401
    found = asked(
        app,
        run,
        "GET",
        "/v1/teams/T/history",
        headers={"Authorization": f"Bearer {signed(issuer)}"},
    )
    assert found.json()["items"][-1]["token_id"] == "oidc:u-1"


def test_an_issuer_without_an_audience_stops_the_start(graph: Any) -> None:
    with pytest.raises(SetupError, match="OIDC_AUDIENCE"):
        create_app(graph, Settings(oidc_issuer="https://issuer", _env_file=None))


def test_a_rate_that_is_reached_says_when_to_come_again(graph: Any, run: Run) -> None:
    settings = Settings(rate_limit="3/minute", anonymous_read=True, _env_file=None)
    app = create_app(graph, settings)
    statuses = [asked(app, run, "GET", "/v1/rules").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    refused = asked(app, run, "GET", "/v1/rules")
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.headers["content-type"] == "application/problem+json"
    assert asked(app, run, "GET", "/healthz").status_code == 200
    app = create_app(graph, settings)
    invented = [{"Authorization": f"Bearer vtg_{turn}"} for turn in range(4)]
    statuses = [asked(app, run, "GET", "/v1/rules", headers=h).status_code for h in invented]
    assert statuses == [401, 401, 401, 429]
    with pytest.raises(SetupError, match="RATE_LIMIT"):
        create_app(graph, Settings(rate_limit="often", _env_file=None))
