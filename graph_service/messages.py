"""Sentences for people, in Chinese and English, kept as data."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache

from graph_service.notice import DATA


@cache
def _templates() -> dict[str, tuple[str, str]]:
    found = tomllib.loads((DATA / "messages.toml").read_text(encoding="utf-8"))
    return {
        f"{group}.{name}": (entry["zh"], entry["en"])
        for group, entries in found.items()
        for name, entry in entries.items()
    }


def say(key: str, **values: object) -> tuple[str, str]:
    """Return the sentence in Chinese and in English; KeyError if there is none."""
    zh, en = _templates()[key]
    return zh.format_map(values), en.format_map(values)


def say_each(key: str, zh: Mapping[str, object], en: Mapping[str, object]) -> tuple[str, str]:
    """Return the sentence in Chinese and in English, each with values in its own words."""
    in_chinese, in_english = _templates()[key]
    return in_chinese.format_map(zh), in_english.format_map(en)


def say_openly(
    key: str, left: Iterable[str], zh: Mapping[str, object], en: Mapping[str, object]
) -> tuple[str, str]:
    """Return the sentence in both languages with the names ``left`` open, to be formatted again."""
    names = {name: f"{{{name}}}" for name in left}
    return say_each(key, {**names, **zh}, {**names, **en})


def words(name: str, lang: str) -> str:
    """Return a word of the answers in Chinese or English; a name that is no such word as it is."""
    zh, en = _templates().get(f"word.{name}", (name, name))
    return zh if lang == "zh" else en
