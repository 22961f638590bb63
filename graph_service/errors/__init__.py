"""Everything that can go wrong, as one tree.

ServiceError 500
├── InvalidInput 422        a payload, a parameter or a file's value
├── NotUndoable 422         a change that kept nothing of what was before it
├── BeforeReset 422         the record of answers does not reach so far back
├── TooLarge 413
├── Unauthenticated 401
├── Forbidden 403           the missing fact is named
├── NotFound 404            an unknown id
├── Conflict 409
│   ├── RuleRefused         the notice refuses it; the violations are listed
│   ├── StructureRefused    nonsense for every register: a self edge, a cycle
│   ├── NotYet              the day from which it counts has not come
│   ├── PlanStale           other answers would change than the plan showed
│   └── PlanRefused         a plan that cannot be applied: problems, expired
├── Stale 412               If-Match names another revision
├── PreconditionRequired 428
├── TooManyRequests 429
├── TooSlow 408             a body that does not arrive
└── DatabaseAway 503
    ├── Busy                more ask at once than are let in
    └── BeingLoaded         a whole register is on its way in
SetupError                  the service cannot start; its text says what to do (exit code inside)

base        the root, and what keeps the service from starting
asking      what was asked cannot be read, or is not for this caller
conflicts   it does not go with what is stored
away        not now
"""

from graph_service.errors.asking import (
    BeforeReset,
    Forbidden,
    InvalidInput,
    NotFound,
    NotUndoable,
    TooLarge,
    TooManyRequests,
    TooSlow,
    Unauthenticated,
)
from graph_service.errors.away import (
    BeingLoaded,
    Busy,
    DatabaseAway,
)
from graph_service.errors.base import (
    ServiceError,
    SetupError,
)
from graph_service.errors.conflicts import (
    Conflict,
    NotYet,
    PlanRefused,
    PlanStale,
    PreconditionRequired,
    RuleRefused,
    Stale,
    StructureRefused,
)

__all__ = [
    "BeforeReset",
    "BeingLoaded",
    "Busy",
    "Conflict",
    "DatabaseAway",
    "Forbidden",
    "InvalidInput",
    "NotFound",
    "NotUndoable",
    "NotYet",
    "PlanRefused",
    "PlanStale",
    "PreconditionRequired",
    "RuleRefused",
    "ServiceError",
    "SetupError",
    "Stale",
    "StructureRefused",
    "TooLarge",
    "TooManyRequests",
    "TooSlow",
    "Unauthenticated",
]
