"""The data beside the notice's own words."""

from __future__ import annotations

import re

import pytest

from graph_service import messages, notice, uscc
from graph_service.vocabulary import Permission, PermissionGroup

# Those that the service began with: none of them is ever lost.
RULE_IDS = [
    "S-1",
    "S-2",
    "S-3",
    "N-1",
    "N-2",
    "N-3",
    "N-4",
    "N-5",
    "N-6",
    "N-7",
    "N-8",
    "N-9",
    "N-10",
    "N-11",
    "N-12",
    "A-1",
    "A-1f",
    "A-2",
    "A-3",
    "A-4",
    "A-5",
    "A-6",
    "A-7",
    "A-7f",
    "A-8",
    "A-9",
    "A-10",
    "A-11",
    "A-12",
    "A-13",
    "A-14",
    "M-1",
    "M-2",
    "M-3",
    "M-4",
    "M-5",
    "M-6",
    "P-0",
    "P-1",
    "P-2",
    "P-3",
    "P-4",
    "P-5",
    "P-6",
    "P-7",
    "P-8",
    "P-9",
    "P-10",
    "P-0c",
    "R-1",
    "R-2",
    "R-3",
    "Q-1",
    "Q-2",
    "Q-3",
    "Q-4",
    "Q-5",
    "Q-6",
    "Q-7",
    "M-5i",
    "A-4i",
    "P-7i",
    "D-1",
]


def annex_rows() -> list[tuple[str, list[bool]]]:
    """The annex as it stands in the notice: a name over one or two lines, then five marks."""
    text = notice.text().rsplit("附件", 1)[1].split("区域内\n志愿者管理", 1)[1]
    words = [word for word in re.split(r"\s+", text) if word]
    rows: list[tuple[str, list[bool]]] = []
    name, marks = "", list[bool]()
    for word in words:
        if word in "√×":
            marks.append(word == "√")
            if len(marks) == 5:
                rows.append((name, marks))
                name, marks = "", []
        else:
            name += word
    return rows


def test_the_annex_is_the_table_of_the_notice() -> None:
    printed = annex_rows()
    assert len(printed) == 9
    groups = notice.permission_groups()
    for (name, marks), group in zip(printed, groups, strict=True):
        assert name == group["name"] == PermissionGroup(group["code"]).zh
        assert marks == [p["code"] in group["grants"] for p in notice.permissions()]
    assert sum(len(group["grants"]) for group in groups) == 24


def test_the_five_permissions_carry_the_words_of_the_annex() -> None:
    assert [p["code"] for p in notice.permissions()] == [str(p) for p in Permission]
    heads = re.sub(r"\s", "", notice.text().rsplit("附件", 1)[1])
    assert all(p["name"] in heads for p in notice.permissions())


@pytest.mark.parametrize("rule_id", notice.rules())
def test_every_quote_stands_in_the_notice(rule_id: str) -> None:
    rule = notice.rules()[rule_id]
    assert all(quote in notice.text() for quote in rule["quotes"])
    assert rule["title_zh"]
    assert rule["title_en"]
    assert rule["severity"] in ("ERROR", "WARN", "INFO")
    assert rule["clause"] is None or rule["clause"][0] in "一二三四附"


def test_no_rule_is_ever_lost() -> None:
    assert set(notice.rules()) >= set(RULE_IDS)


def test_all_thirty_interpretations_are_there_and_four_have_a_setting() -> None:
    found = notice.interpretations()
    assert set(found) == {f"I-{number}" for number in range(1, 31)}
    assert {i for i, entry in found.items() if entry["setting"]} == {"I-4", "I-9", "I-12", "I-21"}


@pytest.mark.parametrize(
    ("business", "exempts", "escalate_admission"),
    [
        ("volunteer_management", "manage_own_volunteers", "allow_subordinate_registration"),
        ("team_management", None, "fast_review_subordinates"),
        ("project_publication", "publish_without_review", "allow_subordinate_registration"),
        ("hours_recording", None, "allow_subordinate_registration"),
        ("complaint_evaluation", None, "allow_subordinate_registration"),
        ("submission_publication", None, "allow_subordinate_registration"),
        ("admission", None, "fast_review_subordinates"),
    ],
)
def test_a_business_knows_what_exempts_and_what_its_reviewer_needs(
    business: str, exempts: str | None, escalate_admission: str
) -> None:
    entry = next(b for b in notice.businesses() if b["code"] == business)
    assert [e["permission"] for e in entry["exempted_by"]] == ([exempts] if exempts else [])
    assert entry["reviewer_needs"] == {
        "liaison_final": "allow_subordinate_registration",
        "escalate": "fast_review_subordinates",
        "escalate_admission": escalate_admission,
    }


def test_every_reason_has_a_sentence_in_both_languages() -> None:
    values = {"team": "甲", "subject": "乙", "business": "丙", "reviewer": "丁", "at": "戊"}
    values |= {"status": "停用", "setter": "己", "why": "庚。", "route": "辛。"}
    for outcome in notice.reasons()["outcomes"]:
        assert all("甲" in sentence for sentence in messages.say(f"route.{outcome}", **values))
    for reason in notice.reasons()["steps"]:
        assert all(messages.say(f"step.{reason}", **values))
    for reason in notice.reasons()["checks"]:
        assert all(messages.say(f"check.{reason}", **values))


@pytest.mark.parametrize(
    "code",
    [
        "91350100M000100Y43",
        "91110108551385082Q",
        "51500000MJD000011H",
        "52500112MJ00000185",
        "53500000MJD0000383",
        "51500240MJ0000042F",
        "51100000500000007W",
        "51500000MJD0001770",
        "51500000MJD0004090",
        "52500105MJ00007719",
        "52500157MJ0000771K",
        " 52500112-mj00000185",
    ],
)
def test_a_valid_credit_code_is_accepted(code: str) -> None:
    assert uscc.is_valid(code)


@pytest.mark.parametrize(
    "code",
    [
        "91350100M000100Y4Z",
        "51500000MJD00001IH",
        "51500000MJD000012H",
        "52500112MJ0000018",
        "52500112MJ000001855",
    ],
)
def test_an_invalid_credit_code_is_refused(code: str) -> None:
    assert not uscc.is_valid(code)
