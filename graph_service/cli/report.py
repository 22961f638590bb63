"""The audit as one page that an office can read and print: no script, no outside host."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from html import escape
from string import Template
from typing import Any

from graph_service.model import Policy
from graph_service.notice import DATA
from graph_service.vocabulary import Severity

_BEIJING = timezone(timedelta(hours=8))
_NUMBERS = ("teams", "teams_with_breaches", *(str(severity) for severity in Severity))
_LISTED = 2000
_HEAD = (
    '<table class="found"><thead><tr><th>级别</th><th>规则</th><th>条款</th>'
    "<th>团体</th><th>说明</th></tr></thead><tbody>"
)

Answer = Mapping[str, Any]


def html_report(
    summary: Answer,
    findings: Sequence[Answer],
    places: dict[str, str],
    policy: Policy,
    tables: Mapping[str, str],
) -> str:
    """Return the whole page: counts by severity, district and rule, then the findings.

    ``places`` tells each team's district, ``tables`` the rows for
    units, authorities, departments. A district lists its first 2,000 findings and says so.
    """
    page = Template((DATA / "report.html").read_text(encoding="utf-8"))
    now = datetime.now(_BEIJING)
    settings = (
        f"快审：{policy.fast_review_policy.zh}；区域叠加：{'开' if policy.zone_overlay else '关'}；"
        f"授权上限：{'开' if policy.upgrade_cap else '关'}；区划版本：{policy.edition}"
    )
    listed = {places.get(finding["team_id"] or "", "") for finding in findings}
    return page.substitute(
        made=escape(f"{now:%Y年%m月%d日 %H:%M} · {settings}"),
        cards=_cards(summary),
        districts="\n".join(_district_row(row, listed) for row in summary["by_district"]),
        totals=_numbers(summary | summary["by_severity"], _NUMBERS),
        rules="\n".join(_rule_row(row) for row in summary["by_rule"]),
        findings=_by_district(summary["by_district"], findings, places),
        **tables,
        readings="\n".join(_reading_row(row) for row in summary["decided_by"]),
    )


def _cards(summary: Answer) -> str:
    counts = [("", "团体", "teams", summary["teams"])]
    counts.append(("", "有问题的团体", "with breaches", summary["teams_with_breaches"]))
    counts += [(s, s.zh, s, summary["by_severity"][s]) for s in Severity]
    return "\n".join(
        f'<div class="card {kind}"><b>{count:,}</b>{zh} <span class="en">{en}</span></div>'
        for kind, zh, en, count in counts
    )


def _district_row(row: Answer, listed: set[str]) -> str:
    code, name = escape(row["region_code"]), escape(row["name"])
    if row["region_code"] in listed:
        name = f'<a href="#d{code}">{name}</a>'
    return f'<tr><td class="k">{code}</td><td>{name}</td>{_numbers(row, _NUMBERS)}</tr>'


def _rule_row(row: Answer) -> str:
    title = _both(row["title_zh"], row["title_en"])
    quote = "".join(f"「{escape(quote)}」" for quote in row["quotes"])
    cells = f"<td>{escape(row['clause'] or '')}</td><td>{title}</td><td>{quote}</td>"
    return f'<tr><td class="k">{row["rule_id"]}</td>{cells}{_numbers(row, _NUMBERS[2:])}</tr>'


def _numbers(row: Answer, names: tuple[str, ...]) -> str:
    return "".join(
        f'<td class="n {name if row[name] else "zero"}">{row[name]:,}</td>' for name in names
    )


def _by_district(
    districts: Sequence[Answer], findings: Sequence[Answer], places: dict[str, str]
) -> str:
    parts: dict[str, list[Answer]] = defaultdict(list)
    for finding in findings:
        parts[places.get(finding["team_id"] or "", "")].append(finding)
    named = [*((row["region_code"], row["name"]) for row in districts), ("", "不属于某个团体")]
    sections = [_section(code, name, parts[code]) for code, name in named if parts[code]]
    return "\n".join(sections) or "<p>没有发现问题。 <span class='en'>No findings.</span></p>"


def _section(code: str, name: str, findings: Sequence[Answer]) -> str:
    order = [str(severity) for severity in Severity]
    ordered = sorted(findings, key=lambda finding: order.index(finding["severity"]))
    rows = "\n".join(_finding_row(finding) for finding in ordered[:_LISTED])
    left = len(ordered) - _LISTED
    note = (
        f'<p class="note">另有 {left:,} 项未列出 / {left:,} more not listed</p>' if left > 0 else ""
    )
    head = f'<h3 id="d{escape(code)}">{escape(name)} <span class="en">{escape(code)}'
    return f"{head} · {len(ordered):,} 项</span></h3>{_HEAD}\n{rows}\n</tbody></table>{note}"


def _finding_row(finding: Answer) -> str:
    severity = Severity(finding["severity"])
    team = _both(finding["name"], finding["team_id"] or "")
    said = _both(finding["message_zh"], finding["message_en"])
    return (
        f'<tr><td class="s {severity}">{severity.zh}</td><td class="k">{finding["rule_id"]}</td>'
        f"<td>{escape(finding['clause'] or '')}</td><td>{team}</td><td>{said}</td></tr>"
    )


def _both(zh: str, en: str) -> str:
    return f'{escape(zh)}<br><span class="en">{escape(en)}</span>'


def _reading_row(row: Answer) -> str:
    changed = row.get("environment") or row["policy_row"] or "—"
    cells = (row["id"], row["question_zh"], row["decision_zh"], row["alternatives_zh"] or "—")
    told = (*cells, changed, "、".join(row["rule_ids"]))
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in told) + "</tr>"
