"""What became of every row of an import."""

from __future__ import annotations

from typing import NotRequired

from typing_extensions import TypedDict

from graph_service.answers.audit import Finding
from graph_service.answers.forms import RuleId


class Rejected(TypedDict):
    """Why a row cannot be held, with the place where it stands."""

    file: str
    row: int
    column: str
    value: str
    rule_id: RuleId | None
    message_zh: str
    message_en: str


class ImportReport(TypedDict):
    """`read` = `loaded` + `unchanged` + the rejected; `withheld` of the unchanged were good.

    `revisions` has several where a file that one transaction cannot hold went in portions, each a
    change of its own; `revision` is the last of them.

    A dry run lists the findings that would be new, 1,000 at most; `findings_total` counts them.
    """

    read: int
    loaded: int
    unchanged: int
    withheld: int
    revision: int | None
    revisions: list[int]
    dry_run: bool
    findings: NotRequired[list[Finding]]
    findings_total: NotRequired[int | None]
    rejected: list[Rejected]
