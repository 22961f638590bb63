"""What became of every row of an import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from graph_service.answers.audit import Finding
from graph_service.answers.imports import ImportReport
from graph_service.rows.rows import Reject

Progress = Callable[[str, str, int], None]


@dataclass
class Report:
    """``read == loaded + unchanged + len(rejected)``.

    Of the unchanged, ``withheld`` are good rows that stayed out because others were rejected.
    ``revisions`` are those of all changes, more than one where the file went in portions.
    """

    read: int = 0
    loaded: int = 0
    unchanged: int = 0
    withheld: int = 0
    rejected: list[Reject] = field(default_factory=list)
    revisions: list[int] = field(default_factory=list)
    dry_run: bool = False
    findings: list[Finding] = field(default_factory=list)
    findings_total: int | None = None

    @property
    def revision(self) -> int | None:
        """The last of the revisions; None where nothing was written."""
        return self.revisions[-1] if self.revisions else None

    def add(self, portion: Report) -> None:
        """Add what became of one portion of the rows."""
        self.loaded += portion.loaded
        self.unchanged += portion.unchanged
        self.withheld += portion.withheld
        self.rejected += portion.rejected
        self.revisions += portion.revisions

    def as_dict(self) -> ImportReport:
        """Return the report as the API shows it; a dry run lists the findings that would be new.

        At most 1,000 of them are listed; ``findings_total`` counts all.
        """
        own = {name: value for name, value in vars(self).items() if name != "rejected"}
        own["revision"] = self.revision
        if not self.dry_run:
            own = {name: value for name, value in own.items() if not name.startswith("findings")}
        return cast("ImportReport", own | {"rejected": [r.as_dict() for r in self.rejected]})
