"""Which worker of pytest-xdist runs what: whole files, and what drives Chromium as one."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling


def unit_of(nodeid: str) -> str:
    """Return what is run by one worker: a test's file, or its folder if that is Chromium's."""
    file = nodeid.partition("::")[0]
    folder = file.rpartition("/")[0]
    return folder if folder.endswith("/chromium") else file


class WholeFiles(LoadScopeScheduling):
    """Hand out whole files in the order collected, so that each starts its service once."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)
