"""API tokens: 256 random bits, kept as a digest, with a role, an expiry and a way back."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from graph_service import cypher
from graph_service.answers.tokens import HeldToken, TokenRow
from graph_service.errors import InvalidInput, NotFound
from graph_service.graph import Graph
from graph_service.rows.rows import holds_identity_card
from graph_service.vocabulary import Role

_CREATE = cypher.load("register/tokens/create_token")
_FIND = cypher.load("register/tokens/find_token")
_LIST = cypher.load("register/tokens/list_tokens")
_REVOKE = cypher.load("register/tokens/revoke_token")
_NAME_TEAMS = cypher.load("questions/teams/name_teams")
_KNOWN_IDS = cypher.load("questions/registers/known_ids")
_PREFIX = "vtg_"
_FORM = re.compile(r"vtg_[A-Za-z0-9_-]{43}")
_BOUND = (Role.ANALYST, Role.OPERATOR)


async def create(
    graph: Graph,
    role: str,
    *,
    team_id: str | None = None,
    authority_id: str | None = None,
    days: int = 365,
    note: str | None = None,
) -> tuple[str, str]:
    """Return a new token and its id; the token itself is never stored.

    An operator acts for a team, or for a registration authority. Raises InvalidInput for an
    unknown role and for an operator that is bound to neither or to both, NotFound for an unknown
    team or authority.
    """
    if role not in set(Role) or role == Role.ANONYMOUS:
        words = ", ".join(r for r in Role if r != Role.ANONYMOUS)
        raise InvalidInput("role", role, f"角色应为：{words}。", f"role must be one of: {words}.")
    _demand_bound(role, team_id, authority_id)
    if note is not None and holds_identity_card(note):
        raise InvalidInput(
            "note",
            "…",
            "备注中含有身份证号码，不予接收。",
            "the note holds an identity-card number, which is never taken in.",
        )
    if team_id is not None and not await graph.read(_NAME_TEAMS, team_ids=[team_id]):
        raise NotFound("team", team_id)
    if authority_id is not None and not await _is_authority(graph, authority_id):
        raise NotFound("registration_authority", authority_id)
    token, token_id = _PREFIX + secrets.token_urlsafe(32), secrets.token_hex(8)
    values = {
        "token_id": token_id,
        "digest": _digest(token),
        "role": role,
        "team_id": team_id,
        "authority_id": authority_id,
        "note": note,
        "expires_at": (datetime.now(UTC) + timedelta(days=days)).isoformat(),
    }
    await graph.apply(_CREATE, token=values)
    return token, token_id


def _demand_bound(role: str, team_id: str | None, authority_id: str | None) -> None:
    """Raise InvalidInput unless a token is bound as its role wants."""
    bound = [name for name in (team_id, authority_id) if name is not None]
    lacks = role == Role.OPERATOR and len(bound) != 1
    if lacks or (team_id is not None and role not in _BOUND):
        raise InvalidInput(
            "team_id",
            team_id,
            "操作员令牌须绑定一个团体或一个登记机关，分析员令牌可绑定团体，其他令牌不可。",
            "an operator's token is bound to a team or to a registration authority, an analyst's"
            " may be bound to a team, no other.",
        )
    if authority_id is not None and role != Role.OPERATOR:
        zh, en = "只有操作员令牌可绑定登记机关。", "only an operator's token acts for an authority."
        raise InvalidInput("authority_id", authority_id, zh, en)


async def _is_authority(graph: Graph, authority_id: str) -> bool:
    lists = {"team_ids": [], "region_codes": [], "authority_ids": [authority_id]}
    return bool((await graph.read(_KNOWN_IDS, **lists))[0]["authorities"])


def has_form(token: str) -> bool:
    """Return whether a text can be one of our tokens at all."""
    return _FORM.fullmatch(token) is not None


async def find(graph: Graph, token: str) -> HeldToken | None:
    """Return a valid token's id, role and team, or None."""
    digest = _digest(token)
    rows = await graph.read(_FIND, digest=digest)
    if rows and hmac.compare_digest(rows[0].pop("digest"), digest):
        return cast("HeldToken", rows[0])
    return None


async def all_tokens(graph: Graph) -> list[TokenRow]:
    """Return every token's id, role, team, note and times."""
    return cast("list[TokenRow]", await graph.read(_LIST))


async def revoke(graph: Graph, token_id: str) -> None:
    """Revoke a token; NotFound for an unknown id."""
    if not await graph.apply(_REVOKE, token_id=token_id):
        raise NotFound("token", token_id)


async def ensure_admin_token(graph: Graph, file: Path) -> str:
    """Return the administrator's token of a file, made anew if it is absent or no longer valid."""
    if file.exists():
        token = file.read_text().strip()
        if await find(graph, token):
            return token
    token, _ = await create(graph, str(Role.ADMINISTRATOR), note="made by up")
    return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
