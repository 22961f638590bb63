"""Who asks: a token's role, or anonymous where reading without one is allowed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, Query, Request

from graph_service import graph as graphs
from graph_service.api.oidc import Issuer
from graph_service.errors import Forbidden, Unauthenticated
from graph_service.graph import Graph, Trace
from graph_service.register import tokens
from graph_service.register.history import Actor
from graph_service.settings import Settings
from graph_service.vocabulary import Role

_ORDER = {role: place for place, role in enumerate(Role)}
_FRESH = 2.0


@dataclass(frozen=True)
class Caller:
    """Who asks: role, and for a token its id and the team it is bound to."""

    role: Role
    token_id: str | None = None
    team_id: str | None = None

    def at_least(self, role: Role) -> bool:
        """Return whether this caller's role includes another."""
        return _ORDER[self.role] >= _ORDER[role]

    def actor(self, request: Request) -> Actor:
        """Return who the history names."""
        return Actor(
            self.token_id or "", str(self.role), self.team_id, request.scope.get("request_id")
        )


class Callers:
    """Finds callers; a token's answer is kept for two seconds, so a revocation is soon felt."""

    def __init__(self, graph: Graph, settings: Settings) -> None:
        self._graph = graph
        self._anonymous = settings.anonymous_read
        self._issuer = Issuer(settings) if settings.oidc_issuer else None
        self._kept: dict[str, tuple[float, Caller | None]] = {}

    async def of(self, authorization: str | None) -> Caller:
        """Return the caller of an Authorization header; raise Unauthenticated for a bad one."""
        if authorization is None:
            if not self._anonymous:
                raise _unauthenticated("缺少令牌。", "A token is needed.")
            return Caller(Role.ANONYMOUS)
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise _unauthenticated(
                "Authorization 应为 Bearer 令牌。", "Authorization must be a Bearer token."
            )
        caller = await self._of_token(token.strip())
        if caller is None:
            raise _unauthenticated(
                "令牌无效、已撤销或已过期。", "This token is unknown, revoked or expired."
            )
        return caller

    async def _of_token(self, token: str) -> Caller | None:
        now = time.monotonic()
        kept = self._kept.get(token)
        if kept is not None and now - kept[0] < _FRESH:
            return kept[1]
        caller = await self._found(token)
        if len(self._kept) > 10_000:
            self._kept.clear()
        self._kept[token] = (now, caller)
        return caller

    async def _found(self, token: str) -> Caller | None:
        if self._issuer is not None and token.count(".") == 2:
            said = await self._issuer.claims(token)
            return Caller(said.role, said.token_id, said.team_id) if said else None
        found = await tokens.find(self._graph, token)
        return Caller(Role(found["role"]), found["token_id"], found["team_id"]) if found else None


async def caller(request: Request) -> Caller:
    """Return who asks."""
    return await request.app.state.callers.of(request.headers.get("authorization"))


CallerDep = Annotated[Caller, Depends(caller)]


async def reading(
    request: Request,
    debug: Annotated[
        Literal["cypher"] | None, Query(description="cypher: the statements come along")
    ] = None,
) -> Caller:
    """Let a reader through, and keep the statements if debug asks for them."""
    who = await caller(request)
    if debug is not None:
        graphs.trace.set(Trace(profile=who.at_least(Role.ANALYST)))
    return who


def needs(role: Role) -> object:
    """Return a dependency that lets only this role, and those that include it, through."""

    async def check(who: CallerDep) -> Caller:
        return demand(who, role)

    return Depends(check)


def demand(who: Caller, role: Role) -> Caller:
    """Return the caller; raise Unauthenticated without a token, Forbidden for too little a role."""
    if who.role == Role.ANONYMOUS:
        raise _unauthenticated("此操作需要令牌。", "This needs a token.")
    if not who.at_least(role):
        raise Forbidden(
            f"此操作需要“{role.zh}”角色，当前为“{who.role.zh}”。",
            f"This needs the role {role}; the token's is {who.role}.",
            missing="role",
        )
    return who


ReaderDep = Annotated[Caller, Depends(reading)]


def _unauthenticated(zh: str, en: str) -> Unauthenticated:
    return Unauthenticated(zh, en)
