"""Networks with every kind of mess, drawn by Hypothesis on real regions."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

REGIONS = (
    "50",
    "500112",
    "500109",
    "500112011",
    "500112012",
    "500109004",
    "500112011001",
    "500112011002",
    "500109004201",
)
AUTHORITIES = ("RA-50", "RA-500112")
GROUPS = (
    "basic",
    "junior_project",
    "junior_team",
    "junior_fast",
    "intermediate",
    "intermediate_fast",
    "senior",
    "senior_fast",
)
BLANK = {
    "registered_name": "",
    "uscc": "",
    "organisation_form": "",
    "unit_name": "",
    "unit_kind": "",
    "responsible_unit": "",
    "business_line": "",
    "group_set_by": "",
    "person_in_charge_name": "",
    "person_in_charge_mobile": "",
    "contact_name": "",
    "contact_mobile": "",
    "administrator_name": "",
    "records_officer_name": "",
}


@st.composite
def networks(
    draw: st.DrawFn, most: int = 16, regions: tuple[str, ...] = REGIONS
) -> list[dict[str, str]]:
    """Rows of up to ``most`` teams: hubs missing and double, rings, long chains, any status."""
    count = draw(st.integers(2, most))
    ids = [f"N{number:02d}" for number in range(count)]
    chain = draw(st.integers(0, 3)) == 0
    return [draw(_team(ids, number, chain, regions)) for number in range(count)]


@st.composite
def _team(
    draw: st.DrawFn, ids: list[str], number: int, chain: bool, regions: tuple[str, ...]
) -> dict[str, str]:
    own = ids[number]
    others = st.sampled_from([i for i in ids if i != own])
    maybe = st.one_of(st.just(""), others, others, others)
    legal = draw(st.integers(0, 3)) == 0
    pending = draw(st.integers(0, 9)) == 0
    liaison = draw(maybe)
    if chain:
        liaison = ids[number - 1] if number else draw(maybe)
    group = draw(st.sampled_from(("basic",) * 12 + GROUPS) if chain else st.sampled_from(GROUPS))
    return {
        **BLANK,
        "team_id": own,
        "name": f"团体{own}",
        "team_kind": draw(st.sampled_from(("hub", "non_hub"))),
        "region_code": draw(st.sampled_from(regions)),
        "registration_status": "legal_person" if legal else "unregistered",
        "branch_of": draw(st.one_of(st.just(""), st.just(""), others)),
        "liaison_id": liaison,
        "registration_authority_id": draw(
            st.sampled_from((*AUTHORITIES, "") if legal else ("", "", "", *AUTHORITIES))
        ),
        "viewing_ids": draw(st.one_of(st.just(""), others)),
        "permission_group": "pending" if pending else group,
        "status": "pending" if pending else draw(_statuses()),
    }


def _statuses() -> Any:
    return st.sampled_from(("active",) * 6 + ("suspended", "closed"))
