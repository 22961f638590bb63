"""Records by form: entered, decided, corrected; hours, reports and a volunteer's page."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from graph_service.graph import Graph
from graph_service.store import tokens
from tests.conftest import Run
from tests.explorer.conftest import Ask
from tests.explorer.test_keeping import TokenOf
from tests.explorer.test_pages import cookie, form_token, table
from tests.worlds import records
from tests.worlds.records import record

V, TOWN = "H500112011001", "H500112011"
ENTER, QUEUE = f"/explorer/records/enter/{V}", f"/explorer/records/queue/teams/{TOWN}"
ONE = {
    "project_name": "花园养护",
    "service_date": "2026-03-01",
    "location": "松树桥社区服务中心",
    "service_recipients": "居民",
    "service_content": "浇水",
    "service_hours": "2.5",
    "service_evaluation": "",
    "contact_name": "李四",
    "volunteer_no": "V-0001",
    "service_status": "completed",
}
HEADS = "志愿者编号\t日期\t时长\t联系人\t服务内容\t服务对象\t地点\t项目名称"
WAITING = [record(f"w{n}", team_id=V, volunteer_no=f"V-100{n}") for n in range(4)]
CONFIRMED = [
    record("c1", team_id=V, state="confirmed", decided_by=TOWN, service_hours=9950),
    record("c2", state="confirmed", service_hours=450, service_date="2026-05-20"),
    record("c3", team_id="L", state="confirmed", service_hours=125, volunteer_no="V-0002"),
]


@pytest.fixture
def recorded(world: Graph, run: Run) -> Graph:
    run(records.put(world, [*WAITING, *CONFIRMED]))
    return world


def row(number: int, hours: str = "2", day: str = "2026/3/2") -> str:
    return f"V-{number:04}\t{day}\t{hours}\t李四\t浇水\t居民\t社区\t花园养护"


def hidden(page: str, name: str) -> str:
    """What a page's first hidden field or text of a name holds."""
    at = re.search(rf'name="{name}"[^>]*value="([^"]*)"|name="{name}" hidden[^>]*>([^<]*)<', page)
    assert at, name
    return html.unescape(at[1] or at[2] or "")


def state_of(graph: Graph, run: Run) -> dict[str, Any]:
    rows = run(graph.read("MATCH (r:ServiceRecord) RETURN r.record_id AS id, r.state AS state"))
    return {row["id"]: row["state"] for row in rows}


def test_records_need_somebody_signed_in_and_what_needs_a_role_says_so(
    ask: Ask, token_of: TokenOf
) -> None:
    for path in (ENTER, "/explorer/records/one/R1", "/explorer/records/volunteer"):
        assert ask("GET", path).status_code == 401
    reader = cookie(token_of("reader"))
    for path in (ENTER, "/explorer/records/volunteer"):
        refused = ask("GET", path, headers=reader)
        assert refused.status_code == 403
        assert "角色" in refused.text
    assert "服务记录须登录后查看" in ask("GET", f"/explorer?team={V}&tab=records").text
    assert "登录后可见记录内容" in ask("GET", QUEUE).text
    large = ask("POST", ENTER, content=b"text=" + b"a" * 70_000)
    assert large.status_code == 401, "refused before it is read"


