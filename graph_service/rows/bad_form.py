"""What a value outside its form raises."""

from __future__ import annotations


class BadForm(ValueError):
    """A value outside its form; carries the sentence in both languages."""

    def __init__(self, message_zh: str, message_en: str) -> None:
        super().__init__(message_en)
        self.message_zh = message_zh
        self.message_en = message_en
