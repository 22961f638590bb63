"""What changed, as the beginnings of what it can reach: read off the rows before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from graph_service import notice
from graph_service.model import Policy
from graph_service.rows.merging import is_hub
from graph_service.rows.rows import Values
from graph_service.vocabulary import FastReviewPolicy, Permission, Status

EVERY = frozenset(str(permission) for permission in Permission)
_STRUCTURE = {
    "team_kind",
    "region_code",
    "registration_status",
    "branch_of",
    "liaison_id",
    "registration_authority_id",
}
_AS_NAMED = ("name", "region_code", "uscc")
_OWN = {"asks", "rules"}

Row = dict[str, str | None]


@dataclass
class Seeds:
    """Where a change begins: teams, regions and names, by what it can reach from there."""

    created: set[str] = field(default_factory=set)
    asks: dict[str, set[str]] = field(default_factory=dict)
    rules: dict[str, set[str]] = field(default_factory=dict)
    routed: set[str] = field(default_factory=set)
    held: dict[frozenset[str], set[str]] = field(default_factory=dict)
    resting: set[str] = field(default_factory=set)
    circle: set[str] = field(default_factory=set)
    reseated: set[str] = field(default_factory=set)
    managed: set[str] = field(default_factory=set)
    seats: set[str] = field(default_factory=set)
    names: list[Row] = field(default_factory=list)
    twins: list[Row] = field(default_factory=list)
    authorities: set[str] = field(default_factory=set)
    authority_places: set[str] = field(default_factory=set)
    territories: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    created_others: dict[str, set[str]] = field(default_factory=dict)
    unsettled: bool = False

    @property
    def stays(self) -> bool:
        """Whether what changed bears on nothing but answers of the teams themselves."""
        return not any(getattr(self, f.name) for f in fields(self) if f.name not in _OWN)

    def created_subjects(self) -> dict[str, list[str]]:
        """Return the ids of what is new, by kind of subject."""
        made = {"team": self.created, **self.created_others}
        return {kind: sorted(ids) for kind, ids in made.items() if ids}

    def team(
        self, policy: Policy, team_id: str, old: Values | None, new: Values | None, was: bool
    ) -> None:
        """Add a team's row as it was and as it will be; None where there is none.

        A team that ``was`` on record before is not new when it comes back.
        """
        changed = _changed(old, new)
        bears = [notice.reach()[name] for name in changed if name in notice.reach()]
        self._own(team_id, bears)
        if old is None and not was:
            self.created.add(team_id)
        reach = {name for entry in bears for name in entry.get("reach", ())}
        rows = [row for row in (old, new) if row is not None]
        if old is not None and new is not None:
            self._edges(policy, team_id, old, new, changed, reach)
        if "twins" in reach:
            self.twins += [{name: row[name] for name in _AS_NAMED} for row in rows]
        hubs = [row for row in rows if is_hub(row)]
        if hubs:
            self._hubs(hubs, changed, reach)

    def application(self, team_id: str) -> None:
        """Add a team for which an application was made or decided (P-4, P-6, P-7)."""
        self.rules.setdefault("permissions", set()).add(team_id)

    def viewing(self, team_id: str) -> None:
        """Add a team that chose a viewing team (A-5, A-8, A-12)."""
        self._own(team_id, [notice.reach()["viewing_ids"]])

    def authority(self, authority_id: str, old: Values | None, new: Values) -> None:
        """Add a registration authority's row as it was and as it will be."""
        if old is None:
            self.created_others.setdefault("registration_authority", set()).add(authority_id)
        else:
            self.authorities.add(authority_id)
        places = {row["region_code"] for row in (old or {}, new) if row.get("region_code")}
        self.authority_places |= {str(place) for place in places}

    def region(
        self, region_code: str, old: Values | None, new: Values | None, *, was: bool = False
    ) -> None:
        """Add a region's row as it was and as it will be: all that hangs on it is in reach.

        A region that ``was`` on record before is not new when it comes back.
        """
        self.stems |= {str(row["name"]) for row in (old, new) if row is not None}
        if old is None and not was:
            self.created_others.setdefault("region", set()).add(region_code)
            return
        self.territories.add(region_code)

    def _own(self, team_id: str, bears: list[dict[str, list[str]]]) -> None:
        for told, names in ((self.asks, "asks"), (self.rules, "rules")):
            for each in {name for entry in bears for name in entry.get(names, ())}:
                told.setdefault(each, set()).add(team_id)

    def _edges(
        self,
        policy: Policy,
        team_id: str,
        old: Values,
        new: Values,
        changed: set[str],
        reach: set[str],
    ) -> None:
        if "resting" in reach:
            self.resting.add(team_id)
        if "circle" in reach:
            self.circle.add(team_id)
        if "below" not in reach:
            return
        turned = EVERY if changed & _STRUCTURE else _held(old) ^ _held(new)
        if turned:
            self.held.setdefault(turned, set()).add(team_id)
        if changed & _STRUCTURE or "status" in changed or turned & _finishing(policy):
            self.routed.add(team_id)

    def _hubs(self, hubs: list[Values], changed: set[str], reach: set[str]) -> None:
        codes = {str(row["region_code"]) for row in hubs}
        if "seats" in reach:
            self.reseated |= codes
        if "seat" in reach:
            self.seats |= codes
        if changed & {"team_kind", "region_code"}:
            self.managed |= codes
        if "names" in reach:
            self.names += [{name: row[name] for name in _AS_NAMED[:2]} for row in hubs]


def finishing(policy: Policy) -> frozenset[str]:
    """Return what a final reviewer needs in some business under the policy in force (I-4)."""
    return _needs(str(policy.fast_review_policy))


def _finishing(policy: Policy) -> frozenset[str]:
    """Return what decides who finishes, and whether fast."""
    return finishing(policy) | _needs(str(FastReviewPolicy.ESCALATE))


def _needs(policy: str) -> frozenset[str]:
    return frozenset(str(entry["reviewer_needs"][policy]) for entry in notice.businesses())


def _held(row: Values) -> frozenset[str]:
    return (
        notice.grants(str(row["permission_group"]))
        if row["status"] == Status.ACTIVE
        else frozenset()
    )


def _changed(old: Values | None, new: Values | None) -> set[str]:
    if old is None or new is None:
        row: Mapping[str, str | None] = old or new or {}
        return {name for name in row}
    return {name for name, value in new.items() if value != old.get(name)}
