"""Addresses that open Neo4j Browser with a query in its editor; nothing runs by itself."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from graph_service.browser import library
from graph_service.errors import InvalidInput

_CUTS = "&#"  # Browser cuts its address there even when they are escaped


def first_link(browser_url: str, bolt_url: str) -> str:
    """Return the address that opens Browser with the start guide's first query."""
    return edit_link(browser_url, bolt_url, library.guides()["start"].queries[0].text)


def edit_link(browser_url: str, bolt_url: str, query: str, username: str = "neo4j") -> str:
    """Return the address under which Browser asks for the password and shows the query.

    Raises InvalidInput for a query that Browser would cut: labels are joined by ``:``, not ``&``.
    """
    for sign in _CUTS:
        if sign in query:
            raise InvalidInput(
                "query",
                sign,
                f"语句中不能有“{sign}”：Neo4j Browser 会在那里截断地址。",
                f"a query must not hold {sign}: Neo4j Browser would cut the address there.",
            )
    bolt = urlsplit(bolt_url)
    database = quote(f"{bolt.scheme}://{username}@{bolt.netloc}", safe="")
    return f"{browser_url}?dbms={database}&cmd=edit&arg={quote(query, safe='')}"
