"""What the database itself refuses in certificates."""

from typing import Final

from portal.foundation.triggers import Guard

GUARDS: Final = (Guard("quizzes_certificates_revocation"),)
