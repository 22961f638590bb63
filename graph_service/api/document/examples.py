"""Examples: what the Chongqing sample answered when it was asked (examples.json)."""

from __future__ import annotations

import json
from typing import Any

from graph_service.api.document.names import answers, operations
from graph_service.notice import DATA


def add(document: dict[str, Any]) -> None:
    """Show what each operation was asked and what it answered."""
    table = json.loads((DATA / "examples.json").read_text(encoding="utf-8"))
    for _, _, operation in operations(document):
        asked = table.get(operation["operationId"])
        if asked is None:
            continue
        for parameter in operation.get("parameters", ()):
            if parameter["name"] in asked.get("parameters", {}):
                parameter["example"] = asked["parameters"][parameter["name"]]
        for media, body in operation.get("requestBody", {}).get("content", {}).items():
            if media == asked.get("takes", "application/json") and "body" in asked:
                body["example"] = asked["body"]
        for _, response in answers(operation):
            for media, content in response.get("content", {}).items():
                if media in asked["answers"]:
                    content["example"] = asked["answers"][media]
