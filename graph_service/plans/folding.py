"""The answers that a plan changes: sorted, digested, packed in chunks of one kind each."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, TypedDict

from graph_service.consequences.rehearsal import AnswerChange
from graph_service.consequences.values import Key, text

_CHUNK = 1000
Paths = dict[str, list[str]]


class Chunk(TypedDict):
    """Answer changes of one kind, packed; the subjects of the first and the last."""

    part: str
    number: int
    kind: str
    first: str
    last: str
    count: int
    packed: bytes


def digest(operations: list[Any], changes: Iterable[AnswerChange]) -> str:
    """Return the SHA-256 of ``{operations, answer_changes}`` as canonical JSON, hex."""
    hashed = hashlib.sha256(b'{"answer_changes":[')
    between = ""
    for (kind, subject, key), before, after in changes:
        ends = f'"after":{after or "null"},"before":{before or "null"}'
        about = f'"key":{text(key)},"kind":{text(kind)},"subject":{text(subject)}'
        hashed.update(f"{between}{{{ends},{about}}}".encode())
        between = ","
    hashed.update(f'],"operations":{text(operations)}}}'.encode())
    return hashed.hexdigest()


def chunks(changes: list[AnswerChange], paths: Paths) -> Iterator[Chunk]:
    """Yield sorted changes by the thousand, each chunk of one kind, with their places."""
    start, number = 0, 0
    while start < len(changes):
        kind, end = changes[start].key.kind, start
        while end < len(changes) and end - start < _CHUNK and changes[end].key.kind == kind:
            end += 1
        yield _chunk(number, kind, changes[start:end], paths)
        start, number = end, number + 1


def unpacked(kind: str, packed: bytes) -> Iterator[tuple[Key, Any, Any, list[str]]]:
    """Yield a chunk's changes: key, before, after, and the territory paths of the subject."""
    told = json.loads(zlib.decompress(packed))
    for subject, key, before, after in told["rows"]:
        yield Key(kind, subject, key), before, after, told["paths"].get(subject, [])


def packed_operations(operations: list[Any]) -> list[Chunk]:
    """Return the operations by the thousand."""
    return [
        {
            "part": "operations",
            "number": number,
            "kind": "",
            "first": "",
            "last": "",
            "count": len(part),
            "packed": zlib.compress(text(part).encode(), 6),
        }
        for number, part in enumerate(_parts(operations))
    ]


def unpacked_operations(packed: Iterable[bytes]) -> list[Any]:
    """Return operations again."""
    return [each for chunk in packed for each in json.loads(zlib.decompress(chunk))]


def _parts(operations: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(operations), _CHUNK):
        yield operations[start : start + _CHUNK]


def _chunk(number: int, kind: str, changes: list[AnswerChange], paths: Paths) -> Chunk:
    rows = ",".join(
        f"[{text(subject)},{text(key)},{before or 'null'},{after or 'null'}]"
        for (_, subject, key), before, after in changes
    )
    subjects = {change.key.subject for change in changes}
    places = text({subject: paths[subject] for subject in sorted(subjects & paths.keys())})
    return {
        "part": "changes",
        "number": number,
        "kind": kind,
        "first": changes[0].key.subject,
        "last": changes[-1].key.subject,
        "count": len(changes),
        "packed": zlib.compress(f'{{"rows":[{rows}],"paths":{places}}}'.encode(), 6),
    }
