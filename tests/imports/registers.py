"""Small registers with a bit of everything, and with rows that cannot be held."""

from __future__ import annotations

from graph_service.rows.rows import SourceRow
from graph_service.sample.regions import region_rows
from tests.records.calls import RECORD
from tests.worlds import build


def district() -> dict[str, list[SourceRow]]:
    """A few hubs of one district and a team; one row that cannot be held."""
    teams = [t for t in build.teams_of(build.example("E-26")) if t["region_code"][:6] == "500103"]
    teams[0] = teams[0] | {"liaison_id": ""}
    lost = teams[-1] | {"team_id": "LOST", "region_code": "999999"}
    return {
        "registration_authorities": build.sources("authorities.csv", build.authorities()),
        "teams": build.sources("teams.csv", [*teams, lost]),
    }


def register() -> dict[str, list[SourceRow]]:
    """The same with legal persons, a branch, viewing, applications and records."""
    parts = district()
    hub, team = parts["teams"][0].values, parts["teams"][-2].values
    authority = "RA-500103"
    lawful = {"registration_status": "legal_person", "registration_authority_id": authority}
    lawful |= {"liaison_id": "", "organisation_form": "social_group"}
    teams = [
        *(source.values for source in parts["teams"]),
        team | lawful | {"team_id": "LP", "viewing_ids": "T;H500103"},
        team | {"team_id": "BRANCH", "branch_of": "LP", "liaison_id": ""},
        hub | lawful | {"team_id": "LPHUB", "region_code": "500103012"},
        team | {"team_id": "BEHIND", "liaison_id": "LOST"},
    ]
    record = {name: str(value) for name, value in RECORD.items()} | {"team_id": "T"}
    records = [record | {"record_id": f"R{n}", "volunteer_no": f"V-000{n}"} for n in range(4)]
    records[0] |= {"state": "confirmed", "decided_by": "H500103"}
    pairs = [{"team_id": "T", "viewer_id": "H500103"}]
    applications = build.example("E-26")["applications"]
    return parts | {
        "teams": build.sources("teams.csv", teams),
        "viewing": build.sources("viewing.csv", pairs),
        "applications": build.sources("applications.csv", applications),
        "records": build.sources("records.csv", records),
    }


def with_divisions() -> dict[str, list[SourceRow]]:
    """The same with its own divisions: two districts, one of which a zone runs."""
    within = ("500103", "500110")
    rows = [row for row in region_rows() if row.values["region_code"].startswith(within)]
    rows += [row for row in region_rows() if row.values["region_code"] == "50"]
    authorities = [
        row
        for row in build.authorities()
        if row["region_code"] == "50" or row["region_code"].startswith(within)
    ]
    told = build.sources("authorities.csv", authorities)
    return {"regions": rows} | register() | {"registration_authorities": told}
