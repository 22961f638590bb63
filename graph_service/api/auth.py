"""Who asks: a token's role, or anonymous where reading without one is allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Query, Request
from starlette.types import Scope

from graph_service.api.carried import carried
from graph_service.api.kept import Kept, key_of
from graph_service.api.oidc import Issuer
from graph_service.errors import DatabaseAway, Forbidden, Unauthenticated
from graph_service.graph import Graph
from graph_service.request import Trace
from graph_service.settings import Settings
from graph_service.store import tokens
from graph_service.store.history import Actor
from graph_service.vocabulary import Role

_ORDER = {role: place for place, role in enumerate(Role)}
_LONGEST = 4096  # an OIDC token is some hundred characters, ours are 47


@dataclass(frozen=True)
class Caller:
    """Who asks: role, and for a token its id and the team or authority it is bound to."""

    role: Role
    token_id: str | None = None
    team_id: str | None = None
    authority_id: str | None = None

    def at_least(self, role: Role) -> bool:
        """Return whether this caller's role includes another."""
        return _ORDER[self.role] >= _ORDER[role]

    def actor(self, request: Request) -> Actor:
        """Return who the history names."""
        return Actor(
            self.token_id or "",
            str(self.role),
            self.team_id,
            self.authority_id,
            request.scope.get("request_id"),
        )


class Callers:
    """Finds callers; a token's answer is kept for two seconds."""

    def __init__(self, graph: Graph, settings: Settings) -> None:
        self._graph = graph
        self._anonymous = settings.anonymous_read
        self._issuer = Issuer(settings) if settings.oidc_issuer else None
        self._kept: Kept[Caller] = Kept()

    async def of(self, token: str | None) -> Caller:
        """Return the caller of a token, or of none; raise Unauthenticated for a bad one."""
        if token is None:
            if not self._anonymous:
                raise Unauthenticated("缺少令牌。", "A token is needed.")
            return Caller(Role.ANONYMOUS)
        key = key_of(token)
        fresh, found = self._kept.get(key)
        if not fresh:
            found = await self._found(token)
            self._kept.put(key, found)
        if found is None:
            raise _unknown()
        return found

    async def _found(self, token: str) -> Caller | None:
        if tokens.has_form(token):
            held = await tokens.find(self._graph, token)
            if held is None:
                return None
            bound = (held["team_id"], held["authority_id"])
            return Caller(Role(held["role"]), held["token_id"], *bound)
        if self._issuer is not None and token.count(".") == 2:
            said = await self._issuer.claims(token)
            return Caller(said.role, said.token_id, said.team_id) if said else None
        return None


def token_of(scope: Scope) -> str | None:
    """Return the token that a request carries, or None; raise Unauthenticated for what is none.

    A second Authorization header is refused: whoever reads the other one would see another caller.
    """
    given = [value for name, value in scope["headers"] if name == b"authorization"]
    if not given:
        return None
    scheme, _, token = given[0].decode("latin-1").partition(" ")
    token = token.strip(" \t")
    if len(given) > 1 or scheme.lower() != "bearer" or not token:
        raise Unauthenticated(
            "Authorization 应为一个 Bearer 令牌。", "Authorization must be one Bearer token."
        )
    if len(token) > _LONGEST or not token.isascii():
        raise _unknown()
    return token


def _unknown() -> Unauthenticated:
    return Unauthenticated(
        "令牌无效、已撤销或已过期。", "This token is unknown, revoked or expired."
    )


async def caller(request: Request) -> Caller:
    """Return who asks."""
    return await request.app.state.callers.of(token_of(request.scope))


async def admitted(request: Request, role: Role) -> Caller:
    """Return who asks, if its role includes ``role``; raise Unauthenticated or Forbidden if not."""
    return demand(await caller(request), role)


def demand(who: Caller, role: Role) -> Caller:
    """Return the caller; raise Unauthenticated without a token, Forbidden for too little a role."""
    if role != Role.ANONYMOUS and who.role == Role.ANONYMOUS:
        raise Unauthenticated("此操作需要令牌。", "This needs a token.")
    if not who.at_least(role):
        raise Forbidden(
            f"此操作需要“{role.zh}”角色，当前为“{who.role.zh}”。",
            f"This needs the role {role}; the token's is {who.role}.",
            missing="role",
        )
    return who


async def reading(
    request: Request,
    debug: Annotated[
        Literal["cypher"] | None, Query(description="cypher: the statements come along")
    ] = None,
) -> Caller:
    """Let a reader through, and keep the statements if debug asks for them."""
    who = await admitted(request, Role.ANONYMOUS)
    if debug is not None:
        carried(request.scope).trace = Trace(profile=who.at_least(Role.ANALYST))
    return who


def reading_as(role: Role) -> Any:
    """Return a dependency that reads as ``reading`` does, for this role and those above it."""

    async def check(who: Annotated[Caller, Depends(reading)]) -> Caller:
        return demand(who, role)

    return Depends(check)


async def still_admitted(request: Request) -> bool:
    """Return whether a caller who was let in would be let in again now.

    A database that is away gives nothing out, so it is waited for.
    """
    try:
        await caller(request)
    except Unauthenticated:
        return False
    except DatabaseAway:
        return True
    return True


def needs(role: Role) -> Any:
    """Return a dependency that lets only this role, and those that include it, through."""

    async def check(request: Request) -> Caller:
        return await admitted(request, role)

    return Depends(_marked(check, role))


def role_of(dependency: Any) -> Role | None:
    """Return the role that a dependency asks for, None for one that asks for none."""
    return getattr(dependency, "least_role", None)


def _marked(dependency: Any, role: Role) -> Any:
    dependency.least_role = role
    return dependency


ReaderDep = Annotated[Caller, Depends(_marked(reading, Role.ANONYMOUS))]
