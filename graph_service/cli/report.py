"""The audit as one page that an office can read: no script, no outside host."""

from __future__ import annotations

from html import escape
from string import Template
from typing import Any

from graph_service.notice import DATA

_COLUMNS = ("rule_id", "severity", "team_id", "name", "clause", "message_zh", "message_en")


def html_report(summary: dict[str, Any], findings: list[dict[str, Any]]) -> str:
    """Return the whole page: counts by severity, rule and district, then the findings."""
    page = Template((DATA / "report.html").read_text(encoding="utf-8"))
    return page.substitute(
        total=summary["findings"],
        severities=_rows([summary["by_severity"]], ("ERROR", "WARN", "INFO")),
        rules=_rows(summary["by_rule"], ("rule_id", "title_zh", "ERROR", "WARN", "INFO")),
        districts=_rows(summary["by_district"], ("region_code", "name", "ERROR", "WARN", "INFO")),
        findings=_rows(findings, _COLUMNS),
    )


def _rows(rows: list[dict[str, Any]], names: tuple[str, ...]) -> str:
    return "\n".join(
        "<tr>" + "".join(f"<td>{escape(str(row.get(name) or ''))}</td>" for name in names) + "</tr>"
        for row in rows
    )
