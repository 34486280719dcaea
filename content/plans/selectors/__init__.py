"""Reading plans. Visibility has one home: `visible_to`."""

from content.plans.selectors.aims import aims_of, clauses_with_aims, tables_of_goals
from content.plans.selectors.anchored import Location, locate, resolve_anchors
from content.plans.selectors.citations import citations_of
from content.plans.selectors.facets import Choice, Register, register
from content.plans.selectors.reading import ReadingPage, reading_page
from content.plans.selectors.register import (
    editable_by,
    titles,
    visible_to,
)

__all__ = [
    "Choice",
    "Location",
    "ReadingPage",
    "Register",
    "aims_of",
    "citations_of",
    "clauses_with_aims",
    "editable_by",
    "locate",
    "reading_page",
    "register",
    "resolve_anchors",
    "tables_of_goals",
    "titles",
    "visible_to",
]
