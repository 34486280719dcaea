"""What a query means, before any engine sees it."""

from search.query.plan import Filters, Group, Plan, Term, YearRange
from search.query.understand import LIMIT, Typed, loosened, needed, plan, read

__all__ = [
    "LIMIT",
    "Filters",
    "Group",
    "Plan",
    "Term",
    "Typed",
    "YearRange",
    "loosened",
    "needed",
    "plan",
    "read",
]