def test_one_record_is_rehearsed_entered_and_its_faults_stand_at_their_fields(
    ask: Ask, token_of: TokenOf, world: Graph, run: Run
) -> None:
    headers = cookie(token_of("operator", V))
    page = ask("GET", ENTER, headers=headers).text
    given = ONE | {"form_token": form_token(page)}
    for name, value in {
        "service_hours": "两",
        "volunteer_no": "V",
        "service_date": "9999-01-01",
    }.items():
        wrong = ask("POST", ENTER, headers=headers, data=given | {name: value})
        assert wrong.status_code == 422
        assert re.findall(r'name="(\w+)"[^>]*aria-invalid="true"', wrong.text) == [name]
    card = ask("POST", ENTER, headers=headers, data=given | {"location": "500112199001011234"})
    assert "含有身份证号码" in card.text
    seen = ask("POST", ENTER, headers=headers, data=given)
    assert seen.status_code == 200
    assert "1 条可以录入" in seen.text
    assert f'team={TOWN}"' in seen.text, "who reviews it is told"
    assert state_of(world, run) == {}, "a rehearsal keeps nothing"
    apply = given | {"step": "apply", "key": hidden(seen.text, "key")}
    for _ in range(2):
        done = ask("POST", ENTER, headers=headers, data=apply)
        assert done.status_code == 303, done.text
    assert list(state_of(world, run).values()) == ["entered"], "a double press enters once"
    listed = ask("GET", done.headers["location"], headers=headers).text
    assert "花园养护" in listed
    assert "待确认" in listed
    assert (
        ask("POST", ENTER, headers=headers, data=ONE | {"form_token": "0" * 64}).status_code == 403
    )


def test_a_pasted_batch_tells_its_faults_at_their_cells_and_enters_the_rest(
    ask: Ask, token_of: TokenOf, world: Graph, run: Run
) -> None:
    headers = cookie(token_of("operator", V))
    path = f"{ENTER}?by=batch"
    token = {"form_token": form_token(ask("GET", path, headers=headers).text)}
    text = "\n".join([HEADS, row(1), row(2, "两"), row(3), row(3, "23"), row(4, day="3/2/2026")])
    seen = ask("POST", path, headers=headers, data=token | {"text": text})
    assert "2 条可以录入" in seen.text
    assert "3 条不能录入" in seen.text
    assert re.findall(r'name="cell-(\d-\w+)"[^>]*aria-invalid', seen.text) == [
        "1-service_hours",
        "3-service_hours",
        "4-service_date",
    ]
    assert "25" in seen.text, "the sum of the impossible day is told"
    mend = token | {"text": hidden(seen.text, "text"), "cell-1-service_hours": "2"}
    again = ask("POST", path, headers=headers, data=mend)
    assert "3 条可以录入" in again.text
    apply = token | {
        "step": "apply",
        "key": hidden(again.text, "key"),
        "text": hidden(again.text, "text"),
    }
    done = ask("POST", path, headers=headers, data=apply)
    assert "已录入 3 条" in done.text
    assert len(state_of(world, run)) == 3
    left = hidden(done.text, "text")
    assert left.count("V-0003") == left.count("V-0004") == 1
    assert "V-0001" not in left
    nothing = ask("POST", path, headers=headers, data=token | {"text": HEADS})
    assert nothing.status_code == 422
    assert "没有可录入的行" in nothing.text
    other = cookie(token_of("operator", "H500103"))
    foreign = {"form_token": form_token(ask("GET", path, headers=other).text), "text": row(1)}
    refused = ask("POST", path, headers=other, data=foreign | {"text": f"{HEADS}\n{row(9)}"})
    assert "不可办理" in refused.text


def test_a_queue_is_decided_one_by_one_and_several_at_once(
    ask: Ask, token_of: TokenOf, recorded: Graph, run: Run
) -> None:
    headers = cookie(token_of("operator", TOWN))
    page = ask("GET", QUEUE, headers=headers).text
    assert page.count('name="pick"') == 3 * 4
    assert "张三" not in page, "lists are masked"
    token = {"form_token": form_token(page)}
    assert (
        "先勾选" in ask("POST", QUEUE, headers=headers, data=token | {"decision": "confirm"}).text
    )
    lone = token | {"decision": "return", "pick": "w0"}
    assert "退回须写明理由" in ask("POST", QUEUE, headers=headers, data=lone).text
    back = ask("POST", QUEUE, headers=headers, data=lone | {"reason": "时长不符"})
    assert back.status_code == 303
    assert "已退回 1 条" in ask("GET", back.headers["location"], headers=headers).text
    both = token | {"decision": "confirm", "pick": ["w1", "w2", "w0"]}
    partly = ask("POST", QUEUE, headers=headers, data=both)
    assert "已确认 2 条" in partly.text
    assert re.search(r"w0</code>[^<]*已退回", partly.text), "what is refused says so"
    states = state_of(recorded, run)
    assert [states[f"w{n}"] for n in range(4)] == ["returned", "confirmed", "confirmed", "entered"]
    other = cookie(token_of("operator", "H500103"))
    seen = ask("GET", QUEUE, headers=other).text
    assert 'name="pick"' not in seen
    assert "只有代表这一审核者" in seen
    forced = {"form_token": form_token(seen), "decision": "confirm", "pick": "w3"}
    assert "不可办理" in ask("POST", QUEUE, headers=other, data=forced).text
    assert state_of(recorded, run)["w3"] == "entered"
    assert ask("GET", "/explorer/records/queue/teams/nobody").status_code == 404


