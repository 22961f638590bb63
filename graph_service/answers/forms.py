"""Ids, codes and dates: one name and one form each, wherever an answer shows them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

TeamId = Annotated[str, Field(description="团体编号")]
AuthorityId = Annotated[str, Field(description="登记机关编号")]
ApplicationId = Annotated[str, Field(description="申请编号")]
RecordId = Annotated[str, Field(description="记录编号")]
RegionCode = Annotated[str, Field(description="区划代码")]
RuleId = Annotated[str, Field(description="a rule of GET /v1/rules")]
RuleIds = list[RuleId]
InterpretationId = Annotated[str, Field(description="a reading of GET /v1/interpretations")]
Date = Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Revision = Annotated[int, Field(description="the number of the change that wrote it last")]
Setting = Literal["fast_review_policy", "zone_overlay", "upgrade_cap", "edition"]
SettingValue = str | bool


def fields(answer: Any) -> tuple[str, ...]:
    """Return the names of an answer's members in their order: heads of tables and files."""
    return tuple(answer.__annotations__)
