from content.plans.models.clause import Clause, ClauseTable, Reference, TableCell
from content.plans.models.document import PlanDocument
from content.plans.models.draft import TargetDraft
from content.plans.models.intake import Intake, Original, Publication
from content.plans.models.version import PlanVersion, PublishedIsFinal, Repair

__all__ = [
    "Clause",
    "ClauseTable",
    "Intake",
    "Original",
    "PlanDocument",
    "PlanVersion",
    "Publication",
    "PublishedIsFinal",
    "Reference",
    "Repair",
    "TableCell",
    "TargetDraft",
]
