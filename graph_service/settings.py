"""The environment, read once: Neo4j's own names, and GRAPH_SERVICE_* for the rest."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from graph_service.errors import SetupError
from graph_service.model import Policy
from graph_service.vocabulary import FastReviewPolicy


def _parts(given: object) -> object:
    """Return what stands between the commas of a text; anything else as it is."""
    if not isinstance(given, str):
        return given
    return [part.strip() for part in given.split(",") if part.strip()]


_STARS = 5
_LISTED = (NoDecode, BeforeValidator(_parts))


class Settings(BaseSettings):
    """Every setting with its default; a wrong value stops the start with one sentence."""

    model_config = SettingsConfigDict(
        env_prefix="GRAPH_SERVICE_", env_file=".env", extra="ignore", populate_by_name=True
    )

    neo4j_uri: str | None = Field(None, validation_alias="NEO4J_URI")
    neo4j_username: str = Field("neo4j", validation_alias="NEO4J_USERNAME")
    neo4j_password: str | None = Field(None, validation_alias="NEO4J_PASSWORD")
    neo4j_database: str | None = Field(None, validation_alias="NEO4J_DATABASE")
    neo4j_heap: int | None = Field(None, ge=256)  # MiB; the embedded Neo4j's, or compose's
    startup_cache: bool = True  # the embedded Neo4j keeps what makes its next start shorter

    data_dir: Path = Path(".graph-service")
    fast_review_policy: FastReviewPolicy = FastReviewPolicy.LIAISON_FINAL
    zone_overlay: bool = False
    upgrade_cap: bool = True
    edition: Literal["2023-06", "2026"] = "2023-06"
    region_prefix: str = "50"

    anonymous_read: bool = False
    explorer: bool = False
    browser_url: str | None = None  # of the Neo4j Browser that the explorer's links open
    bolt_url: str | None = None  # as that Browser reaches Neo4j
    allowed_hosts: Annotated[list[str], *_LISTED] = ["127.0.0.1", "localhost", "[::1]"]
    browser_origins: Annotated[list[str], *_LISTED] = [
        "http://127.0.0.1:7474",
        "http://localhost:7474",
    ]
    rate_limit: str | None = None
    held_answers: int = Field(200_000, ge=0)  # keys that answers in memory rest on; 0 for none
    trusted_proxies: Annotated[list[str], *_LISTED] = []  # addresses or networks
    star_thresholds: Annotated[list[Annotated[int, Field(gt=0)]], *_LISTED] = [
        100,
        300,
        600,
        1000,
        1500,
    ]
    record_days: int | None = Field(None, ge=0)  # off: no number stands in the notice
    evaluation_days: int = Field(30, ge=0)
    json_body: int = Field(2 * 2**20, ge=1024)  # bytes, as the three below
    plans_body: int = Field(10 * 2**20, ge=1024)
    records_body: int = Field(5 * 2**20, ge=1024)
    imports_body: int = Field(200 * 2**20, ge=1024)
    plan_ttl: int = Field(86_400, ge=1)  # seconds that a plan lives
    oidc_issuer: str | None = None
    oidc_audience: str | None = None
    oidc_role_claim: str = "graph_service_role"
    oidc_team_claim: str = "graph_service_team"
    log_format: Literal["json", "console"] = "json"

    @field_validator("star_thresholds")
    @classmethod
    def _rising(cls, given: list[int]) -> list[int]:
        if not 1 <= len(given) <= _STARS or any(a >= b for a, b in pairwise(given)):
            raise ValueError("one to five numbers of hours, each above the one before")
        return given

    def policy(self) -> Policy:
        """Return the interpretations in force."""
        return Policy(
            fast_review_policy=self.fast_review_policy,
            zone_overlay=self.zone_overlay,
            upgrade_cap=self.upgrade_cap,
            edition=self.edition,
            region_prefix=self.region_prefix,
            record_days=self.record_days,
            evaluation_days=self.evaluation_days,
            star_thresholds=tuple(self.star_thresholds),
        )

    def heap_setting(self) -> str:
        """Return the setting that gives the Neo4j in use more memory: ours, or its own."""
        ours = self.neo4j_uri is None or self.neo4j_heap is not None
        return "GRAPH_SERVICE_NEO4J_HEAP" if ours else "server.memory.heap.max_size"


def read_settings(**overrides: object) -> Settings:
    """Return the settings of the environment and ``.env``; raise SetupError on a wrong value."""
    try:
        return Settings(**{k: v for k, v in overrides.items() if v is not None})  # ty: ignore
    except ValidationError as error:
        first = error.errors()[0]
        name = _named(str(first["loc"][0]))
        raise SetupError(
            f"设置 {name} 的值无效：{first['msg']}。",
            f"The setting {name} has no valid value: {first['msg']}.",
        ) from error


def _named(field: str) -> str:
    return f"GRAPH_SERVICE_{field.upper()}" if field in Settings.model_fields else field
