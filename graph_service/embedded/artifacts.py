"""The jars of Neo4j and Neo4j Browser: pinned by a lock file, verified before every start."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from graph_service.errors import SetupError

if TYPE_CHECKING:  # imported where it is used: a command that only finds a server needs no jars
    from jgo.env import LockFile
    from jgo.maven import MavenContext

Progress = Callable[[str, int, int, int], None]  # name, how many of how many, bytes so far
_LOCK_FILE = Path(__file__).parent / "neo4j.lock.toml"
NEO4J_VERSION = re.findall(
    r'artifactId = "neo4j"\nversion = "([\d.]+)"', _LOCK_FILE.read_text("utf-8")
)[0]


def classpath(progress: Progress = lambda name, done, total, size: None) -> str:
    """Return the class path, downloading what the local Maven repository lacks.

    Raises SetupError without network and cache, and when a jar is not the pinned one.
    """
    from jgo.maven import MavenContext

    context, lock = MavenContext(), _lock()
    missing = [d for d in lock.dependencies if not _path(context, d).exists()]
    if missing:
        _download(context, missing, progress)
    errors = lock.verify_checksums(context.repo_cache)
    if errors:
        raise SetupError(
            f"Neo4j 的构件校验失败，请删除后重试：{errors[0]}",
            f"An artifact of Neo4j is not the pinned one, delete it and try again: {errors[0]}",
        )
    return ":".join(str(_path(context, d)) for d in lock.dependencies)


@cache
def _lock() -> LockFile:
    from jgo.env import LockFile

    return LockFile.load(_LOCK_FILE)


def _download(context: MavenContext, missing: list, progress: Progress) -> None:
    import requests
    import truststore
    from jgo.maven import MavenContext

    truststore.inject_into_ssl()  # what the machine trusts, also behind a company's own proxy
    try:
        context.repo_cache.mkdir(parents=True, exist_ok=True)
        with (
            tempfile.TemporaryDirectory(dir=context.repo_cache, prefix=".incoming-") as folder,
            ThreadPoolExecutor(8) as pool,
        ):
            incoming = MavenContext(repo_cache=Path(folder), timeout=60)
            fetched = pool.map(lambda d: _fetch(incoming, context, d), missing)
            taken = 0
            for done, (name, size) in enumerate(fetched, 1):
                taken += size
                progress(name, done, len(missing), taken)
    except requests.exceptions.SSLError as error:
        raise SetupError(
            "首次启动需要下载 Neo4j，但本机不信任下载地址的证书：请把代理的根证书加入系统信任库。",
            "The first start downloads Neo4j, but this machine does not trust the server's"
            " certificate: add your proxy's root certificate to the system's trust store.",
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise SetupError(
            "首次启动需要联网下载 Neo4j（约 160 MB），现在既无网络也无缓存。",
            "The first start downloads Neo4j (about 160 MB): there is neither a network nor a"
            f" cache now ({type(error).__name__}).",
        ) from error
    finally:
        truststore.extract_from_ssl()


def _fetch(incoming: MavenContext, context: MavenContext, dependency) -> tuple[str, int]:
    component = incoming.project(dependency.groupId, dependency.artifactId)
    component.at_version(dependency.version).artifact(
        dependency.classifier or "", dependency.packaging
    ).resolve()
    # Moved when whole: a download that is cut off leaves no half file behind.
    target = _path(context, dependency)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(_path(incoming, dependency), target)
    return dependency.artifactId, target.stat().st_size


def _path(context: MavenContext, dependency) -> Path:
    name = f"{dependency.artifactId}-{dependency.version}"
    if dependency.classifier:
        name += f"-{dependency.classifier}"
    folder = context.repo_cache.joinpath(*dependency.groupId.split("."), dependency.artifactId)
    return folder / dependency.version / f"{name}.{dependency.packaging}"
