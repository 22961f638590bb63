"""One source, two forms: HTML for the legacy Neo4j Browser, AsciiDoc for the new one."""

from __future__ import annotations

from html import escape

from graph_service.browser.library import Guide, Query, guides


def html(guide: Guide, base: str) -> str:
    """Return a guide for ``:play``; ``base`` is the address below which the guides lie."""
    first = _slide(
        guide.title,
        "".join(f"<p>{escape(line)}</p>" for line in guide.text) + _contents(guide, base),
    )
    slides = "\n".join([first, *(_shown(query) for query in guide.queries)])
    return f'<article class="guide">\n<carousel class="deck">\n{slides}\n</carousel>\n</article>\n'


def asciidoc(guide: Guide, base: str) -> str:
    """Return a guide for the new Browser's ``:guide``."""
    parts = [f"= {guide.title}", *guide.text]
    for query in guide.queries:
        block = f"[source,cypher]\n----\n{query.text}\n----"
        parts += [f"== {query.title}", *query.sentences, block]
    others = [f"* {other.title}: `:guide {base}{other.name}.adoc`" for other in _others(guide)]
    return "\n\n".join([*parts, "== 其他指南 Other guides", "\n".join(others)]) + "\n"


def _shown(query: Query) -> str:
    words = "".join(f"<p>{escape(line)}</p>" for line in query.sentences)
    code = f'<pre class="code runnable" mode="cypher">{escape(query.text)}</pre>'
    return _slide(query.title, f"{words}\n{code}\n")


def _slide(title: str, content: str) -> str:
    return (
        f'<slide class="row-fluid">\n<div class="col-sm-12">\n<h3>{escape(title)}</h3>\n'
        f"{content}</div>\n</slide>"
    )


def _contents(guide: Guide, base: str) -> str:
    entries = "".join(
        f'<li><a play-topic="{escape(base + other.name)}.html">{escape(other.title)}</a></li>'
        for other in _others(guide)
    )
    return f"\n<ul>{entries}</ul>\n"


def _others(guide: Guide) -> list[Guide]:
    return [other for other in guides().values() if other.name != guide.name]
