"""What the database itself refuses: a sheet stays as it was set, and so does what was scored by
it once the evaluation is closed."""

from typing import Final

from portal.foundation.triggers import Guard

_CLOSED: Final = (
    "EXISTS (SELECT 1 FROM content_drills_evaluation e "
    "WHERE e.id = {row}.evaluation_id AND e.score IS NOT NULL)"
)

GUARDS: Final = (
    Guard("content_drills_sheet"),
    Guard("content_drills_sheetline"),
    Guard("content_drills_evaluation", condition="OLD.score IS NOT NULL"),
    *(
        Guard("content_drills_score", operations=(operation,), condition=_CLOSED.format(row=row))
        for operation, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ),
)
