"""The bodies of operations, made from their rows: what each takes, in its form."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, create_model

from graph_service import vocabulary
from graph_service.api.days import Day
from graph_service.api.deps import ID_PATTERN
from graph_service.operations.nested import is_nested
from graph_service.operations.specs import Door, Parameter, Spec, table

Id = Annotated[str, Field(pattern=ID_PATTERN)]
_FORMS: dict[str, Any] = {
    "id": Id,
    "ids": list[Id],
    "region_code": str,
    "town_code": str,
    "text": str,
    "email": str,
    "date": Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")],
    "Duties": list[vocabulary.Duty],
}


class Body(BaseModel):
    """Members that every change's body may carry."""

    model_config = ConfigDict(extra="forbid")

    reason: str | None = Field(None, max_length=500, description="理由 why")
    effective_from: Day | None = Field(None, description="生效日期 effective from")

    def model_dump(self, **how: Any) -> dict[str, Any]:
        """Return the given members; a list as the register's column writes it."""
        given = super().model_dump(**how)
        return {k: ";".join(v) if _are_words(v) else v for k, v in given.items()}


def _are_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def body_of(spec: Spec, door: Door, in_path: Iterable[str]) -> type[Body] | None:
    """Return the model of a door's body: ``Body`` alone where the path says all, None for DELETE.

    What the operation needs is needed, but for an id that is given to what comes without one.
    """
    if door.method == "DELETE":
        return None
    fields: dict[str, Any] = {
        name: _field(parameter, needed=parameter.needed and name != door.names)
        for name, parameter in spec.parameters.items()
        if name not in {*in_path, *door.gives, *Body.model_fields}
    }
    if spec.creates and "team_id" not in spec.parameters:
        fields["team_id"] = (Id, Field(description="团体编号"))
    if not fields:
        return Body
    name = "".join(word.capitalize() for word in spec.name.split("_"))
    example = {key: spec.example[key] for key in spec.example if key in fields}
    return create_model(
        name,
        __base__=Body,
        __doc__=f"{spec.title_zh} {spec.title_en}.",
        __cls_kwargs__={"json_schema_extra": {"examples": [example]}},
        **fields,
    )


def _field(parameter: Parameter, *, needed: bool) -> tuple[Any, Any]:
    column = parameter.column
    described: dict[str, Any] = {"description": column.zh}
    if parameter.also:
        described["validation_alias"] = AliasChoices(column.name, *parameter.also)
    if column.form in ("text", "email"):
        least, most = column.asked
        described |= {"max_length": most} | ({"min_length": least} if least else {})
    kind = _kind(parameter)
    return (kind, Field(**described)) if needed else (kind | None, Field(None, **described))


def _kind(parameter: Parameter) -> Any:
    if parameter.one_of:
        return Literal.__getitem__(parameter.one_of)
    return _of_form(parameter.column.form)


@cache
def _of_form(form: str) -> Any:
    """Return the type of a form; of a shape that holds values, a model or a list of it."""
    if not is_nested(form):
        return _FORMS.get(form) or getattr(vocabulary, form)
    shape = table()["shapes"][form]
    if "of" in shape:
        return list.__class_getitem__(_of_form(shape["of"]))
    fields: dict[str, Any] = {
        name: (_of_form(member), ...) if name in shape["needs"] else (_of_form(member) | None, None)
        for name, member in shape["members"].items()
    }
    model: Any = create_model(
        f"Region{form.capitalize()}", __config__=ConfigDict(extra="forbid"), **fields
    )
    return list.__class_getitem__(model) if shape["list"] else model
