"""The explorer's words: one catalogue, Chinese first, English by a switch."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from graph_service import vocabulary
from graph_service.operations.specs import specs

_FILE = Path(__file__).parent / "words.toml"
_TERMS = (
    vocabulary.Level,
    vocabulary.TeamKind,
    vocabulary.RegionKind,
    vocabulary.RegistrationStatus,
    vocabulary.OrganisationForm,
    vocabulary.UnitKind,
    vocabulary.BusinessLine,
    vocabulary.BranchKind,
    vocabulary.PermissionGroup,
    vocabulary.Permission,
    vocabulary.Status,
    vocabulary.Business,
    vocabulary.Outcome,
    vocabulary.Power,
    vocabulary.AuthorityKind,
    vocabulary.PersonRole,
    vocabulary.ApplicationStatus,
    vocabulary.Severity,
    vocabulary.FastReviewPolicy,
    vocabulary.Role,
    vocabulary.RecordState,
    vocabulary.ServiceStatus,
)
LANGUAGES = ("zh", "en")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Return every text of the pages by key: its Chinese and its English.

    An operation that has no words of its own there is told by its titles.
    """
    groups = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    texts = {f"operation.{o.name}": {"zh": o.title_zh, "en": o.title_en} for o in specs().values()}
    own = {f"{group}.{key}": entry for group, es in groups.items() for key, entry in es.items()}
    return texts | own


@cache
def _chinese() -> dict[tuple[str, str], str]:
    return {(kind.__name__, str(term)): term.zh for kind in _TERMS for term in kind}


class Words:
    """The texts of one language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "zh"
        self.other = "en" if self.lang == "zh" else "zh"

    def text(self, key: str, **values: Any) -> str:
        """Return a text of the catalogue; KeyError if there is none."""
        return catalogue()[key][self.lang].format_map(values)

    def term(self, kind: str, value: Any) -> str:
        """Return a word of the vocabulary: its Chinese name, or its English one in plain words."""
        if value is None:
            return "—"
        if self.lang == "zh":
            return _chinese().get((kind, str(value)), str(value))
        return catalogue().get(f"{kind}.{value}", {}).get("en") or str(value).replace("_", " ")

    def operation(self, name: str) -> str:
        """Return what an operation of the history is called, its own name if it has no words."""
        told = catalogue().get(f"operation.{name}")
        return told[self.lang] if told else name.replace("_", " ")

    def said(self, entry: dict[str, Any], name: str = "message") -> str:
        """Return a member that answers give in both languages, such as ``message_zh``."""
        return entry.get(f"{name}_{self.lang}") or entry.get(f"{name}_zh") or ""
