"""A real Neo4j without Docker: pinned artifacts, one JVM, one data directory."""

from graph_service.embedded.artifacts import NEO4J_VERSION
from graph_service.embedded.backup import backup, restore
from graph_service.embedded.server import Running, running, start, stop

__all__ = ["NEO4J_VERSION", "Running", "backup", "restore", "running", "start", "stop"]
