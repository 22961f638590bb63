"""The queries for people's eyes under cypher/browser/, and every question, as saved scripts."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from dataclasses import dataclass
from functools import cache

from graph_service import cypher

_FOLDER = cypher.ROOT / "browser"
_ALWAYS = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever they are made


@dataclass(frozen=True)
class Query:
    """A query that runs as it stands and returns a picture."""

    name: str
    title: str
    sentences: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class Guide:
    """A guide's title and words, and its queries in their order."""

    name: str
    title: str
    text: tuple[str, ...]
    queries: tuple[Query, ...]


@cache
def guides() -> dict[str, Guide]:
    """Return the guides by name, in their order."""
    told = tomllib.loads((_FOLDER / "guides.toml").read_text(encoding="utf-8"))
    return {
        name: Guide(
            name,
            entry["title"],
            tuple(entry["text"]),
            tuple(_query(file) for file in cypher.names(f"browser/{name}")),
        )
        for name, entry in told.items()
    }


@cache
def style() -> str:
    """Return the style sheet of the legacy Browser (GRASS)."""
    return (_FOLDER / "style.grass").read_text(encoding="utf-8")


@cache
def archive() -> bytes:
    """Return the whole library as a zip: dropped on Browser, every file becomes a saved script."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in scripts().items():
            packed.writestr(zipfile.ZipInfo(name, _ALWAYS), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def scripts() -> dict[str, str]:
    """Return the saved scripts by their path: guides' queries first, then every question.

    A question comes with its example's parameters set ahead of it, so that it runs as it stands.
    """
    shown = {
        f"{guide.name}/{query.name}.cypher": cypher.load(f"browser/{guide.name}/{query.name}")
        for guide in guides().values()
        for query in guide.queries
    }
    asked = {
        f"{name}.cypher": _with_parameters(cypher.load(name)) for name in cypher.names("questions")
    }
    return {name: text.strip() + ";\n" for name, text in (shown | asked).items()}


def _query(name: str) -> Query:
    lines = cypher.load(name).strip().splitlines()
    head = [line.removeprefix("//").strip() for line in lines if line.startswith("//")]
    body = "\n".join(line for line in lines if not line.startswith("//"))
    sentences = tuple(line for line in head[1:] if line)
    return Query(name.split("/")[-1], head[0], sentences, body)


def _with_parameters(text: str) -> str:
    return re.sub(r"^// (:params .*)$", r"\1;", text, flags=re.MULTILINE)
