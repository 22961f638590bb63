"""Which answers a change can reach: a cone of keys, one too many a cost, one too few a defect."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, fields, replace

from graph_service import cypher
from graph_service.consequences.values import Key

Subjects = set[str]
# Which question of a cone answers a kind of answer; a name's by whose name it is.
_QUESTIONS = {
    "route": "routes",
    "holder": "holders",
    "place": "own",
    "viewing": "own",
    "affiliation": "affiliations",
    "managers": "managers",
    "region": "regions",
    "seat": "seats",
}
_NAMES = {"team": "own", "region": "regions", "registration_authority": "authorities"}


def padded(ids: Collection[str]) -> list[str]:
    """Return ids in their order as a statement takes them; none are none."""
    return cypher.filled(sorted(ids), "") if ids else []


@dataclass
class Cone:
    """The subjects to ask, by the question: teams, but for regions and authorities at the end.

    ``findings`` has the teams by the part of the rules that is asked of them.
    """

    routes: Subjects = field(default_factory=set)
    holders: Subjects = field(default_factory=set)
    own: Subjects = field(default_factory=set)
    affiliations: Subjects = field(default_factory=set)
    regions: Subjects = field(default_factory=set)
    managers: Subjects = field(default_factory=set)
    seats: Subjects = field(default_factory=set)
    authorities: Subjects = field(default_factory=set)
    findings: dict[str, Subjects] = field(default_factory=dict)

    def find(self, parts: Iterable[str], team_ids: Iterable[str]) -> None:
        """Add teams whose findings by some parts of the rules are reached."""
        ids = set(team_ids)
        for part in parts if ids else ():
            self.findings.setdefault(part, set()).update(ids)

    def whole(self, team_ids: Iterable[str], parts: Iterable[str]) -> None:
        """Add every answer of some teams."""
        ids = set(team_ids)
        for subjects in (self.routes, self.holders, self.own, self.affiliations):
            subjects |= ids
        self.find(parts, ids)

    def add(self, other: Cone) -> None:
        """Take another cone in."""
        for name in _SETS:
            getattr(self, name).update(getattr(other, name))
        for part, team_ids in other.findings.items():
            self.find([part], team_ids)

    def holds(self, other: Cone) -> bool:
        """Return whether another cone lies within this one."""
        return all(getattr(other, name) <= getattr(self, name) for name in _SETS) and all(
            team_ids <= self.findings.get(part, set()) for part, team_ids in other.findings.items()
        )

    def asks(self, key: Key) -> bool:
        """Return whether an answer lies in it."""
        if key.kind == "finding":
            return any(key.subject in team_ids for team_ids in self.findings.values())
        name = _NAMES[key.key] if key.kind == "name" else _QUESTIONS[key.kind]
        return key.subject in getattr(self, name)

    def without(self, team_ids: Subjects) -> Cone:
        """Return the cone less the findings of teams that are not there yet."""
        findings = {part: found - team_ids for part, found in self.findings.items()}
        return replace(self, findings={part: found for part, found in findings.items() if found})

    @property
    def size(self) -> int:
        """How many keys it has, findings counted one a team and part."""
        return (
            7 * len(self.routes)
            + 5 * len(self.holders)
            + 3 * len(self.own)
            + len(self.affiliations)
            + 2 * len(self.regions)
            + len(self.managers)
            + len(self.seats)
            + len(self.authorities)
            + sum(map(len, self.findings.values()))
        )


_SETS = tuple(each.name for each in fields(Cone) if each.name != "findings")


def of_subjects(kind: str, ids: Iterable[str], parts: Iterable[str]) -> Cone:
    """Return the cone of every answer of some subjects of a kind; ``parts`` are of the rules."""
    subjects = set(ids)
    if kind == "registration_authority":
        return Cone(authorities=subjects)
    if kind == "region":
        return Cone(regions=subjects, managers=set(subjects), seats=set(subjects))
    cone = Cone()
    cone.whole(subjects, parts)
    return cone
