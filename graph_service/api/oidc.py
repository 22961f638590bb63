"""OIDC tokens (extra ``oidc``): verified against the issuer's own keys."""

from __future__ import annotations

import asyncio
import importlib
import json
import time
import urllib.request
from dataclasses import dataclass
from typing import Any

from graph_service.errors import SetupError
from graph_service.graph.lanes import Lane
from graph_service.settings import Settings
from graph_service.vocabulary import Role

_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
_PATIENCE = 10
_SELDOM = 10.0


@dataclass(frozen=True)
class Claims:
    """What an OIDC token says of its bearer."""

    token_id: str
    role: Role
    team_id: str | None


class Issuer:
    """One issuer: its keys are fetched when first needed and kept for five minutes."""

    def __init__(self, settings: Settings) -> None:
        if not settings.oidc_audience:
            raise SetupError(
                "设置了 GRAPH_SERVICE_OIDC_ISSUER，还须设置 GRAPH_SERVICE_OIDC_AUDIENCE。",
                "GRAPH_SERVICE_OIDC_ISSUER needs GRAPH_SERVICE_OIDC_AUDIENCE beside it.",
            )
        self._settings = settings
        self._jwt = _library()
        self._keys: Any = None
        self._refetched = -_SELDOM
        self._lane = Lane(2, 64, _PATIENCE)

    async def claims(self, token: str) -> Claims | None:
        """Return what a valid token says, or None for one that is not valid here.

        The role stands in the claim that GRAPH_SERVICE_OIDC_ROLE_CLAIM names; an operator's team,
        and an analyst's if it has one, in the one that GRAPH_SERVICE_OIDC_TEAM_CLAIM names.
        """
        try:
            async with self._lane.entered():
                found = await asyncio.to_thread(self._decoded, token)
        except (self._jwt.PyJWTError, OSError, ValueError, KeyError):
            return None
        role, team_id = found.get(self._settings.oidc_role_claim), None
        if not isinstance(role, str) or role not in set(Role) or role == Role.ANONYMOUS:
            return None
        if role in (Role.ANALYST, Role.OPERATOR):
            team_id = found.get(self._settings.oidc_team_claim)
            if not isinstance(team_id, str) and (role == Role.OPERATOR or team_id is not None):
                return None
        return Claims(f"oidc:{found['sub']}", Role(role), team_id)

    def _decoded(self, token: str) -> dict[str, Any]:
        if self._keys is None:
            self._keys = self._jwt.PyJWKClient(self._keys_address(), timeout=_PATIENCE)
        key = self._key(self._jwt.get_unverified_header(token)["kid"])
        return self._jwt.decode(
            token,
            key.key,
            algorithms=_ALGORITHMS,
            issuer=self._settings.oidc_issuer,
            audience=self._settings.oidc_audience,
            options={"require": ["exp", "iat", "sub", "iss", "aud"]},
        )

    def _key(self, kid: str) -> Any:
        """Return the issuer's key of an id; an unknown one is asked for again, but seldom."""
        now = time.monotonic()
        known = {key.key_id: key for key in self._keys.get_signing_keys()}
        if kid not in known and now - self._refetched >= _SELDOM:
            self._refetched = now
            known = {key.key_id: key for key in self._keys.get_signing_keys(refresh=True)}
        return known[kid]

    def _keys_address(self) -> str:
        issuer = (self._settings.oidc_issuer or "").rstrip("/")
        address = f"{issuer}/.well-known/openid-configuration"
        if not address.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ValueError("an issuer's address is https")
        with urllib.request.urlopen(address, timeout=_PATIENCE) as answer:  # noqa: S310
            return json.load(answer)["jwks_uri"]


def _library() -> Any:
    try:
        return importlib.import_module("jwt")
    except ImportError as error:
        raise SetupError(
            "已设置 OIDC，但未安装附加组件：pip install 'graph-service[oidc]'。",
            "OIDC is set but its extra is not installed: pip install 'graph-service[oidc]'.",
        ) from error
