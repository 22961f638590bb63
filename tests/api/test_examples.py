"""The document's examples are what the Chongqing sample answers, asked anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph_service.api.app import create_app
from graph_service.graph import Graph
from graph_service.imports.import_rows import import_rows
from graph_service.sample.regions import authority_rows
from graph_service.sample.teams import team_rows
from graph_service.settings import Settings
from tests.conftest import Run

FILE = Path(__file__).parents[2] / "graph_service" / "data" / "examples.json"
HUB, TOWN, DISTRICT = "H500112011001", "H500112011", "H500112"
NEWEST = "newest"  # the revision of the change before
PLAN = "newest plan"  # the plan made before
NEW, ASKED = "T-flowers", "A-flowers"
PLANNED = [
    {"operation": "set_liaison", "team_id": "H500103011017", "liaison_id": "H500103"},
]
DRAFT = {
    "region_code": "500112011001",
    "unit_name": "松树桥社区便民服务站",
    "name": "松树桥社区便民服务站志愿服务队",
}
TEAM = DRAFT | {"team_id": NEW, "liaison_id": HUB, "person_in_charge_name": "张三"} | {
    "person_in_charge_mobile": "13800138000", "contact_name": "李四",
    "contact_mobile": "13900139000", "administrator_name": "王五", "records_officer_name": "赵六",
}  # fmt: skip
RECORD = {
    "record_id": "SR-flowers",
    "team_id": NEW,
    "project_name": "社区花园养护",
    "service_date": "2026-03-01",
    "location": "松树桥社区",
    "service_recipients": "社区居民",
    "service_content": "浇水、修枝",
    "service_hours": 2.5,
    "contact_name": "李四",
    "volunteer_no": "V-000001",
}
# operation, what it is asked with, and its body; in an order in which the answers follow.
STORY: list[tuple[str, dict[str, Any], Any]] = [
    ("list_teams", {"q": "松树桥", "limit": 1}, None),
    ("get_team", {"team_id": HUB}, None),
    ("list_team_routes", {"team_id": HUB, "business": "project_publication"}, None),
    ("ask_review_routes", {}, {"items": [{"team_id": HUB, "business": "hours_recording"}]}),
    ("get_permissions", {"team_id": HUB}, None),
    ("get_scope", {"team_id": DISTRICT}, None),
    ("list_scope_teams", {"team_id": DISTRICT, "basis": "reviewed", "limit": 1}, None),
    ("list_managers", {"team_id": HUB, "limit": 1}, None),
    ("list_viewers", {"team_id": "T-500112-disabled"}, None),
    ("list_subordinates", {"team_id": TOWN, "limit": 1}, None),
    (
        "ask_checks",
        {},
        {"items": [{"subject_id": "H500103", "power": "manage_team", "team_id": HUB}]},
    ),
    ("get_region", {"region_code": "500112011001"}, None),
    ("list_region_children", {"region_code": "500112011", "limit": 1}, None),
    ("list_seats", {"region_code": "500112011001", "limit": 1}, None),
    ("list_registration_authorities", {"limit": 1}, None),
    ("list_permission_groups", {"limit": 1}, None),
    ("list_businesses", {"limit": 1}, None),
    ("list_rules", {"limit": 1}, None),
    ("list_interpretations", {"limit": 1}, None),
    ("list_findings", {"rule_id": "N-11", "severity": "INFO", "limit": 1}, None),
    ("list_violations", {"team_id": HUB}, None),
    ("advise_registration", {}, DRAFT),
    ("advise_name", {}, DRAFT | {"name": "松树桥社区志愿服务大队"}),
    ("advise_permission_groups", {"needs": "publish_without_review"}, None),
    ("advise_wanted", {}, {"team_id": HUB, "want": {"power": "view", "subject_id": "H500103"}}),
    ("register_team", {}, TEAM),
    ("update_team", {"team_id": NEW}, {"contact_mobile": "13900139001"}),
    ("set_status", {"team_id": NEW}, {"status": "active", "reason": "核准"}),
    ("add_viewing", {"team_id": NEW, "viewer_id": TOWN, "accept_violations": True}, None),
    ("remove_viewing", {"team_id": NEW, "viewer_id": TOWN}, None),
    ("set_liaison", {"team_id": NEW}, {"liaison_id": HUB}),
    (
        "submit_application",
        {},
        {"application_id": ASKED, "team_id": NEW, "to_group": "junior_project"},
    ),
    ("get_application", {"application_id": ASKED}, None),
    (
        "decide_application",
        {"application_id": ASKED},
        {"status": "approved", "reason": "项目多"},
    ),
    (
        "set_permission_group",
        {"team_id": HUB},
        {"permission_group": "junior_fast", "group_set_by": TOWN},
    ),
    ("enter_records", {}, RECORD),
    ("get_record", {"record_id": RECORD["record_id"]}, None),
    ("list_team_records", {"team_id": NEW, "state": "entered", "limit": 1}, None),
    ("list_team_queue", {"team_id": HUB, "kind": "records"}, None),
    ("summarise_team_queue", {"team_id": HUB}, None),
    ("return_record", {"record_id": RECORD["record_id"]}, {"reason": "时长不符"}),
    ("correct_record", {"record_id": RECORD["record_id"]}, {"service_hours": 2}),
    ("confirm_record", {"record_id": RECORD["record_id"], "dry_run": True}, None),
    (
        "decide_records",
        {},
        {"items": [{"record_id": RECORD["record_id"], "decision": "confirm"}]},
    ),
    ("list_hours", {"team_id": HUB, "from": "2026-03", "to": "2026-03"}, None),
    ("get_volunteer_hours", {"volunteer_no": "V-000001"}, None),
    ("count_region_stars", {"region_code": "500112011001"}, None),
    ("list_authority_queue", {"authority_id": "RA-500112", "kind": "admissions"}, None),
    ("summarise_authority_queue", {"authority_id": "RA-500112"}, None),
    ("list_unit_reports", {"within": "500112011001", "limit": 1}, None),
    ("list_authority_reports", {"limit": 1}, None),
    ("list_department_reports", {"within": "500112", "limit": 1}, None),
    ("list_team_changes", {"team_id": NEW, "limit": 1}, None),
    ("list_changes", {"team_id": NEW, "limit": 1}, None),
    ("list_changed_answers", {"revision": NEWEST, "limit": 2}, None),
    ("list_team_answers", {"team_id": HUB, "kind": "place", "limit": 1}, None),
    ("list_answers", {"subject": HUB, "kind": "place", "limit": 1}, None),
    ("clear_liaison", {"team_id": NEW, "accept_violations": True}, None),
    (
        "set_registration_authority",
        {"team_id": NEW, "accept_violations": True},
        {"registration_authority_id": "RA-500112"},
    ),
    ("clear_registration_authority", {"team_id": NEW, "accept_violations": True}, None),
    ("create_plan", {}, {"operations": PLANNED, "reason": "试拟", "title": "华福巷改挂"}),
    ("list_plans", {"limit": 1}, None),
    ("get_plan", {"plan_id": PLAN}, None),
    ("list_planned_changes", {"plan_id": PLAN, "kind": "route", "limit": 1}, None),
    ("apply_plan", {"plan_id": PLAN, "accept_violations": True}, None),
    ("summarise_findings", {}, None),
    ("rehearse_fix", {"team_id": NEW, "rule_id": "A-7"}, None),
    (
        "rename_region",
        {"accept_violations": True},
        {"region_code": "500112011", "name": "龙溪新街道", "valid_from": "2026-01-01"},
    ),
    (
        "merge_regions",
        {"accept_violations": True},
        {
            "from": ["500112011002", "500112011003"],
            "into": {"region_code": "500112011090", "name": "合社区", "kind": "community"},
            "valid_from": "2026-01-01",
        },
    ),
    (
        "split_region",
        {"accept_violations": True},
        {
            "from": "500112011090",
            "into": [
                {"region_code": "500112011091", "name": "东社区", "kind": "community"},
                {"region_code": "500112011092", "name": "西社区", "kind": "community"},
            ],
            "valid_from": "2026-02-01",
        },
    ),
    (
        "move_region",
        {"accept_violations": True},
        {"region_code": "500112138", "to_parent": "500109", "valid_from": "2025-12"},
    ),
    ("adopt_edition", {"accept_violations": True}, {"edition": "2026"}),
    ("get_health", {}, None),
    ("get_readiness", {}, None),
]
MOVING = {
    "from_revision",
    "from_at",
    "to_revision",
    "recorded_at",
    "decided_at",
    "entered_at",
    "entered_by",
    "waiting_since",
    "age_days",
    "from_month",
    "upto_month",
    "request_id",
    "token_id",
    "revision",
    "group_set_at",
    "next_cursor",
    "plan_id",
    "created_at",
    "created_by",
    "expires_at",
}


@pytest.fixture
def sampled(graph: Graph, run: Run) -> Any:
    parts = {"registration_authorities": authority_rows(), "teams": team_rows()}
    assert not run(import_rows(graph, parts)).rejected
    app = create_app(graph, Settings(anonymous_read=True, _env_file=None))
    app.state.database.prepared = True
    return app


@pytest.fixture
def app(sampled: Any) -> Any:
    return sampled


@pytest.mark.slow
def test_the_examples_are_what_the_sample_answers(
    app: Any, call: Any, token_of: Any, pytestconfig: pytest.Config
) -> None:
    document, token = app.openapi(), token_of("administrator")
    places = {
        operation["operationId"]: (method, path, operation.get("parameters", ()))
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    }
    found: dict[str, Any] = {}
    for name, given, body in STORY:
        given = filled(given, call, token)
        method, path, parameters = places[name]
        at = {p["name"] for p in parameters if p["in"] == "path"}
        query = {key: value for key, value in given.items() if key not in at}
        answer = call(
            method.upper(), path.format(**given), params=query, json=body, token=token,
            headers={"X-Request-Id": f"example-{name}"},
        )  # fmt: skip
        assert answer.status_code in (200, 201), (name, answer.text)
        media = answer.headers["content-type"].partition(";")[0]
        found[name] = {"parameters": given} if given else {}
        found[name] |= {"body": body} if body else {}
        found[name]["answers"] = {media: answer.json()}
    if pytestconfig.getoption("--write-examples"):
        settled = settle(found, json.loads(FILE.read_text(encoding="utf-8")))
        text = json.dumps(settled, ensure_ascii=False, indent=1)
        FILE.write_text(text + "\n", encoding="utf-8")
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    assert still(found) == still(kept)


def filled(given: dict[str, Any], call: Any, token: str) -> dict[str, Any]:
    """What an operation is asked with, the newest revision or plan in its place."""
    if given.get("plan_id") == PLAN:
        [plan] = call("GET", "/v1/plans?limit=1", token=token).json()["items"]
        return given | {"plan_id": plan["plan_id"]}
    if given.get("revision") != NEWEST:
        return given
    return given | {"revision": call("GET", "/readyz").json()["revision"]}


def settle(new: Any, old: Any) -> Any:
    """The new answers, what moves from run to run as it stood before."""
    if isinstance(new, dict) and isinstance(old, dict):
        kept = {key: old[key] for key in new if key in MOVING and old.get(key) is not None}
        return {key: settle(value, old.get(key)) for key, value in new.items()} | (
            {key: value for key, value in kept.items() if new[key] is not None}
        )
    if isinstance(new, list) and isinstance(old, list) and len(new) == len(old):
        return [settle(*pair) for pair in zip(new, old, strict=True)]
    return new


def test_examples_written_anew_move_no_revision_and_no_time() -> None:
    old = {"a": {"revision": 7, "next_cursor": None, "items": [{"recorded_at": "then", "n": 1}]}}
    new = {"a": {"revision": 9, "next_cursor": "x", "items": [{"recorded_at": "now", "n": 2}]}}
    items = [{"recorded_at": "then", "n": 2}]
    assert settle(new, old) == {"a": {"revision": 7, "next_cursor": "x", "items": items}}
    assert settle({"a": [1, 2], "b": {"revision": 1}}, {"a": [3]}) == {
        "a": [1, 2],
        "b": {"revision": 1},
    }


def still(node: Any) -> Any:
    """What does not move from one run to the next."""
    if isinstance(node, dict):
        return {key: still(value) for key, value in node.items() if key not in MOVING}
    return [still(value) for value in node] if isinstance(node, list) else node
