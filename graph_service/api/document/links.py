"""Links: from what an operation answers to what may be asked of it (links.json)."""

from __future__ import annotations

import json
from typing import Any

from graph_service.api.document.names import answers, operations
from graph_service.notice import DATA


def add(document: dict[str, Any]) -> None:
    """Let answers lead on; each link names an operation and where its parameters stand."""
    table = json.loads((DATA / "links.json").read_text(encoding="utf-8"))
    for _, _, operation in operations(document):
        found = table.get(operation["operationId"], {})
        for _, response in answers(operation):
            if found:
                response["links"] = {
                    target: {"operationId": target} | how for target, how in found.items()
                }
