"""An answer, a page of a list, and the statements behind either."""

from __future__ import annotations

from typing import Any, Generic, NotRequired, TypeVar

from typing_extensions import TypedDict

Item = TypeVar("Item")


class Statement(TypedDict):
    """A named statement that was run, with its text and parameters."""

    name: str
    text: str
    parameters: Any
    milliseconds: NotRequired[float]
    db_hits: NotRequired[int | None]


class Debug(TypedDict):
    """What `debug=cypher` asked for; timing and db hits for analysts and up."""

    statements: list[Statement]


class Answer(TypedDict):
    """An answer, with its statements where `debug=cypher` asked for them."""

    debug: NotRequired[Debug]


class Page(Answer, Generic[Item]):
    """A page of a list; `next_cursor` leads to the next one, `complete` says there is none."""

    items: list[Item]
    next_cursor: str | None
    complete: bool
