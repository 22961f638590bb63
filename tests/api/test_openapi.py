"""The committed OpenAPI document is the app's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

_FILE = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_the_committed_document_is_current(app: Any, pytestconfig: pytest.Config) -> None:
    document = json.dumps(app.openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if pytestconfig.getoption("--write-openapi"):
        _FILE.write_text(document, encoding="utf-8")
    assert _FILE.read_text(encoding="utf-8") == document, "run `make openapi`"
