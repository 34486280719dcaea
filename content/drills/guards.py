"""What the database itself refuses: a sheet stays as it was set, and so do the log, the evidence
and the scores of a drill while its evaluation is closed. It is opened again where it is said why,
and nothing else of it changes with that."""

from typing import Final

from content.drills.enums import NUMBERS, State
from portal.foundation.triggers import Guard, differs

_CLOSED: Final = (
    "EXISTS (SELECT 1 FROM content_drills_evaluation e "
    "WHERE e.id = {row}.evaluation_id AND e.score IS NOT NULL)"
)

_LOGGED: Final = ("version_id", "held_on", "place", "lead", "summary", *NUMBERS, "onlookers")
_OF_CLOSED: Final = (
    "{row}.improvement_id IS NULL AND EXISTS (SELECT 1 FROM content_drills_drill d "
    "WHERE d.id = {row}.drill_id AND d.state = 'closed')"
)

_SHOWN: Final = ("drill_id", "improvement_id", "caption", "kind", "name", "added_at")
"""Of a piece of evidence: its file is written anew without what its camera wrote into it."""

_EVALUATED: Final = (
    "drill_id", "sheet_id", "goal", "team", "by_third_party", "basis", "method", "analysis",
    "conclusion", "evaluated_on",
)  # fmt: skip
_NOT_REOPENED: Final = (
    "NEW.score IS NOT NULL OR NOT EXISTS (SELECT 1 FROM content_drills_reopening r "
    "WHERE r.evaluation_id = OLD.id AND r.revision = OLD.revision)"
)

GUARDS: Final = (
    Guard("content_drills_reopening"),
    Guard("content_drills_sheet"),
    Guard("content_drills_sheetline"),
    Guard(
        "content_drills_evaluation",
        operations=("UPDATE",),
        condition=f"OLD.score IS NOT NULL AND ({_NOT_REOPENED} OR {differs(_EVALUATED)})",
    ),
    Guard("content_drills_evaluation", operations=("DELETE",), condition="OLD.score IS NOT NULL"),
    Guard(
        "content_drills_drill",
        operations=("UPDATE",),
        condition=f"OLD.state = '{State.CLOSED}' AND ({differs(_LOGGED)})",
    ),
    *(
        Guard(
            "content_drills_evidence", operations=(operation,), condition=_OF_CLOSED.format(row=row)
        )
        for operation, row in (("INSERT", "NEW"), ("DELETE", "OLD"))
    ),
    Guard(
        "content_drills_evidence",
        operations=("UPDATE",),
        condition=f"{_OF_CLOSED.format(row='OLD')} AND ({differs(_SHOWN)})",
    ),
    *(
        Guard("content_drills_score", operations=(operation,), condition=_CLOSED.format(row=row))
        for operation, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ),
)
