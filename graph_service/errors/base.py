"""The root of the tree, and the process that cannot start."""

from __future__ import annotations

from typing import Any


class ServiceError(Exception):
    """An error that a caller can read: one sentence in Chinese and one in English."""

    status = 500
    slug = "internal"
    title = "内部错误 / Internal error"
    advice: str | None = None  # what each door adds in its own words (messages.toml)

    def __init__(self, message_zh: str, message_en: str, **members: Any) -> None:
        super().__init__(f"{message_zh} {message_en}")
        self.message_zh = message_zh
        self.message_en = message_en
        self.members = {key: value for key, value in members.items() if value is not None}


class SetupError(ServiceError):
    """The service cannot start or a command cannot run here; ``exit_code`` is the process's own."""

    status = 500
    slug = "setup"
    title = "无法启动 / Cannot start"

    def __init__(self, message_zh: str, message_en: str, exit_code: int = 2) -> None:
        super().__init__(message_zh, message_en)
        self.exit_code = exit_code
