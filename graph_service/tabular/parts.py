"""The parts of an XLSX file, none of them larger than a bound, read by a parser that trusts none.

A file of some kilobytes can unpack to gigabytes, name entities that stand for more of them, or
hold a tag that never ends. What a zip says of its own sizes is not believed.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO
from xml.parsers import expat

_BLOCK = 2**18
_MOST_BYTES = 2**28
_MOST_PARTS = 5_000
_LONGEST_TAG = 2**20
_DEEPEST = 100
_MOST_ELEMENTS = 8_000_000

Attributes = dict[str, str]
_OF_WORKBOOK = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")


class Unreadable(ValueError):
    """A file that is no workbook, or larger inside than any register, with why."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


BROKEN = ("内部损坏", "its inside is broken")


class Reader:
    """Told of a part's elements by their local names; set ``texts`` while text is wanted."""

    def __init__(self) -> None:
        self.texts: list[str] | None = None

    def starts(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element."""

    def ends(self, name: str) -> None:
        """Take the end of an element."""


def measure(book: zipfile.ZipFile) -> None:
    """Unpack every part once and keep none; Unreadable if the whole is larger than the bound."""
    parts = book.infolist()
    if len(parts) > _MOST_PARTS or len({part.filename.lower() for part in parts}) < len(parts):
        raise Unreadable(*BROKEN)
    left = _MOST_BYTES
    for part in parts:
        part.file_size = 2**62
        with book.open(part) as inside:
            while block := inside.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    size = f"{_MOST_BYTES >> 20} MB"
                    raise Unreadable(f"解压后超过 {size}", f"it unpacks to more than {size}")


def parse(book: zipfile.ZipFile, path: str, reader: Reader) -> None:
    """Tell a reader what a part says; Unreadable for XML that is broken or hostile."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler, parser.EndElementHandler = _handlers(reader)
    parser.CharacterDataHandler = lambda text: (
        reader.texts.append(text) if reader.texts is not None else None
    )
    try:
        with book.open(_entry(book, path)) as part:
            read = 0
            while block := part.read(_BLOCK):
                read += len(block)
                parser.Parse(block, False)
                # Expat reads a tag again with every block that does not end it.
                if read - parser.CurrentByteIndex > _LONGEST_TAG:
                    _refuse()
            parser.Parse(b"", True)
    except Unreadable:
        raise
    except (expat.ExpatError, zipfile.BadZipFile, zlib.error, LookupError, ValueError) as error:
        raise Unreadable(*BROKEN) from error


def _handlers(
    reader: Reader,
) -> tuple[Callable[[str, Attributes], None], Callable[[str], None]]:
    depth, count = 0, 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > _DEEPEST or count > _MOST_ELEMENTS:
            _refuse()
        reader.starts(name.rpartition(" ")[2], attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        reader.ends(name.rpartition(" ")[2])

    return start, end


def _refuse(*_: object) -> None:
    raise Unreadable(*BROKEN)


def _entry(book: zipfile.ZipFile, path: str) -> zipfile.ZipInfo:
    """Return a part by its path, whose case readers of workbooks do not mind."""
    return {part.filename.lower(): part for part in book.infolist()}[path.lower()]


class _Workbook(Reader):
    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}

    def starts(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            ids = [value for key, value in attributes.items() if key.endswith(" id")]
            self.sheets.append((attributes.get("name", ""), ids[0] if ids else ""))
        elif name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


def sheet_paths(book: zipfile.ZipFile) -> dict[str, str]:
    """Return sheet name → the path of its part; Unreadable if two sheets have one name."""
    found = _Workbook()
    for path in _OF_WORKBOOK:
        parse(book, path, found)
    paths = {name: _inside(found.targets.get(target, "")) for name, target in found.sheets}
    if len(paths) < len(found.sheets):
        raise Unreadable(*BROKEN)
    return paths


def _inside(target: str) -> str:
    bare = target.lstrip("/")
    return bare if target.startswith("/") or bare.startswith("xl/") else f"xl/{bare}"


def opened(file: BinaryIO) -> zipfile.ZipFile:
    """Return a file's parts, measured; Unreadable for what is no zip."""
    try:
        book = zipfile.ZipFile(file)
        measure(book)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError) as error:
        raise Unreadable(*BROKEN) from error
    return book
