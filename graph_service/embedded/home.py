"""A data directory: where the store, its settings, its password and its holder's name live."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FOLDERS = ("conf", "data", "logs", "plugins", "import", "run")


@dataclass(frozen=True)
class Home:
    """The paths below one data directory."""

    data_dir: Path

    @property
    def neo4j(self) -> Path:
        """Return NEO4J_HOME."""
        return self.data_dir / "neo4j"

    @property
    def data(self) -> Path:
        """Return where the databases are."""
        return self.neo4j / "data"

    @property
    def conf(self) -> Path:
        """Return NEO4J_CONF."""
        return self.neo4j / "conf"

    @property
    def lock(self) -> Path:
        """Return the file whose lock the holder keeps."""
        return self.data_dir / "holder"

    @property
    def server(self) -> Path:
        """Return the file that describes the running server."""
        return self.data_dir / "neo4j.json"

    def password(self) -> str:
        """Return this directory's own password, made at first use and readable by its owner."""
        file = self.data_dir / "neo4j-password"
        if not file.exists():
            write_private(file, secrets.token_hex(24))
        return file.read_text().strip()

    def is_new(self) -> bool:
        """Return whether no store has been started here yet."""
        return not (self.data / "databases").exists()

    def prepare(self) -> None:
        """Make the folders."""
        for folder in _FOLDERS:
            (self.neo4j / folder).mkdir(parents=True, exist_ok=True)
        os.chmod(self.data_dir, 0o700)

    def configure(
        self,
        bolt_port: int,
        browser_port: int,
        api_url: str | None,
        heap: int | None = None,
        jvm: Iterable[str] = (),
    ) -> None:
        """Write neo4j.conf for this start; ``heap`` in MiB, by the machine's memory for None.

        ``jvm`` are options of the virtual machine beside Neo4j's own.
        """
        settings = _settings(bolt_port, browser_port) | _memory(heap)
        settings |= _browser(bolt_port, api_url)
        lines = [f"{name}={value}" for name, value in settings.items()]
        lines += [f"server.jvm.additional={option}" for option in jvm]
        (self.conf / "neo4j.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def configured(self) -> list[str]:
        """Return the lines of neo4j.conf."""
        return (self.conf / "neo4j.conf").read_text(encoding="utf-8").splitlines()

    def read_server(self) -> dict[str, Any] | None:
        """Return what the last start wrote about itself."""
        try:
            return json.loads(self.server.read_text())
        except (OSError, ValueError):
            return None


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(text)
    os.chmod(file, 0o600)


def _settings(bolt_port: int, browser_port: int) -> dict[str, str]:
    return {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{bolt_port}",
        "server.bolt.advertised_address": f"127.0.0.1:{bolt_port}",
        "server.http.listen_address": f"127.0.0.1:{browser_port}",
        "server.http.advertised_address": f"127.0.0.1:{browser_port}",
        "server.https.enabled": "false",
        "db.transaction.timeout": "600s",
        "db.query.default_language": "CYPHER_25",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
        "server.directories.import": "import",
    }


def _browser(bolt_port: int, api_url: str | None) -> dict[str, str]:
    """Return what Neo4j Browser opens with, and the few places that it may speak to."""
    api = api_url or "http://127.0.0.1"
    other = api.replace("127.0.0.1", "localhost")
    policy = (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; "
        f"connect-src 'self' ws://127.0.0.1:{bolt_port} ws://localhost:{bolt_port} {api} {other}"
    )
    settings = {"dbms.security.http_static_content_security_policy_header": policy}
    if api_url:
        kit = f"{api_url}/browser"
        # What is derived beside what it is derived from would read as two: only what was asked for
        # is drawn. Browser's own welcome is cleared away.
        first = ("config autoComplete: false", "clear", f"style {kit}/style.grass")
        settings |= {
            "browser.remote_content_hostname_whitelist": f"{api_url},127.0.0.1,localhost",
            "browser.post_connect_cmd": "; ".join([*first, f"play {kit}/guides/start.html"]),
        }
    return settings


def _memory(heap: int | None) -> dict[str, str]:
    """Return the sizes of heap and caches; what one transaction writes lives in the heap.

    The cache of the store's pages takes its memory as they are read.
    """
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    heap = heap or max(768, min(8192, total // 4))
    return {
        "server.memory.heap.initial_size": f"{min(512, heap)}m",
        "server.memory.heap.max_size": f"{heap}m",
        "server.memory.pagecache.size": f"{max(128, min(8192, total // 4))}m",
        "dbms.memory.transaction.total.max": f"{heap * 8 // 10}m",
    }
