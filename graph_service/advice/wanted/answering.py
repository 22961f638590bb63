"""What came of the tries, as it is answered: the ways, or why there is none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from graph_service import notice
from graph_service.advice.wanted.ways import Written
from graph_service.advice.wanted.wishes import Answered, Wish
from graph_service.answers.audit import Finding
from graph_service.answers.wanted import NoneBecause, WantedAnswer, Way
from graph_service.errors import ServiceError, StructureRefused
from graph_service.messages import say
from graph_service.operations.specs import specs


@dataclass
class Tried:
    """What came of a set of operations: whether the wish is true then, and whether it is lawful."""

    operations: list[Written]
    answered: Answered | None = None
    error: ServiceError | None = None
    breaks: list[Finding] = field(default_factory=list)
    changes: int = 0
    added: list[Finding] = field(default_factory=list)
    cleared: list[Finding] = field(default_factory=list)
    next: list[list[Written]] = field(default_factory=list)

    @property
    def true(self) -> bool:
        """Whether the wish is true then."""
        return self.answered is not None and self.answered.true

    @property
    def enough(self) -> bool:
        """Whether it makes the wish true and breaks nothing."""
        return self.true and not self.breaks


def answer(
    wish: Wish, found: list[Tried], because: NoneBecause | None, *, complete: bool
) -> WantedAnswer:
    """Return the ways that were found, or why there is none."""
    return {
        "team_id": wish.team_id,
        "want": wish.want,
        "items": [_way(tried) for tried in found],
        "none_because": None if found else because,
        "complete": complete,
    }


def _way(tried: Tried) -> Way:
    return {
        "operations": tried.operations,
        "by": [],
        "answer_changes": tried.changes,
        "findings_added": tried.added,
        "findings_removed": tried.cleared,
    }


def because(now: Answered, tries: Collection[Tried]) -> NoneBecause:
    """Return why nothing helps: what would, and is refused; else what stands against the wish."""
    true = [tried for tried in tries if tried.true and tried.breaks]
    refused = sorted(true, key=lambda t: (len(t.operations), len(t.breaks)))
    if refused:
        first = refused[0]
        said = first.breaks[0]["message_zh"], first.breaks[0]["message_en"]
        rules = list(dict.fromkeys(finding["rule_id"] for finding in first.breaks))
        return _refused("refused", first, rules, said)
    for tried in tries:
        if isinstance(tried.error, StructureRefused) and "rule_ids" in tried.error.members:
            said = tried.error.message_zh, tried.error.message_en
            return _refused("impossible", tried, tried.error.members["rule_ids"], said)
    return now.because


def _refused(fact: str, tried: Tried, rule_ids: list[str], said: tuple[str, str]) -> NoneBecause:
    names = [specs()[entry["operation"]] for entry in tried.operations]
    done_zh = "、".join(spec.title_zh for spec in names)
    done_en = ", ".join(spec.title_en for spec in names)
    zh, en = say(f"wanted.{fact}", zh=said[0], en=said[1], done_zh=done_zh, done_en=done_en)
    return {
        "fact": fact,
        "rule_ids": rule_ids,
        "clauses": notice.clauses(rule_ids),
        "message_zh": zh,
        "message_en": en,
        "refused": tried.operations,
    }
