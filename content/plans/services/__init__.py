"""What changes plans. Each service is one use case, one transaction, one audit event."""

from content.plans.services.importing import Imported, import_document
from content.plans.services.publishing import publish_version, refresh_search
from content.plans.services.register import PlanRefused, change_document, discard_draft
from content.plans.services.targets import confirm_draft, dismiss_draft

__all__ = [
    "Imported",
    "PlanRefused",
    "change_document",
    "confirm_draft",
    "discard_draft",
    "dismiss_draft",
    "import_document",
    "publish_version",
    "refresh_search",
]
