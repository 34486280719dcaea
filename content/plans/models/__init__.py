from content.plans.models.clause import Clause, ClauseTable, Reference, TableCell
from content.plans.models.document import PlanDocument
from content.plans.models.draft import TargetDraft
from content.plans.models.follow_up import FollowUp
from content.plans.models.intake import Intake, Original
from content.plans.models.version import PlanVersion, PublishedIsFinal, Repair

__all__ = [
    "Clause",
    "ClauseTable",
    "FollowUp",
    "Intake",
    "Original",
    "PlanDocument",
    "PlanVersion",
    "PublishedIsFinal",
    "Reference",
    "Repair",
    "TableCell",
    "TargetDraft",
]
