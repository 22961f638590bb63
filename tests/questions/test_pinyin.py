"""How a name sounds, word by word, is how it sounds as a whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from graph_service.questions.pinyin import pinyin
from graph_service.sample.regions import divisions
from graph_service.sample.teams import hub_name


def whole(name: str) -> str:
    return "".join(part.strip().lower() for part in lazy_pinyin(name) if part.strip())


def test_hubs_sound_as_their_whole_names_do() -> None:
    names = [hub_name(division) for division in divisions()[::10]]
    assert [pinyin(name) for name in names] == [whole(name) for name in names]


@given(st.text(st.sampled_from("重庆长江单于银行了 Ab1（—𠮷㐂"), max_size=12))
def test_so_does_whatever_is_written(name: str) -> None:
    assert pinyin(name) == whole(name)
