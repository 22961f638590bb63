"""What holds for every page: off unless asked for, headers, words, files, error pages."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from graph_service import explorer
from graph_service import graph as graphs
from graph_service.explorer import sentences
from graph_service.explorer.words import LANGUAGES, catalogue
from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.notice import DATA, text
from graph_service.operations.specs import specs
from tests.conftest import Run
from tests.explorer.conftest import Ask, asking
from tests.worlds import build

FOLDER = Path(explorer.__file__).parent
TEMPLATES = sorted((FOLDER / "templates").glob("*.html"))
KEY = re.compile(r"""\bt\(\s*'([a-z0-9_]+\.[A-Za-z0-9_]+)'\s*[,)]""")


def test_it_is_off_unless_asked_for(world: Graph, run: Run) -> None:
    ask = asking(world, run, explorer=False)
    assert ask("GET", "/explorer").status_code == 404
    assert asking(world, run)("GET", "/explorer").status_code == 200


def test_a_foreign_host_header_is_refused_here_too(ask: Ask) -> None:
    assert ask("GET", "/explorer", headers={"Host": "evil.example"}).status_code == 421


def test_while_the_database_is_away_people_get_a_page_and_machines_a_problem(run: Run) -> None:
    away = graphs.connect("bolt://127.0.0.1:9", "neo4j", "none", policy=Policy())
    try:
        for attended in (False, True):
            ask = asking(away, run, attended=attended)
            for lang, said in (("", "本页几秒后会自己再试"), ("?lang=en", "tries again by itself")):
                answer = ask("GET", f"/explorer{lang}")
                assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
                assert answer.headers["content-type"].startswith("text/html")
                assert "default-src 'none'" in answer.headers["content-security-policy"]
                assert said in answer.text
            panel = ask("GET", "/explorer/notice/counts", headers={"HX-Request": "true"})
            assert panel.status_code == 503
            assert "<html" not in panel.text
            assert ask("GET", "/explorer/static/explorer.css").status_code == 200
            problem = ask("GET", "/v1/teams")
            assert problem.headers["content-type"] == "application/problem+json"
    finally:
        run(away.close())


def test_what_is_refused_before_the_explorer_is_a_page_there(world: Graph, run: Run) -> None:
    ask = asking(world, run, rate_limit="2/minute")
    assert [ask("GET", "/explorer/work").status_code for _ in range(2)] == [200, 200]
    refused = ask("GET", "/explorer/work")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert refused.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in refused.headers["content-security-policy"]
    assert "请求过多" in refused.text
    assert ask("GET", "/v1/teams").headers["content-type"] == "application/problem+json"


def test_every_answer_carries_a_policy_without_anything_unsafe(ask: Ask) -> None:
    for path in ("/explorer", "/explorer/nothing", "/explorer/static/explorer.css"):
        policy = ask("GET", path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http" not in policy


def test_no_page_holds_inline_code() -> None:
    for file in TEMPLATES:
        if file.name == "export_file.html":
            continue  # a file to keep, which has nothing beside it
        page = file.read_text(encoding="utf-8")
        assert not re.search(r"<script(?![^>]*\bsrc=)", page), file.name
        assert not re.search(r"\son[a-z]+\s*=|<style|\sstyle=|javascript:", page), file.name
        assert "|safe" not in page, file.name


def test_every_text_of_a_template_stands_in_both_languages() -> None:
    used = {key for file in TEMPLATES for key in KEY.findall(file.read_text(encoding="utf-8"))}
    used |= {f"operation.{name}" for name in specs()}  # a history tells each of them
    assert used <= catalogue().keys()
    assert not {
        key for key, entry in catalogue().items() if any(not entry.get(lang) for lang in LANGUAGES)
    }


@pytest.mark.parametrize("folder", [FOLDER / "static" / "vendor", Path(__file__).parent / "vendor"])
def test_vendored_files_are_those_of_the_manifest_with_their_licences(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    known = {"manifest.json"}
    for entry in manifest:
        content = (folder / entry["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
        assert all((folder / name).read_text(encoding="utf-8") for name in entry["licence_files"])
        known |= {entry["file"], *entry["licence_files"]}
    assert {file.name for file in folder.iterdir()} == known


def test_an_unknown_team_is_a_page_that_says_so(ask: Ask) -> None:
    answer = ask("GET", "/explorer?team=nobody")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "没有编号为“nobody”的志愿团体。" in answer.text
    assert "There is no team" in ask("GET", "/explorer?team=nobody&lang=en").text


def test_the_language_is_part_of_the_address_and_of_every_link(ask: Ask) -> None:
    page = ask("GET", "/explorer?team=H500112011&lang=en").text
    assert '<html lang="en">' in page
    links = re.findall(r'href="(/explorer[^"]*)"', page)
    inside = [link for link in links if "/static/" not in link and "data-lang-switch" not in link]
    chinese = [link for link in inside if "lang=en" not in link]
    assert chinese == ["/explorer?team=H500112011"], "only the switch itself leads to Chinese"


def test_every_sentence_of_the_notice_is_there_in_its_order() -> None:
    body = text().partition("附件\n全国志愿服务信息系统权限设置表")[0]
    joined = "".join(sentence.text for sentence in sentences.sentences())
    assert re.sub(r"\s", "", joined) == re.sub(r"\s", "", body)


def test_the_worked_examples_of_the_notice_page_are_those_that_the_tests_hold() -> None:
    shown = json.loads((DATA / "worked_examples.json").read_text(encoding="utf-8"))
    held = {entry["id"]: entry for entry in build.worked()["examples"]}
    assert [entry["id"] for entry in shown] == list(held)
    for entry in shown:
        example = held[entry["id"]]
        broken = {
            one if isinstance(one, str) else one["rule_id"]
            for one in example["expect"]["violations"]
        }
        assert (entry["title"], entry["why"]) == (example["title"], example["why"])
        assert set(entry["violations"]) == broken
        ends = {
            b: r["final_reviewer"] or r["outcome"] for b, r in example["expect"]["routes"].items()
        }
        assert entry["routes"] == ends
