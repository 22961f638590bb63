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
    from pypinyin.seg.simpleseg import seg  # its dictionary takes longer than most answers

    return tuple(syllable for word in seg(name) for syllable in _of_word(word))


@lru_cache(maxsize=16_384)
def _of_word(word: str) -> tuple[str, ...]:
    """Return a word's syllables; names share most of their words, and no word minds the next."""
    from pypinyin import Style
    from pypinyin.converter import DefaultConverter

    found = DefaultConverter().convert(word, Style.NORMAL, False, "default", strict=True)
    return tuple(part.strip().lower() for (part, *_) in found if part.strip())