def test_an_authority_has_its_queue_and_admits_from_it(
    ask: Ask, world: Graph, run: Run, token_of: TokenOf
) -> None:
    run(records.put(world, [record("l1", team_id="L")]))
    token, _ = run(tokens.create(world, "operator", authority_id="RA-500112"))
    headers, path = cookie(token), "/explorer/records/queue/authorities/RA-500112"
    assert f'href="{path}"' in ask("GET", "/explorer/records", headers=headers).text
    page = ask("GET", path, headers=headers).text
    assert "RA-500112" in page
    given = {"form_token": form_token(page), "decision": "confirm", "pick": "l1"}
    assert ask("POST", path, headers=headers, data=given).status_code == 303
    assert state_of(world, run) == {"l1": "confirmed"}


def test_a_record_is_seen_whole_by_its_reviewer_and_corrected_by_its_team(
    ask: Ask, token_of: TokenOf, recorded: Graph, run: Run
) -> None:
    path = "/explorer/records/one/w0"
    masked = ask("GET", path, headers=cookie(token_of("reader"))).text
    assert "张***" in masked
    assert "张三" not in masked
    town = cookie(token_of("operator", TOWN))
    page = ask("GET", path, headers=town).text
    assert "张三" in page
    back = {"form_token": form_token(page), "step": "return", "reason": "地点不明"}
    assert ask("POST", path, headers=town, data=back).status_code == 303
    assert ask("POST", path, headers=town, data=back).status_code == 409
    team = cookie(token_of("operator", V))
    page = ask("GET", path, headers=team).text
    assert "地点不明" in page
    fix = {"form_token": form_token(page), "step": "correct"} | ONE
    wrong = ask("POST", path, headers=team, data=fix | {"service_hours": "0"})
    assert wrong.status_code == 422
    assert re.search(r'name="service_hours"[^>]*aria-invalid', wrong.text)
    assert ask("POST", path, headers=team, data=fix).status_code == 303
    assert state_of(recorded, run)["w0"] == "entered"
    gone = {"form_token": form_token(page), "step": "delete"}
    assert ask("POST", path, headers=team, data=gone).status_code == 303
    assert ask("GET", path, headers=team).status_code == 404
    assert ask("GET", "/explorer/records/one/a%20b", headers=team).status_code == 404


