"""A word of the vocabulary: its value and its Chinese name."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A word with its Chinese name: ``Level.TOWN == "town"``, ``Level.TOWN.zh == "镇乡街道级"``."""

    zh: str

    def __new__(cls, value: str, zh: str) -> Self:
        """Keep the Chinese name beside the value."""
        term = str.__new__(cls, value)
        term._value_ = value
        term.zh = zh
        return term
