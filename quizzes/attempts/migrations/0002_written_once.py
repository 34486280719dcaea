from django.db import migrations

from quizzes.bank.append_only import freeze

ATTEMPT_CHANGED = " OR ".join(
    f"OLD.{column} <> NEW.{column}"
    for column in (
        "public_id",
        "person_id",
        "assessment_id",
        "assessment_version_id",
        "number",
        "seed",
        "upload_token",
    )
)
ITEM_CHANGED = " OR ".join(
    f"OLD.{column} <> NEW.{column}"
    for column in (
        "attempt_id",
        "slot",
        "question_version_id",
        "option_order",
        "max_mark",
        "part",
    )
)
# The steps of quizzes.attempts.domain.lifecycle; a test compares the two.
BACKWARD = (
    "NOT (OLD.state = NEW.state"
    " OR (OLD.state = 'prepared' AND NEW.state IN ('open', 'void'))"
    " OR (OLD.state = 'open' AND NEW.state IN ('submitted', 'void'))"
    " OR (OLD.state = 'submitted' AND NEW.state IN ('scored', 'void'))"
    " OR (OLD.state = 'scored' AND NEW.state IN ('void')))"
)


class Migration(migrations.Migration):
    dependencies = [("quizzes_attempts", "0001_initial")]

    operations = [
        freeze("quizzes_attempts_answerevent"),
        freeze("quizzes_attempts_latereview"),
        freeze("quizzes_attempts_scorerun"),
        freeze("quizzes_attempts_itemscore"),
        freeze("quizzes_attempts_attemptitem", operations=["DELETE"], name="kept"),
        freeze("quizzes_attempts_attemptitem", operations=["UPDATE"], condition=ITEM_CHANGED),
        freeze("quizzes_attempts_attempt", operations=["DELETE"], name="kept"),
        freeze("quizzes_attempts_attempt", operations=["UPDATE"], condition=ATTEMPT_CHANGED),
        freeze(
            "quizzes_attempts_attempt",
            operations=["UPDATE"],
            condition=BACKWARD,
            name="forward",
        ),
    ]
