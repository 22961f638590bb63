"""An error as a problem document (RFC 9457): what the API answers, and what a plan keeps of one."""

from __future__ import annotations

from typing import Any, cast

from graph_service.answers.problems import Problem
from graph_service.errors import ServiceError
from graph_service.messages import say


def as_problem(error: ServiceError, instance: str | None = None) -> Problem:
    """Return an error as a problem document's members."""
    zh, en = say(f"http.{error.advice}") if error.advice else ("", "")
    zh, en = error.message_zh + zh, error.message_en + en
    body: dict[str, Any] = {
        "type": f"/problems/{error.slug}",
        "title": error.title,
        "status": error.status,
        "detail": f"{zh} {en}",
        "message_zh": zh,
        "message_en": en,
    }
    if instance is not None:
        body["instance"] = instance
    return cast("Problem", body | error.members)
