"""Public pages of the plan library. Views of the workbench are in `desk`."""

from content.plans.views.reading import about, clause, document, references, targets
from content.plans.views.register import register

__all__ = ["about", "clause", "document", "references", "register", "targets"]
