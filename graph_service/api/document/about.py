"""What the document says of the service as a whole: licence, server, tags, who may ask."""

from __future__ import annotations

from typing import Any

from graph_service.api.document.names import operations

_DESCRIPTION = """Who reviews what, who manages whom, who may do what, among Chongqing's registered
volunteer teams (志愿团体), as the municipal notice 渝民发〔2020〕17号 has it.

Every list answers `{items, next_cursor, complete}`; every error is a problem document (RFC 9457) in
Chinese and English; every answer names the rules and clauses that make it so."""
_TAGS = {
    "teams": "Teams 志愿团体: found by name, place and properties, and one in full.",
    "review routes": "Who reviews a team's business, with path, clause and the other readings.",
    "permissions": "What a team may do itself, and who holds what it lacks.",
    "scope": "Whom a hub manages, in numbers and team by team.",
    "reverse scope": "Who manages and views a team, and who stands below it.",
    "checks": "May X do P to T: yes or no, with the fact.",
    "regions": "The divisions 行政区划 in force.",
    "policy": "What the answers rest on: rules, annex, businesses, authorities, interpretations.",
    "audit": "What breaks the notice, with clause and quote.",
    "seats": "Hubs expected and registered, region by region.",
    "advice": "What to know before registering: names, affiliation, groups.",
    "keeping": "Changes to teams, each refused where the notice would be broken.",
    "applications": "Asking for a higher permission group, and deciding.",
    "history": "Who changed what, when and why.",
    "imports": "Whole registers in, every row accounted for.",
    "health": "Whether the process lives and can answer.",
}
_OPEN = [{}, {"token": []}]


def add(document: dict[str, Any]) -> None:
    """Describe the service, its tags and its tokens."""
    document["info"] |= {
        "description": _DESCRIPTION,
        "contact": {"name": "the service's maintainers"},
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }
    document["servers"] = [{"url": "/", "description": "this service"}]
    used = {tag for _, _, operation in operations(document) for tag in operation.get("tags", ())}
    document["tags"] = [
        {"name": tag, "description": said}
        for name, said in _TAGS.items()
        for tag in sorted(used)
        if tag.rsplit(" ", 1)[0] == name
    ]
    document["components"]["securitySchemes"] = {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "An API token (`graph-service token create`) or an OIDC token.",
        }
    }
    document["security"] = _OPEN
    for _, _, operation in operations(document):
        if "403" in operation["responses"]:
            operation["security"] = [{"token": []}]
