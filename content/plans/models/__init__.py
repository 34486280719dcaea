from content.plans.models.attachment import ProgressAttachment
from content.plans.models.clause import Clause, ClauseTable, Reference, TableCell
from content.plans.models.correction import PlanCorrection, Rereading
from content.plans.models.document import PlanDocument
from content.plans.models.draft import TargetDraft
from content.plans.models.dues import CalendarDay, CalendarYear, DueRule, DueRuleKind
from content.plans.models.extract import Extract, ExtractedRole
from content.plans.models.follow_up import FollowUp
from content.plans.models.former_days import FormerDays
from content.plans.models.goal import GoalAnswer
from content.plans.models.intake import Intake, Original
from content.plans.models.progress import ProgressNote
from content.plans.models.relation import PlanRelation
from content.plans.models.review import RegisterEdit, ReviewRound
from content.plans.models.task import PlanTask, TaskUnit
from content.plans.models.trigger import LocalHazard, RevisionTrigger
from content.plans.models.version import PlanVersion, PublishedIsFinal, Repair
from content.plans.models.visibility import ClauseVisibility
from content.plans.models.widening import Widening

__all__ = [
    "CalendarDay",
    "CalendarYear",
    "Clause",
    "ClauseTable",
    "ClauseVisibility",
    "DueRule",
    "DueRuleKind",
    "Extract",
    "ExtractedRole",
    "FollowUp",
    "FormerDays",
    "GoalAnswer",
    "Intake",
    "LocalHazard",
    "Original",
    "PlanCorrection",
    "PlanDocument",
    "PlanRelation",
    "PlanTask",
    "PlanVersion",
    "ProgressAttachment",
    "ProgressNote",
    "PublishedIsFinal",
    "Reference",
    "RegisterEdit",
    "Repair",
    "Rereading",
    "ReviewRound",
    "RevisionTrigger",
    "TableCell",
    "TargetDraft",
    "TaskUnit",
    "Widening",
]
