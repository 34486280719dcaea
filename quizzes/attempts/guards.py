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


GUARDS: Final = (
    Guard("quizzes_attempts_answerevent"),
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
