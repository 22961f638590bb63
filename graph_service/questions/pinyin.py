"""How a name sounds: pinyin and initials, written beside it so that both can be searched."""

from __future__ import annotations

from functools import lru_cache


def pinyin(name: str) -> str:
    """Return a name's syllables in one word: 渝北区 → yubeiqu."""
    return "".join(_syllables(name))


def initials(name: str) -> str:
    """Return the first letters of a name's syllables: 渝北区 → ybq."""
    return "".join(syllable[0] for syllable in _syllables(name))


@lru_cache(maxsize=4096)
def _syllables(name: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # its dictionary takes longer than most answers

    return tuple(part.strip().lower() for part in lazy_pinyin(name) if part.strip())
