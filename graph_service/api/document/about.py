"""What the document says of the service as a whole: licence, server, tags, who may ask."""

from __future__ import annotations

from typing import Any

from graph_service.api.document.names import operations

_DESCRIPTION = """Who reviews what, who manages whom, who may do what, among Chongqing's registered
volunteer teams (志愿团体), as the municipal notice 渝民发〔2020〕17号 has it.

Every list answers `{items, next_cursor, complete}`; every error is a problem document (RFC 9457) in
Chinese and English; every answer names the rules and clauses that make it so."""
_TAGS = {
    "teams": "团体: Teams found by name, place and properties, and one in full.",
    "review routes": "审核去向: Who reviews a team's business, the path, clauses, other readings.",
    "permissions": "权限: What a team may do itself, and who holds what it lacks.",
    "scope": "管理范围: Whom a hub manages, in numbers and team by team.",
    "reverse scope": "谁管理它: Who manages and views a team, and who stands below it.",
    "checks": "权力核对: May X do P to T: yes or no, with the fact.",
    "regions": "行政区划: The divisions in force.",
    "policy": "依据: What answers rest on: rules, annex, businesses, authorities, readings.",
    "audit": "审计: What breaks the notice, with clause and quote.",
    "seats": "席位: Hubs expected and registered, region by region.",
    "advice": "注册前咨询: What to know before registering: names, affiliation, groups.",
    "keeping": "登记: Changes to teams, each refused where the notice would be broken.",
    "applications": "提高权限申请: Asking for a higher permission group, and deciding.",
    "hours": "时长与星级: Confirmed hours of teams, hubs and volunteers, and stars by region.",
    "review queues": "待审: What waits for a reviewer, oldest first, and what is to be expected.",
    "reports": "报告: For responsible units, registration authorities and departments.",
    "plans": "预演方案: Operations rehearsed: what would follow, then applied, or undone.",
    "history": "变更记录: Who changed what, when and why.",
    "imports": "导入: Whole registers in, every row accounted for.",
    "health": "运行状态: Whether the process lives and can answer.",
}
_OPEN = [{}, {"token": []}]


def add(document: dict[str, Any]) -> None:
    """Describe the service, its tags and its tokens."""
    document["info"] |= {
        "description": _DESCRIPTION,
        "contact": {"name": "the service's maintainers"},
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    }
    document["servers"] = [{"url": "/", "description": "this service"}]
    document["tags"] = [{"name": name, "description": said} for name, said in _TAGS.items()]
    document["components"]["securitySchemes"] = {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "An API token (`graph-service token create`) or an OIDC token.",
        }
    }
    document["security"] = _OPEN
    for _, _, operation in operations(document):
        if "403" in operation["responses"]:
            operation["security"] = [{"token": []}]
