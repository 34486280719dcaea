"""What the database itself refuses in attempts."""

from typing import Final

from portal.foundation.triggers import Guard, differs
from quizzes.attempts.domain.lifecycle import STEPS


def _backward() -> str:
    permitted = ["OLD.state = NEW.state"] + [
        f"(OLD.state = '{before}' AND NEW.state = '{after}')"
        for before, afters in STEPS.items()
        for after in sorted(afters)
    ]
    return f"NOT ({' OR '.join(permitted)})"


FIXED_OF_ANSWER: Final = (
    "id",
    "attempt_id",
    "slot",
    "client_revision",
    "applied_revision",
    "client_page",
    "client_time",
    "client_offset",
    "server_time",
    "device",
    "late",
)
"""All but the text, and the event's id that is made from it."""


def _of_somebody() -> str:
    """The person is there. What somebody typed of himself goes with the account, nothing else."""
    return (
        "NOT EXISTS (SELECT 1 FROM quizzes_attempts_attempt a "
        "JOIN portal_people_user p ON p.id = a.person_id "
        "WHERE a.id = OLD.attempt_id AND p.erased_at IS NOT NULL)"
    )


GUARDS: Final = (
    Guard("quizzes_attempts_answerevent", operations=("DELETE",), name="kept"),
    Guard(
        "quizzes_attempts_answerevent",
        operations=("UPDATE",),
        condition=f"{_of_somebody()} OR {differs(FIXED_OF_ANSWER)}",
    ),
    Guard("quizzes_attempts_latereview"),
    Guard("quizzes_attempts_scorerun"),
    Guard("quizzes_attempts_itemscore"),
    Guard("quizzes_attempts_attemptitem", operations=("DELETE",), name="kept"),
    Guard(
        "quizzes_attempts_attemptitem",
        operations=("UPDATE",),
        condition=differs(
            ("attempt_id", "slot", "question_version_id", "option_order", "max_mark", "part")
        ),
    ),
    Guard("quizzes_attempts_attempt", operations=("DELETE",), name="kept"),
    Guard(
        "quizzes_attempts_attempt",
        operations=("UPDATE",),
        condition=differs(
            (
                "public_id",
                "person_id",
                "assessment_id",
                "assessment_version_id",
                "number",
                "seed",
                "upload_token",
            )
        ),
    ),
    Guard(
        "quizzes_attempts_attempt",
        operations=("UPDATE",),
        condition=_backward(),
        name="forward",
    ),
)
