"""Bring a store's schema to the newest version, once, whoever asks and however often."""

from __future__ import annotations

import hashlib
import re
from functools import partial

from graph_service import cypher
from graph_service.errors import SetupError
from graph_service.graph import Graph, Transaction

_LOCK = cypher.load("register/migrations/lock_migrations")
_RECORD = cypher.load("register/migrations/record_migration")
_VERSION = cypher.load("register/migrations/read_schema_version")
_AWAIT = cypher.load("register/migrations/await_indexes")
_NAME = re.compile(r"migrations/V(\d{3})__\w+")


async def migrate(graph: Graph) -> int:
    """Run what has not run yet and return the schema's version.

    A file's schema statements share one transaction, its record another (Neo4j keeps schema and
    data apart); they say IF NOT EXISTS, so a start that was cut off is simply run again.
    Raises SetupError if a file that ran has changed.
    """
    done = await graph.write(_done)
    for name in cypher.names("migrations"):
        version = _version(name)
        if version in done:
            _unchanged(name, done[version], _checksum(name))
            continue
        await graph.write(partial(_run, name))
        await graph.write(partial(_record, name))
    await graph.write(_await_indexes)
    return await schema_version(graph)


async def schema_version(graph: Graph) -> int:
    """Return the number of the newest migration that has run, 0 for none."""
    return (await graph.read(_VERSION))[0]["version"]


def newest_version() -> int:
    """Return the version that this release of the service works with."""
    return max(_version(name) for name in cypher.names("migrations"))


async def _run(name: str, tx: Transaction) -> None:
    for statement in cypher.statements(name):
        await tx.run(statement)


async def _record(name: str, tx: Transaction) -> None:
    await tx.run(
        _RECORD, version=_version(name), name=name.split("/")[-1], checksum=_checksum(name)
    )


async def _await_indexes(tx: Transaction) -> None:
    await tx.run(_AWAIT)


async def _done(tx: Transaction) -> dict[int, str]:
    rows = await tx.run(_LOCK)
    return {row["version"]: row["checksum"] for row in rows if row["version"] is not None}


def _version(name: str) -> int:
    match = _NAME.fullmatch(name)
    if match is None:
        raise SetupError(
            f"迁移文件名不合规：{name}。",
            f"This migration's name has not the form V000__name: {name}.",
        )
    return int(match[1])


def _checksum(name: str) -> str:
    return hashlib.sha256("\n".join(cypher.statements(name)).encode()).hexdigest()


def _unchanged(name: str, before: str, now: str) -> None:
    if before != now:
        raise SetupError(
            f"迁移 {name} 运行后被改动过：请恢复原文件，另写新的迁移。",
            f"The migration {name} was changed after it ran: restore it and add a new one.",
        )
