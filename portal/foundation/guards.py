"""What the database itself refuses in the foundation."""

from typing import Final

from portal.foundation.triggers import Guard

GUARDS: Final = (
    *(
        Guard(table, operations=("UPDATE", "DELETE", "TRUNCATE"), name="")
        for table in ("portal_foundation_auditevent", "portal_foundation_auditbatch")
    ),
    Guard("portal_foundation_consentnotice", condition="OLD.published_at IS NOT NULL", name=""),
)
