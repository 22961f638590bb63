"""The time that a page is as of: what ``as_of`` in its address names, or why that is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from graph_service.errors import BeforeReset, InvalidInput
from graph_service.explorer.deps import AddressDep, GraphDep, WhoDep
from graph_service.record.moments import Moment, moment


@dataclass(frozen=True)
class Then:
    """A place in the history, or the error that says why the address names none."""

    moment: Moment | None
    problem: InvalidInput | BeforeReset | None = None

    def demand(self) -> Moment:
        """Return the place in the history; raise what is wrong with the address."""
        if self.moment is None:
            raise self.problem or InvalidInput("as_of", None, "", "")
        return self.moment


async def then(request: Request, graph: GraphDep, who: WhoDep, address: AddressDep) -> Then | None:
    """Return what the page is as of, None for today; the layout tells it."""
    given = address.get("as_of")
    found: Then | None = None
    if given is not None:
        try:
            found = Then(await moment(graph, given))
        except (InvalidInput, BeforeReset) as error:
            found = Then(None, error)
    request.state.then = found
    return found


ThenDep = Annotated[Then | None, Depends(then)]
