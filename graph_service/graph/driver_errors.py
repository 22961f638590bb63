"""The driver's errors in the service's words."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from neo4j.exceptions import (
    AuthError,
    ConnectionAcquisitionTimeoutError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from graph_service.errors import DatabaseAway, InvalidInput, SetupError, TooLarge
from graph_service.messages import say

BOOKMARK_WAIT = 5.0

HEAP = "server.memory.heap.max_size"
# Ended by the server (time, an operator, its own shutdown), though it calls the client at fault.
_ENDED = ("TransactionTimedOut", "LockClientStopped", "Transaction.Terminated")
_TERMINATED = _ENDED[1:]


@contextmanager
def in_our_words(
    *, retried: bool = False, gives_way: bool = False, heap: str = HEAP
) -> Generator[None, None, None]:
    """Raise the tree's errors for the driver's; what is ``retried`` by the caller is left to be.

    So is the end of a transaction that ``gives_way``.

    ``heap`` names the setting that gives this Neo4j more memory.
    """
    try:
        yield
    except AuthError as error:
        raise _refused() from error
    except (ServiceUnavailable, SessionExpired, ConnectionAcquisitionTimeoutError) as error:
        raise database_away() from error
    except Neo4jError as error:
        if not (gives_way and terminated(error)):
            _raise_known(error, retried, heap)
        raise


def database_away() -> DatabaseAway:
    """Return the error of a database that does not answer now."""
    return DatabaseAway(
        "图数据库暂时不可用，请稍后再试。", "The graph database does not answer; try again shortly."
    )


def terminated(error: Neo4jError) -> bool:
    """Return whether somebody had the server end a transaction."""
    return any(word in (error.code or "") for word in _TERMINATED)


def _refused() -> SetupError:
    return SetupError(
        "Neo4j 不接受这个用户名和密码：请检查 NEO4J_USERNAME 和 NEO4J_PASSWORD"
        "（已有数据的库仍用首次启动时的密码）。",
        "Neo4j refuses this user and password: check NEO4J_USERNAME and NEO4J_PASSWORD"
        " (a store that exists keeps the password of its first start).",
        exit_code=3,
    )


def bad_bookmark() -> InvalidInput:
    """Return the error of a text that is no bookmark of this database."""
    return InvalidInput(
        "Graph-Bookmark",
        None,
        "Graph-Bookmark 应为先前答复中的书签，原样送回。",
        "Graph-Bookmark is the bookmark of an earlier answer, sent back unchanged.",
    )


def behind() -> DatabaseAway:
    """Return the error of a database that has not reached a bookmark in time."""
    return DatabaseAway(*say("busy.bookmark", seconds=f"{BOOKMARK_WAIT:g}"))


def _raise_known(error: Neo4jError, retried: bool, heap: str) -> None:
    code = error.code or ""
    if "AuthenticationRateLimit" in code:
        raise _refused() from error
    if "InvalidBookmark" in code:
        raise bad_bookmark() from error
    if "BookmarkTimeout" in code:
        raise behind() from error
    if "OutOfMemory" in code:
        raise TooLarge(
            "一个事务写入的内容超过了 Neo4j 的内存上限，未写入任何内容：请分成几个文件导入，"
            f"或加大 Neo4j 的内存（{heap}）。",
            "One transaction would write more than Neo4j's memory holds, and nothing was written:"
            f" import it in several files, or give Neo4j more memory ({heap}).",
        ) from error
    ended = any(word in code for word in _ENDED)
    if ended or (error.is_retryable() and not retried):
        raise database_away() from error
