"""What a query means, before any engine sees it."""

from search.query.called import Called, is_called
from search.query.called import named as called_so
from search.query.distress import is_in_distress, needs_rescue
from search.query.filters import NEWEST, Chosen, address_of, chosen, five_years, years_of
from search.query.hazard_words import NAMES
from search.query.hazards import named
from search.query.plan import Filters, Group, Plan, Term, YearRange
from search.query.repair import fixes, mended
from search.query.understand import LIMIT, Typed, loosened, needed, plan, read

__all__ = [
    "LIMIT",
    "NAMES",
    "NEWEST",
    "Called",
    "Chosen",
    "Filters",
    "Group",
    "Plan",
    "Term",
    "Typed",
    "YearRange",
    "address_of",
    "called_so",
    "chosen",
    "five_years",
    "fixes",
    "is_called",
    "is_in_distress",
    "loosened",
    "mended",
    "named",
    "needed",
    "needs_rescue",
    "plan",
    "read",
    "years_of",
]
