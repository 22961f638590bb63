"""The opened tree as an SVG picture: left to right, a row a leaf, a column a level."""

from __future__ import annotations

from html import escape
from typing import Any

from graph_service.explorer.words import Words

Node = dict[str, Any]
_ROW, _COLUMN, _LEFT, _TOP, _LABEL = 20, 190, 24, 44, 300
_FONT = "Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
COLOURS = {
    "city": "#C0392B",
    "district": "#D97706",
    "town": "#2563EB",
    "village": "#0F9D74",
    "unit_team": "#8B95A5",
    "legal_person": "#7C3AED",
    "branch": "#A78BFA",
    "authority": "#C9A400",
    "group": "#8B95A5",
}


def svg(top: Node, words: Words, marked: set[str], title: str) -> str:
    """Return the picture of a tree; nodes whose key or team is marked stand out."""
    places: list[list[Any]] = []
    rows = _placed(top, 0, 0, places)
    deepest = max(depth for _, depth, _, _ in places)
    width = _LEFT + deepest * _COLUMN + _LABEL
    height = _TOP + rows * _ROW + 16
    lines = [_edge(*place) for place in places if place[1]]
    nodes = [_drawn(node, depth, y, words, marked) for node, depth, y, _ in places]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{_FONT}" font-size="12" role="img">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
        f'<text x="{_LEFT - 8}" y="24" font-size="15" fill="#1b2430">{escape(title)}</text>'
        + "".join(lines + nodes)
        + "</svg>"
    )


def _placed(node: Node, depth: int, row: int, places: list[list[Any]]) -> int:
    """Note node, depth, height and its parent's height of all below; return the next free row."""
    own: list[Any] = [node, depth, 0.0, None]
    places.append(own)
    first, below = row, []
    for child in node["children"]:
        below.append(len(places))
        row = _placed(child, depth + 1, row, places)
    row = max(row, first + 1)
    own[2] = _TOP + (first + row - 1) / 2 * _ROW + _ROW / 2
    for place in below:
        places[place][3] = own[2]
    return row


def _edge(_: Node, depth: int, y: float, up: float) -> str:
    x = _LEFT + depth * _COLUMN
    left = x - _COLUMN
    return (
        f'<path d="M{left} {up:.0f}H{x - 70}C{x - 35} {up:.0f} {x - 35} {y:.0f} {x} {y:.0f}" '
        'fill="none" stroke="#c3cad4"/>'
    )


def _drawn(node: Node, depth: int, y: float, words: Words, marked: set[str]) -> str:
    x, colour = _LEFT + depth * _COLUMN, COLOURS.get(node["level"], "#8B95A5")
    stands_out = node["key"] in marked or node["id"] in marked
    hollow = node["vacant"] or node["kind"] == "group"
    name = node["name"] or words.text("tree.group")
    name = name if len(name) <= 22 else name[:21] + "…"
    count = node["seats"] or node["others"]
    extra = words.text("tree.vacant") if node["vacant"] else f"{count:,}" if count else ""
    dash = ' stroke-dasharray="2 2"' if node["vacant"] else ""
    weight = ' font-weight="600"' if stands_out else ""
    return (
        f'<circle cx="{x}" cy="{y:.0f}" r="5" fill="{"#ffffff" if hollow else colour}" '
        f'stroke="{colour}"{dash}/>'
        f'<text x="{x + 9}" y="{y + 4:.0f}" fill="#1b2430" stroke="#ffffff" stroke-width="3" '
        f'paint-order="stroke"{weight}>{escape(name)} '
        f'<tspan fill="#566171" font-size="10">{escape(extra)}</tspan></text>'
    )
