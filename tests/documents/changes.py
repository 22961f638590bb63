"""docs/changes.md: every operation on a register, from the rows that routes and commands read."""

from __future__ import annotations

from collections.abc import Iterator

from graph_service.operations.specs import Parameter, Powers, Spec, Variant, specs, table

_HEAD = """# Operations on the register 变更

Made by `make docs` from `operations.json` and `columns.json`; edit those.

One language for the command line, HTTP, fixes and the history. On the command line
`graph-service change OPERATION TEAM field=value …`; an empty value clears. Operations on divisions
name no TEAM, and their lists and objects are written as JSON there and in cells of CSV and XLSX.
Every change takes a reason and a day from which it counts (`--reason`, `--effective-from`; `reason`
and `effective_from` in a body, in the query of a DELETE). An administrator may do everything, an
operator what the powers below say, asked of the service's own checks with the operator's team as
subject.
"""


def text() -> str:
    """Return the document."""
    return "\n".join([_HEAD, *(line for spec in specs().values() for line in _operation(spec))])


def _operation(spec: Spec) -> Iterator[str]:
    yield f"## {spec.name} {spec.title_zh}"
    yield ""
    yield spec.about_en
    yield ""
    yield spec.about_zh
    yield ""
    for door in spec.doors:
        yield f"- `{door.method} {door.path}`"
    yield f"- {_may(spec.powers)}"
    for variant in spec.variants:
        yield f"- As `{variant.name}` ({_case(variant)}): {_may(variant.powers)}"
    yield ""
    if spec.parameters:
        yield "| field | 字段 | form | |"
        yield "|---|---|---|---|"
        yield from (_parameter(parameter) for parameter in spec.parameters.values())
        yield ""


def _case(variant: Variant) -> str:
    if variant.only:
        return "where only persons change"
    return ", ".join(f"where {name} is {value}" for name, value in variant.when.items())


def _may(powers: Powers) -> str:
    if not powers.operators:
        return "The administrator's alone"
    asked = [
        f"{' or '.join(f'`{power}`' for power in named)} {when}"
        for when, named in (("before it", powers.before), ("after it", powers.after))
        if named
    ]
    own = ["the team itself, while active or pending"] if powers.own else []
    return "Operators: " + "; ".join([" and ".join(asked), *own])


def _shape(form: str) -> str:
    shape = table()["shapes"].get(form)
    if shape is None:
        return form
    told = shape.get("of") or f"{{{', '.join(map(str, shape['members']))}}}"
    return f"[{told}, …]" if shape["list"] else told


def _parameter(parameter: Parameter) -> str:
    column = parameter.column
    form = " ".join(parameter.one_of) or _shape(column.form)
    needed = "needed" if parameter.needed else ""
    return f"| `{column.name}` | {column.zh} | {form} | {needed} |"
