"""What reaches the terminal: text as it stands, with its control characters shown."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from rich.console import Console

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "␡"}
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_IN_JSON = re.compile(r"[\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")


def visible(value: object) -> str:
    """Return text in which no character moves, colours or hides another: ESC stands as ␛."""
    text = "" if value is None else str(value)
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def visible_json(text: str) -> str:
    """Return JSON of the same meaning; what json leaves of the control characters is escaped."""
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _shown(character: str) -> str:
    if unicodedata.category(character) not in _HIDDEN:
        return character
    return _PICTURES.get(ord(character), f"\\u{ord(character):04x}")


class Terminal(Console):
    """A console that reads no markup out of names, and leaves the folding of lines to terminals."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, markup=False, emoji=False, highlight=False)

    def print(self, *objects: Any, **options: Any) -> None:
        """Print; a line of text is folded by the terminal and not cut up for eighty columns."""
        texts = all(isinstance(found, str) for found in objects)
        shown = ["\n".join(map(visible, f.split("\n"))) if texts else f for f in objects]
        options.setdefault("soft_wrap", texts)
        super().print(*shown, **options)
