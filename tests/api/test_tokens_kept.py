"""Tokens that nobody knows cost little: refused by form, kept hashed and within a bound."""

from __future__ import annotations

import pytest

from graph_service import graph as graphs
from graph_service.api import kept
from graph_service.api.auth import Callers, token_of
from graph_service.errors import DatabaseAway, Unauthenticated
from graph_service.model import Policy
from graph_service.settings import Settings
from tests.conftest import Run


def test_only_what_can_be_a_token_is_looked_up(run: Run) -> None:
    graph = graphs.connect("bolt://127.0.0.1:1", "neo4j", "none", policy=Policy())
    callers = Callers(graph, Settings(_env_file=None))
    for text in ("x", "vtg_short", "vtg_" + "a" * 44, "a.b.c", "vtg_" + "é" * 43):
        with pytest.raises(Unauthenticated):
            run(callers.of(text))
    with pytest.raises(DatabaseAway):
        run(callers.of("vtg_" + "a" * 43))
    run(graph.close())


@pytest.mark.parametrize(
    "headers",
    [
        [b"Bearer " + b"x" * 5_000_000],
        [b"Bearer x", b"Bearer x"],
        [b"Bearer"],
        [b"Bearer  \t"],
        [b"Basic abc"],
        [b"Bearer \xff"],
    ],
)
def test_an_authorization_that_is_none_is_refused_unread(headers: list[bytes]) -> None:
    scope = {"headers": [(b"authorization", value) for value in headers]}
    with pytest.raises(Unauthenticated):
        token_of(scope)


def test_blanks_around_a_token_make_no_other_token() -> None:
    spellings = (b"Bearer abc", b"bearer   abc", b"BEARER abc \t", b"Bearer \tabc")
    assert {token_of({"headers": [(b"authorization", given)]}) for given in spellings} == {"abc"}


def test_inventing_tokens_fills_no_memory_and_drives_no_real_one_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(kept, "_LARGEST", 100)
    answers: kept.Kept[str] = kept.Kept()
    answers.put(kept.key_of("real"), "somebody")
    for turn in range(1000):
        answers.put(kept.key_of(f"invented {turn}"), None)
    assert len(answers) == 101
    assert answers.get(kept.key_of("real")) == (True, "somebody")
    assert answers.get(kept.key_of("invented 999")) == (True, None)
    assert answers.get(kept.key_of("invented 0")) == (False, None)


def test_an_answer_is_fresh_for_two_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: kept.Kept[str] = kept.Kept()
    answers.put(b"k", "somebody")
    now = kept.time.monotonic()
    monkeypatch.setattr(kept.time, "monotonic", lambda: now + 3)
    assert answers.get(b"k") == (False, None)
