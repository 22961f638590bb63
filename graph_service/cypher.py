"""Load the named Cypher files under cypher/.

This module is the only door through which text becomes a statement;
values always travel as parameters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import LiteralString, NamedTuple, TypeVar, cast

_HERE = Path(__file__).parent
_PACKAGED = _HERE / "cypher_files"  # where the wheel carries the files
ROOT = _PACKAGED if _PACKAGED.is_dir() else _HERE.parent / "cypher"
_STATEMENT_END = re.compile(r";[ \t]*$", re.MULTILINE)
_LANGUAGE = re.compile(r"^CYPHER 25.*$", re.MULTILINE)
_PARAMETER = re.compile(r"\$(\w+)")
_NAMES: dict[str, str] = {}
_ONE_PLAN = 11
T = TypeVar("T")


class Listed(NamedTuple):
    """What gives a list inside another statement, and the name that it came from."""

    body: str
    name: str


@cache
def load(name: str) -> LiteralString:
    """Return the one statement of ``cypher/<name>.cypher``, header included."""
    text = _STATEMENT_END.sub("", read_file(ROOT / f"{name}.cypher"))
    _NAMES[text] = name
    return cast(LiteralString, text)


@cache
def statements(name: str) -> list[LiteralString]:
    """Return a file's statements, split where a line ends with ``;``."""
    parts = _STATEMENT_END.split(read_file(ROOT / f"{name}.cypher"))
    return [cast(LiteralString, part) for part in parts if _body(part)]


@cache
def bodies(name: str) -> list[str]:
    """Return a file's statements without their comments: what they do, not what is said of it."""
    return [_body(statement) for statement in statements(name)]


@cache
def united(column: str, parts: tuple[tuple[str, str], ...]) -> LiteralString:
    """Return one statement that asks several files of equal columns at once, each row marked.

    ``parts`` are (mark, name) pairs; the mark stands in ``column``. Forty statements asked one by
    one are forty round trips, and a write waits for them. Planning it takes seconds, so it is not
    planned anew when the store has grown: each part begins at the ids that it is given.
    """
    text = cast(
        LiteralString,
        "CYPHER 25 replan=skip\n"
        + "\nUNION ALL\n".join(
            f"CALL () {{\n{_bare(load(name))}\n}}\nRETURN *, '{mark}' AS {column}"
            for mark, name in parts
        ),
    )
    _NAMES[text] = " ".join(name for _, name in parts)
    return text


@cache
def chained(*parts: str, **lists: str | Listed) -> LiteralString:
    """Return one statement that carries several files out in turn, each of which gives one row.

    Then, as lists, come the one column of each further file, or what ``listed`` makes of one. A
    transaction waits for every statement as long as a small one takes to be carried out. Nor is it
    planned anew when the store has grown, as the first change afterwards would wait for that.
    """
    told = {n: e if isinstance(e, Listed) else Listed(_bare(load(e)), e) for n, e in lists.items()}
    text = cast(
        LiteralString,
        "CYPHER 25 replan=skip\n"
        + "".join(f"CALL () {{\n{_bare(load(part))}\n}}\n" for part in parts)
        + "".join(f"LET {n} = COLLECT {{\n{each.body}\n}}\n" for n, each in told.items())
        + "RETURN *",
    )
    _NAMES[text] = " ".join([*parts, *(each.name for each in told.values())])
    return text


def listed(statement: LiteralString, columns: tuple[str, ...]) -> Listed:
    """Return a loaded statement's rows as ``chained`` takes them: one map each."""
    row = ", ".join(f"{column}: {column}" for column in columns)
    body = f"CALL () {{\n{_bare(statement)}\n}}\nRETURN {{{row}}} AS row"
    return Listed(body, _NAMES[statement])


@cache
def used(statement: LiteralString) -> frozenset[str]:
    """Return the names of the parameters that a statement takes."""
    return frozenset(_PARAMETER.findall(_body(statement)))


@cache
def gathered(name: str, columns: tuple[str, ...]) -> LiteralString:
    """Return a file's statement with all its rows in one record: lists of columns, as ``found``.

    A record a row is what thousands of rows cost most; the order is for the reader to restore.
    """
    text = cast(
        LiteralString,
        f"CYPHER 25\nCALL () {{\n{_bare(load(name))}\n}}\n"
        f"RETURN collect([{', '.join(columns)}]) AS found",
    )
    _NAMES[text] = name
    return text


def names(folder: str) -> list[str]:
    """Return the names of all statements below a folder, sorted."""
    files = sorted((ROOT / folder).rglob("*.cypher"))
    return [file.relative_to(ROOT).with_suffix("").as_posix() for file in files]


def name_of(statement: str) -> str | None:
    """Return the name a loaded statement came from."""
    return _NAMES.get(statement)


@cache
def sent(statement: LiteralString) -> LiteralString:
    """Return a statement as it travels: under its title, without other remarks and indents.

    Neo4j reads the text anew at each call, so what only a reader needs stays here.
    """
    title, _, rest = statement.partition("\n")
    lines = [title, *filter(str.strip, _body(rest).splitlines())]
    return cast(LiteralString, "\n".join(map(str.strip, lines)))


def profiled(statement: LiteralString) -> LiteralString:
    """Return the statement so that Neo4j counts its db hits."""
    marked = _LANGUAGE.sub(r"\g<0>\nPROFILE", statement, count=1)
    return cast(LiteralString, marked) if marked != statement else f"PROFILE {statement}"


def read_file(path: Path) -> LiteralString:
    """Return a Cypher file of this project as trusted statement text."""
    return cast(LiteralString, path.read_text(encoding="utf-8"))


def _bare(text: str) -> str:
    return _LANGUAGE.sub("", _body(text), count=1)


def _body(part: str) -> str:
    return "\n".join(
        line for line in part.splitlines() if not line.lstrip().startswith("//")
    ).strip()


def filled(given: Sequence[T], nobody: T) -> list[T]:
    """Return a list for a parameter, a short one filled up with what stands for nobody.

    Neo4j plans anew for lists of 1, 10, 100 … items: so all but the longest share one plan.
    """
    return [*given, *[nobody] * (_ONE_PLAN - len(given))]


def never_one(given: list[T], nobody: T) -> list[T]:
    """Return a list for a parameter, a single item with nobody beside it.

    A list of one has a plan of its own: so who asks for one shares that of who asks for a few.
    """
    return [*given, nobody] if len(given) == 1 else given


def with_nobody(ids: Sequence[str]) -> list[str | None]:
    """Return ids likewise, filled up with nulls: those are not looked up, as an empty text is.

    One is always among them, since a list of texts alone has a plan of its own.
    """
    return filled([*ids, None], None)
