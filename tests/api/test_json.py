"""What the API writes is JSON as Python would write it, compact, of any depth and in UTF-8."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.api.replies import dumps
from graph_service.api.routes.scope import _line
from graph_service.questions.scope_rows import COLUMNS

WORDS = st.none() | st.text(max_size=4) | st.sampled_from(["%s", "100%", '"', "\\", "\n\x00", "团"])


PLAIN = st.recursive(
    WORDS | st.booleans() | st.integers(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
)


@given(PLAIN)
def test_json_is_written_as_python_would_write_it_compactly(value: Any) -> None:
    assert dumps(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def test_numbers_stay_what_they_are_and_half_a_character_is_refused() -> None:
    hours = [0.5, 0.1 + 0.2, 1e-7, 1e16, 7]
    assert json.loads(dumps({"hours": hours})) == {"hours": hours}
    with pytest.raises(UnicodeEncodeError):
        dumps({"name": "\ud800"})


def test_json_may_be_deep() -> None:
    deep: list[Any] = []
    for _ in range(400):
        deep = [deep]
    assert dumps(deep) == b"[" * 401 + b"]" * 401


@given(st.tuples(*[WORDS] * 9, st.just(("region", "reviewed")), st.integers(-3, 9)))
def test_a_line_is_what_the_json_of_its_values_is(row: tuple[Any, ...]) -> None:
    assert _line(row) == dumps(dict(zip(COLUMNS, row, strict=True))).decode() + "\n"
