"""Tokens as they are shown: never their digests."""

from __future__ import annotations

from typing_extensions import TypedDict

from graph_service.vocabulary import Role


class HeldToken(TypedDict):
    """A valid token: whose it is."""

    token_id: str
    role: Role
    team_id: str | None
    authority_id: str | None


class TokenRow(HeldToken):
    """A token with its note and times."""

    note: str | None
    created_at: str
    expires_at: str | None
    revoked_at: str | None
