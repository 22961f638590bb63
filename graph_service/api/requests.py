"""What every change is asked with: If-Match, Idempotency-Key, reason, and who asks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request

from graph_service.api.auth import Caller, needs
from graph_service.api.days import Day
from graph_service.api.operation_bodies import Body
from graph_service.changes.writing import Change
from graph_service.errors import InvalidInput
from graph_service.operations.forming import formed
from graph_service.operations.held import Operation
from graph_service.operations.specs import Spec
from graph_service.rows.rows import holds_identity_card
from graph_service.vocabulary import Role

_TAG = re.compile(r'(?:W/)?"(\d{1,18})(?:-[0-9a-f]{16})?"')
_ENVELOPE = ("reason", "effective_from")
Operator = Annotated[Caller, needs(Role.OPERATOR)]
Administrator = Annotated[Caller, needs(Role.ADMINISTRATOR)]


async def _why(
    reason: Annotated[str | None, Query(max_length=500, description="理由 why")] = None,
    effective_from: Annotated[Day | None, Query(description="生效日期 effective from")] = None,
) -> Body:
    given = {"reason": reason, "effective_from": effective_from}
    return Body.model_validate({name: v for name, v in given.items() if v is not None})


WhyDep = Annotated[Body, Depends(_why)]


@dataclass(frozen=True)
class Asking:
    """One change on its way in; ``change`` gives it its operation."""

    request: Request
    who: Caller
    accept_violations: bool
    if_match: str | None
    key: str | None

    async def change(self, spec: Spec, team_id: str, given: Mapping[str, Any]) -> Change:
        """Return the change that a request asks for; InvalidInput for a value outside its form."""
        body = dict(given)
        envelope = {name: body.pop(name, None) for name in _ENVELOPE}
        refuse_identity_card("reason", envelope["reason"])
        refuse_identity_card("Idempotency-Key", self.key)
        if "reason" in spec.parameters and envelope["reason"] is not None:
            body["reason"] = envelope["reason"]
        return Change(
            [Operation(spec.name, team_id, formed(spec, body))],
            actor=self.who.actor(self.request),
            accept_violations=self.accept_violations,
            if_match=_revisions(self.if_match),
            key=f"{self.who.token_id} {self.key}" if self.key else None,
            digest=await self._digest(),
            reason=envelope["reason"],
            effective_from=str(envelope["effective_from"]) if envelope["effective_from"] else None,
        )

    async def _digest(self) -> str | None:
        return await digest_of(self.request) if self.key is not None else None


async def digest_of(request: Request) -> str:
    """Return what tells a request from another one under its Idempotency-Key."""
    url = request.url
    text = f"{request.method} {url.path}?{url.query}\n".encode()
    return hashlib.sha256(text + await request.body()).hexdigest()


async def _asking(
    request: Request,
    who: Operator,
    accept_violations: Annotated[bool, Query()] = False,
    if_match: Annotated[str | None, Header(max_length=400)] = None,
    idempotency_key: Annotated[str | None, Header(max_length=128, min_length=1)] = None,
) -> Asking:
    return Asking(request, who, accept_violations, if_match, idempotency_key)


async def _asking_of_all(
    request: Request,
    who: Administrator,
    accept_violations: Annotated[bool, Query()] = False,
    idempotency_key: Annotated[str | None, Header(max_length=128, min_length=1)] = None,
) -> Asking:
    return Asking(request, who, accept_violations, None, idempotency_key)


AskingDep = Annotated[Asking, Depends(_asking)]
AskingOfAllDep = Annotated[Asking, Depends(_asking_of_all)]


def _revisions(if_match: str | None) -> frozenset[int] | None:
    if if_match is None or if_match.strip() == "*":
        return None
    found: list[str] = _TAG.findall(if_match)
    if not found:
        raise InvalidInput(
            "If-Match",
            if_match,
            "If-Match 应为 GET 团体时的 ETag，原样送回。",
            "If-Match is the ETag of GET, sent back unchanged.",
        )
    return frozenset(map(int, found))


def refuse_identity_card(name: str, text: str | None) -> None:
    """Raise InvalidInput for a text that holds an identity-card number."""
    if text is not None and holds_identity_card(text):
        raise InvalidInput(
            name,
            "…",
            f"{name} 中含有身份证号码，不予接收。",
            f"{name} holds an identity-card number, which is never taken in.",
        )
