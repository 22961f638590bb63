"""Forms as they come in: small, read before anything is believed."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

from graph_service.errors import TooLarge
from graph_service.explorer.state import Address
from graph_service.vocabulary import BusinessLine, RegistrationStatus, TeamKind

_LARGEST = 64 * 1024
_OF_A_DRAFT = (
    "region_code",
    "team_kind",
    "registration_status",
    "name",
    "unit_name",
    "registered_name",
    "responsible_unit",
    "uscc",
    "business_line",
    "branch_of",
    "liaison_id",
    "registration_authority_id",
)
CHOICES = {
    "team_kind": ("TeamKind", list(TeamKind)),
    "registration_status": ("RegistrationStatus", list(RegistrationStatus)),
    "business_line": ("BusinessLine", list(BusinessLine)),
}


def draft(address: Address) -> dict[str, str | None]:
    """Return what an address says of a team that is to be registered."""
    given = {field: address.get(field) for field in _OF_A_DRAFT}
    given["team_kind"] = given["team_kind"] or str(TeamKind.NON_HUB)
    unregistered = str(RegistrationStatus.UNREGISTERED)
    given["registration_status"] = given["registration_status"] or unregistered
    return given


async def read_form(request: Request, largest: int = _LARGEST, fields: int = 200) -> dict[str, str]:
    """Return a form's fields, the last of each name; TooLarge beyond 64 KiB or 200 fields."""
    return dict(await read_pairs(request, largest, fields))


async def read_pairs(
    request: Request, largest: int = _LARGEST, fields: int = 200
) -> list[tuple[str, str]]:
    """Return a form's fields in their order, a name as often as it was sent."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > largest:
            raise _too_large()
    try:
        text = body.decode("utf-8", "replace")
        return parse_qsl(text, keep_blank_values=True, max_num_fields=fields)
    except ValueError:
        raise _too_large() from None


def _too_large() -> TooLarge:
    return TooLarge("表单过大。", "The form is too large.")
