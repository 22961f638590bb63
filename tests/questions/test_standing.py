"""A kept answer is given as long as the graph stands still, and never longer."""

from __future__ import annotations

from typing import Any

from graph_service.graph import Graph
from graph_service.model import Policy
from graph_service.questions.kept import while_it_stands
from graph_service.questions.scope_summary import scope_of
from tests.conftest import Run
from tests.worlds import build

ADD = "CREATE (:Passing)"


def test_any_commit_and_any_other_reading_asks_anew(graph: Graph, run: Run) -> None:
    asked: list[Policy] = []

    async def ask(seen: Graph) -> int:
        asked.append(seen.policy)
        return (await seen.read("MATCH (n:Passing) RETURN count(n) AS nodes"))[0]["nodes"]

    def answer() -> Any:
        return run(while_it_stands(graph, "passing", ask))

    before = answer()
    assert [answer(), answer()] == [before, before]
    assert len(asked) == 1
    run(graph.apply(ADD))
    assert [answer(), answer()] == [before + 1, before + 1]
    assert len(asked) == 2
    graph.policy = Policy(upgrade_cap=False)
    assert answer() == before + 1
    assert len(asked) == 3


def test_an_answer_that_a_commit_overtook_is_not_kept(graph: Graph, run: Run) -> None:
    rounds = 0

    async def ask(seen: Graph) -> int:
        nonlocal rounds
        rounds += 1
        found = await seen.read("MATCH (n:Passing) RETURN count(n) AS nodes")
        if rounds == 1:
            await graph.apply(ADD)
        return found[0]["nodes"]

    first = run(while_it_stands(graph, "overtaken", ask))
    assert run(while_it_stands(graph, "overtaken", ask)) == first + 1
    assert rounds == 2


def test_a_scope_in_numbers_follows_every_change(graph: Graph, run: Run) -> None:
    run(build.load(graph, build.teams_of(build.example("E-15"))))
    total = run(scope_of(graph, "H50"))["team_scope"]["total"]
    run(graph.apply("MATCH (team:Team {team_id: 'H500112011001'}) SET team.status = 'closed'"))
    assert run(scope_of(graph, "H50"))["team_scope"]["total"] == total - 1
