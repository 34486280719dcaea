"""What the database itself refuses: a mark stands on a published clause, by its own anchor."""

from typing import Final

from portal.foundation.triggers import Guard

_STANDS: Final = (
    "NOT EXISTS (SELECT 1 FROM content_plans_clause c "
    "JOIN content_plans_planversion v ON v.id = c.version_id "
    "WHERE c.id = NEW.clause_id AND c.anchor = NEW.anchor AND v.state = 'published')"
)

GUARDS: Final = (
    Guard("content_marks_clausemark", operations=("INSERT", "UPDATE"), condition=_STANDS),
)
