"""A team by its own short address: the tree, opened onto it."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse

from graph_service.explorer.deps import AddressDep, WhoDep, team_id

router = APIRouter()


@router.get("/teams/{identifier}")
async def read_team(identifier: str, who: WhoDep, address: AddressDep) -> RedirectResponse:
    """Lead to the tree with this team chosen."""
    return RedirectResponse(address.to("", team=team_id(identifier)), 303)
