"""docs/words.md: the words that answers use, with what they mean in both languages."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Iterator

from graph_service import notice, vocabulary
from graph_service.vocabulary import Term

_HEAD = """# The words of the answers 答复用词

Made by `make docs` from `vocabulary/` and `messages.toml`; edit those. The same word stands in
the graph, in Cypher, in Python, in CSV and in JSON; sentences name things in braces.
"""
_TOLD = {
    "route": "Outcomes and reasons of a review route",
    "step": "Reasons of a step on the way",
    "check": "Facts of a check: what makes it yes, or is missing",
}


def text() -> str:
    """Return the document."""
    sentences = tomllib.loads((notice.DATA / "messages.toml").read_text(encoding="utf-8"))
    lines = [_HEAD]
    for name, terms in inspect.getmembers(vocabulary, inspect.isclass):
        if issubclass(terms, Term) and terms is not Term:
            lines += _table(f"{name} {(terms.__doc__ or '').rstrip('.')}", _terms(terms))
    for group, title in _TOLD.items():
        rows = ((word, said["zh"], said["en"]) for word, said in sentences[group].items())
        lines += _table(title, rows, "| word | 中文 | English |")
    return "\n".join(lines)


def _terms(terms: type[Term]) -> Iterator[tuple[str, ...]]:
    return ((str(term), term.zh) for term in terms)


def _table(
    title: str, rows: Iterator[tuple[str, ...]], head: str = "| word | 中文 |"
) -> Iterator[str]:
    yield f"## {title}"
    yield ""
    yield head
    yield "|" + "---|" * (head.count("|") - 1)
    for word, *said in rows:
        yield f"| `{word}` | " + " | ".join(said) + " |"
    yield ""
