"""Today's answers as values, to be looked back from."""

from __future__ import annotations

import json
from typing import Any

from graph_service.consequences.asking import Asked
from graph_service.consequences.values import Key

Today = dict[Key, Any]


def loaded(asked: Asked) -> Today:
    """Return answers as values instead of text."""
    return {key: json.loads(value) for key, value in asked.answers.items()}
