"""What the database itself refuses in certificates."""

from typing import Final

from portal.foundation.triggers import Guard, differs

FIXED_OF_CERTIFICATE: Final = (
    "id",
    "number",
    "scheme_id",
    "unit_id",
    "score_run_id",
    "facts",
    "issued_at",
    "valid_from",
    "valid_to",
    "of_the_day",
)
"""All but who holds it: the name goes with the account, and with nothing else."""

GUARDS: Final = (
    Guard("quizzes_certificates_revocation"),
    Guard("quizzes_certificates_certificate", operations=("DELETE",), name="kept"),
    Guard(
        "quizzes_certificates_certificate",
        operations=("UPDATE",),
        condition=differs(FIXED_OF_CERTIFICATE),
    ),
    Guard(
        "quizzes_certificates_certificate",
        operations=("UPDATE",),
        condition=f"NEW.person_id IS NOT NULL AND ({differs(('person_id', 'holder_name'))})",
        name="holder",
    ),
)