def test_hours_are_told_by_month_level_and_team_and_kept_as_files(
    ask: Ask, recorded: Graph
) -> None:
    path = "/explorer/records/hours?team=H50"
    page = ask("GET", path).text
    assert "<b>105.25</b>" in page
    assert page.count("<title>2026-0") == 3, "March to May, April without any"
    assert "按区县" in page
    assert "按区县" not in ask("GET", "/explorer/records/hours?team=H500112").text
    assert "按层级" not in ask("GET", "/explorer/records/hours?team=T").text
    months = table(ask("GET", "/explorer/records/hours.csv?team=H50&by=month").text)
    assert [(m["month"], m["hours"]) for m in months] == [("2026-03", "100.75"), ("2026-05", "4.5")]
    cut = table(ask("GET", "/explorer/records/hours.csv?team=H50&by=team&from=2026-04").text)
    assert [(m["team_id"], m["hours"]) for m in cut] == [("T", "4.5")]
    assert cut[0]["name"]
    levels = table(ask("GET", "/explorer/records/hours.csv?team=H50&by=level").text)
    assert sum(float(one["hours"]) for one in levels) == 105.25
    assert [
        r["name"]
        for r in table(ask("GET", "/explorer/records/hours.csv?team=H50&by=district").text)
    ]
    wrong = ask("GET", f"{path}&from=spring")
    assert wrong.status_code == 422
    assert "应为月份或日期" in wrong.text
    assert ask("GET", "/explorer/records/hours?team=nobody").status_code == 404
    assert ask("GET", "/explorer/records/hours.csv?team=H50&by=colour").status_code == 422


def test_reports_are_pages_and_files(ask: Ask, recorded: Graph) -> None:
    base = "/explorer/records/reports"
    assert "正在统计" in ask("GET", base).text
    part = ask("GET", f"{base}?part=table&within=500112").text
    assert "<html" not in part
    assert "records/hours?team=H500112" in part
    whole = table(ask("GET", f"{base}.csv?kind=responsible-units").text)
    [city] = [one for one in whole if one["hub_id"] == "H50"]
    assert city["hours"] == "105.25"
    assert "RA-500112" in ask("GET", f"{base}?kind=registration-authorities").text
    offices = table(ask("GET", f"{base}.csv?kind=registration-authorities").text)
    assert "RA-500112" in {one["authority_id"] for one in offices}
    assert "覆盖区县" in ask("GET", f"{base}?kind=departments").text
    assert table(ask("GET", f"{base}.csv?kind=departments").text)
    stars = ask("GET", f"{base}?kind=stars&now=1").text
    assert stars.count("不足 5 人") == 6, "small counts are not told"
    assert ask("GET", f"{base}?kind=stars&within=9&now=1").status_code == 404
    assert ask("GET", f"{base}?kind=moods").status_code == 422


def test_a_volunteer_is_shown_only_to_who_may_see_it_and_stands_in_no_address(
    ask: Ask, token_of: TokenOf, recorded: Graph
) -> None:
    path = "/explorer/records/volunteer"

    def asked(role: str, team: str | None, number: str) -> Any:
        headers = cookie(token_of(role, team))
        token = form_token(ask("GET", path, headers=headers).text)
        given = {"form_token": token, "volunteer_no": number}
        return ask("POST", path, headers=headers, data=given)

    seen = asked("administrator", None, "V-0001")
    assert seen.status_code == 200
    assert "<b>104</b>" in seen.text
    assert "★☆☆☆☆" in seen.text
    assert "<b>196</b>" in seen.text, "how far to the next"
    assert "2026" in seen.text
    assert re.search(r"1★ 100 · 2★ 300", seen.text)
    assert seen.text.count("V-0001") == len(re.findall(r"(?:· |value=\")V-0001", seen.text))
    foreign = asked("analyst", "H500103", "V-0001")
    assert foreign.status_code == 403
    unknown = asked("analyst", "H500103", "V-9999")
    assert unknown.status_code == 403, "an unknown number is refused like one that is not theirs"
    assert asked("administrator", None, "V-9999").status_code == 404
    assert asked("administrator", None, "a b").status_code == 422


def test_the_start_leads_to_a_teams_places(ask: Ask) -> None:
    page = ask("GET", "/explorer/records").text
    assert 'href="/explorer/records" aria-current="page"' in page
    for place in ("list", "enter", "queue", "hours"):
        led = ask("GET", f"/explorer/records?team={V}&go={place}&lang=en")
        assert led.status_code == 303
        assert V in led.headers["location"]
        assert "lang=en" in led.headers["location"]
    english = ask("GET", "/explorer/records?lang=en").text
    assert "Service records" in english
