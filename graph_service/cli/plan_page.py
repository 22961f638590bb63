"""A plan as one page that an office can read and print: no script, no outside host."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from string import Template
from typing import Any

from graph_service.answers.plans import Plan, PlannedChange
from graph_service.messages import say
from graph_service.notice import DATA, rules
from graph_service.vocabulary import Business, Permission

_LISTED = 2000
_NOTHING = '<tr><td class="note">无 none</td></tr>'


def html_page(plan: Plan, items: Sequence[PlannedChange]) -> str:
    """Return the whole page; of each kind of answer the first 2,000 are listed, and it says so."""
    page = Template((DATA / "plan.html").read_text(encoding="utf-8"))
    summary = plan["summary"]
    made = f"{plan['created_at'][:16]} · {plan['created_by']} · SHA-256 {plan['digest']}"
    return page.substitute(
        plan_id=escape(plan["plan_id"]),
        title=escape(plan["title"] or "预演方案"),
        reason=escape(plan["reason"]),
        made=escape(made),
        problems="\n".join(map(_problem, plan["problems"])),
        cards="\n".join(_cards(plan)),
        kinds=_bars((_named("answered", k), n) for k, n in summary["answers"].items()),
        businesses=_bars(
            (_both(Business(k).zh, k), n) for k, n in summary["routes"]["by_business"].items()
        ),
        rules=_rules(summary["findings"]),
        hubs="\n".join(map(_hub, summary["hubs"])) + _more(summary["complete"]),
        tokens="\n".join(map(_token, summary["tokens"])) or _NOTHING,
        rows="\n".join(_section(k, list(of)) for k, of in groupby(items, lambda i: i["kind"])),
    )


def _problem(problem: Any) -> str:
    said = _both(problem["message_zh"], problem["message_en"])
    return f'<p class="problem">[{problem["index"]}] {said}</p>'


def _cards(plan: Plan) -> Iterable[str]:
    summary = plan["summary"]
    routes, seats, waiting = summary["routes"], summary["seats"], summary["in_flight"]
    told = {
        "operations": len(plan["operations"]),
        "new_reviewer": routes["new_reviewer"],
        "unresolved": routes["becomes_unresolved"],
        "blocked": routes["becomes_blocked"],
        "filled": seats["filled"],
        "vacated": seats["vacated"],
        "unlawful_names": summary["names_no_longer_lawful"],
        **waiting,
    }
    for name, count in told.items():
        yield f'<div class="card"><b>{count:,}</b>{_named("plan_count", name)}</div>'


def _rules(found: Any) -> str:
    names = list(dict.fromkeys([*found["added"], *found["removed"]]))
    pairs = [(rule, found["added"].get(rule, 0), found["removed"].get(rule, 0)) for rule in names]
    most = max((n for _, *counts in pairs for n in counts), default=1)
    rows = [
        f'<tr><td class="name">{rule} {escape(rules()[rule]["title_zh"])}</td><td>'
        f"{_bar(added, most, 'lose')} +{added:,}<br>{_bar(removed, most, 'gain')} −{removed:,}"
        "</td></tr>"
        for rule, added, removed in pairs
    ]
    return "\n".join(rows) or _NOTHING


def _bars(pairs: Iterable[tuple[str, int]]) -> str:
    known = list(pairs)
    most = max((count for _, count in known), default=1)
    rows = (
        f'<tr><td class="name">{name}</td><td>{_bar(count, most)} {count:,}</td></tr>'
        for name, count in known
    )
    return "\n".join(rows) or _NOTHING


def _bar(count: int, most: int, kind: str = "") -> str:
    if not count:
        return ""
    return f'<span class="bar {kind}" style="width:{count / most * 60:.2f}%"></span>'


def _hub(hub: Any) -> str:
    counts = (
        ("gain", "teams_gained"), ("lose", "teams_lost"),
        ("gain", "reviews_gained"), ("lose", "reviews_lost"),
    )  # fmt: skip
    cells = "".join(f'<td class="n {kind}">{hub[name]:,}</td>' for kind, name in counts)
    return f"<tr><td>{_both(hub['name'] or '', hub['hub'])}</td>{cells}</tr>"


def _more(complete: bool) -> str:
    told = "只列出变动最大的 100 个 the largest 100 only"
    return "" if complete else f'<tr><td class="note" colspan="5">{told}</td></tr>'


def _token(token: Any) -> str:
    gained = "、".join(f"+{Permission(p).zh}" for p in token["permissions_gained"])
    lost = "、".join(f"−{Permission(p).zh}" for p in token["permissions_lost"])
    return (
        f'<tr><td class="k">{escape(token["token_id"])}</td><td>{escape(token["team_id"])}</td>'
        f'<td class="n gain">{token["gains"]:,}</td><td class="n lose">{token["loses"]:,}</td>'
        f"<td>{escape(' '.join(filter(None, (gained, lost))))}</td></tr>"
    )


def _section(kind: str, items: Sequence[PlannedChange]) -> str:
    rows = "\n".join(_row(item) for item in items[:_LISTED])
    left = len(items) - _LISTED
    note = (
        f'<p class="note">另有 {left:,} 项未列出 / {left:,} more not listed</p>' if left > 0 else ""
    )
    head = "<thead><tr><th>主体</th><th>项目</th><th>之前</th><th>之后</th></tr></thead>"
    named = f"{_named('answered', kind)} · {len(items):,}"
    opened = " open" if len(items) <= 50 else ""
    return (
        f"<details{opened}><summary>{named}</summary>"
        f"<table>{head}<tbody>{rows}</tbody></table>{note}</details>"
    )


def _row(item: PlannedChange) -> str:
    values = (
        _both(item["before_text_zh"] or "—", item["before_text_en"] or ""),
        _both(item["after_text_zh"] or "—", item["after_text_en"] or ""),
    )
    cells = "".join(f"<td>{value}</td>" for value in values)
    return f"<tr><td>{escape(item['subject'])}</td><td>{escape(item['key'])}</td>{cells}</tr>"


def _named(group: str, name: str) -> str:
    return _both(*say(f"{group}.{name}"))


def _both(zh: str, en: str) -> str:
    return f'{escape(zh)} <span class="en">{escape(en)}</span>'
