"""The words of the notice 渝民发〔2020〕17号: each English term once, with its Chinese name.

term        what a word is
teams       teams, and the units, regions, authorities and persons around them
reviewing   permissions, and which way a review goes
records     records of service and what is decided of them
service     findings and callers
"""

from graph_service.vocabulary.records import (
    Decision,
    RecordState,
    ServiceStatus,
)
from graph_service.vocabulary.reviewing import (
    ApplicationStatus,
    Business,
    FastReviewPolicy,
    Outcome,
    Permission,
    PermissionGroup,
    Power,
)
from graph_service.vocabulary.service import (
    Role,
    Severity,
)
from graph_service.vocabulary.teams import (
    AuthorityKind,
    BranchKind,
    BusinessLine,
    Duty,
    Level,
    OrganisationForm,
    PersonRole,
    RegionKind,
    RegistrationStatus,
    ResponsibleUnitKind,
    Status,
    TeamKind,
    UnitKind,
    YesOrNo,
)
from graph_service.vocabulary.term import (
    Term,
)

__all__ = [
    "ApplicationStatus",
    "AuthorityKind",
    "BranchKind",
    "Business",
    "BusinessLine",
    "Decision",
    "Duty",
    "FastReviewPolicy",
    "Level",
    "OrganisationForm",
    "Outcome",
    "Permission",
    "PermissionGroup",
    "PersonRole",
    "Power",
    "RecordState",
    "RegionKind",
    "RegistrationStatus",
    "ResponsibleUnitKind",
    "Role",
    "ServiceStatus",
    "Severity",
    "Status",
    "TeamKind",
    "Term",
    "UnitKind",
    "YesOrNo",
]
