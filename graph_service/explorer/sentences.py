"""The notice sentence by sentence, and which rules stand on each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph_service import notice

_END = re.compile(r"(?<=[。；])")
_HEADING = re.compile(r"[一二三四]、|（[一二三四五]）|\d+[.．]")
_ANNEX = "附件\n全国志愿服务信息系统权限设置表"


@dataclass(frozen=True)
class Sentence:
    """One sentence: its number, the paragraph that it stands in, its text and its rules."""

    number: int
    paragraph: int
    text: str
    rule_ids: tuple[str, ...]

    @property
    def kind(self) -> str:
        """Return what it is: a heading, the preamble (title, addressees, occasion), or a rule's."""
        if self.rule_ids:
            return "rule"
        return "heading" if _HEADING.match(self.text) else "preamble"


@cache
def sentences() -> tuple[Sentence, ...]:
    """Return every sentence of the notice before its annex, in order; none is left out."""
    found: list[Sentence] = []
    for paragraph, line in enumerate(_body().splitlines()):
        for text in _END.split(line):
            if text.strip():
                rule_ids = _rules_on(text)
                found.append(Sentence(len(found), paragraph, text.strip(), rule_ids))
    return tuple(found)


def around(quote: str | None) -> tuple[str, str, str] | None:
    """Return a quote with the text around it: the rest of its paragraph before and after."""
    text = notice.text()
    at = text.find(quote) if quote else -1
    if not quote or at < 0:
        return None
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at + len(quote))
    end = len(text) if end < 0 else end
    return text[start:at].lstrip(), quote, text[at + len(quote) : end]


def _body() -> str:
    return notice.text().partition(_ANNEX)[0]


def _rules_on(text: str) -> tuple[str, ...]:
    return tuple(
        rule_id
        for rule_id, rule in notice.rules().items()
        if any(_shares(text, quote) for quote in rule["quotes"])
    )


def _shares(text: str, quote: str) -> bool:
    """Return whether a quote stands in a sentence, or a sentence's part of a longer quote."""
    return quote in text or any(part and part in text for part in _END.split(quote)[:-1])
