"""The body of a request for a plan."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph_service.answers.plans import WrittenOperation
from graph_service.changes.restoring import undoing
from graph_service.plans import making
from graph_service.questions.cursors import LARGEST


class NewPlan(BaseModel):
    """What is to be rehearsed: operations, or a change to be undone."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "operations": [
                        {
                            "operation": "set_liaison",
                            "team_id": "H500112011001",
                            "liaison_id": "H500112",
                        }
                    ],
                    "reason": "试拟",
                }
            ]
        },
    )

    operations: list[WrittenOperation] | None = Field(
        None,
        min_length=1,
        max_length=making.MOST,
        description="{operation, team_id?, …its parameters, reason?, effective_from?}",
    )
    undo_of: int | None = Field(
        None, ge=1, le=LARGEST, description="the revision of a change to be undone, instead"
    )
    partly: bool = Field(False, description="leave out what moved on since that change")
    reason: str = Field(min_length=1, max_length=500, description="理由 why")
    title: str | None = Field(None, max_length=200, description="名称")

    @model_validator(mode="after")
    def one_of_both(self) -> NewPlan:
        """Take operations or a change to undo, not both."""
        if (self.operations is None) == (self.undo_of is None):
            raise ValueError("give operations or undo_of")
        return self

    def written(self) -> list[WrittenOperation]:
        """Return the operations; an undoing is one of its own."""
        if self.operations is not None:
            return self.operations
        return [undoing(self.undo_of, partly=self.partly)]
