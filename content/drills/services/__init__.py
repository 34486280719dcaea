"""What changes drills. Each service is one use case, one transaction, one audit event."""

from content.drills.services.drills import cancel_drill, change_drill, log_drill, plan_drill
from content.drills.services.evaluating import (
    close_evaluation,
    reopen_evaluation,
    result_of,
    save_evaluation,
)
from content.drills.services.evidence import (
    add_evidence,
    remove_evidence,
    sweep_evidence,
)
from content.drills.services.improving import (
    add_improvement,
    change_improvement,
    finish_improvement,
    propose_revision,
    withdraw_improvement,
)
from content.drills.services.sheets import set_sheet

__all__ = [
    "add_evidence",
    "add_improvement",
    "cancel_drill",
    "change_drill",
    "change_improvement",
    "close_evaluation",
    "finish_improvement",
    "log_drill",
    "plan_drill",
    "propose_revision",
    "remove_evidence",
    "reopen_evaluation",
    "result_of",
    "save_evaluation",
    "set_sheet",
    "sweep_evidence",
    "withdraw_improvement",
]
