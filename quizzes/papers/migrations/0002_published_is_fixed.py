from django.db import migrations

from quizzes.bank.append_only import freeze

FIXED_COLUMNS = [
    "assessment_id",
    "number",
    "composition",
    "window_meaning",
    "pass_percent",
    "cooldown_days",
    "shuffle_questions",
    "shuffle_options",
    "feedback",
    "grade_policy",
    "question_count",
    "total_mark",
]
NULLABLE_COLUMNS = ["time_limit_minutes", "attempts_allowed", "window_opens", "window_closes"]


def changed() -> str:
    """A published version may only become superseded. `COALESCE` over text stands for
    IS DISTINCT FROM, which SQLite of Debian 12 spells differently."""
    parts = [f"OLD.{column} <> NEW.{column}" for column in FIXED_COLUMNS]
    parts += [
        f"COALESCE(CAST(OLD.{column} AS TEXT), '') <> COALESCE(CAST(NEW.{column} AS TEXT), '')"
        for column in NULLABLE_COLUMNS
    ]
    parts.append("OLD.state = 'superseded' AND NEW.state <> 'superseded'")
    parts.append("NEW.state = 'draft'")
    return "OLD.state <> 'draft' AND (" + " OR ".join(f"({part})" for part in parts) + ")"


def of_published(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM quizzes_papers_assessmentversion v "
        f"WHERE v.id = {row}.version_id AND v.state <> 'draft')"
    )


class Migration(migrations.Migration):
    dependencies = [("quizzes_papers", "0001_initial")]

    operations = [
        freeze("quizzes_papers_assessment", operations=["DELETE"], name="kept"),
        freeze("quizzes_papers_assessmentversion", operations=["UPDATE"], condition=changed()),
        freeze(
            "quizzes_papers_assessmentversion",
            operations=["DELETE"],
            condition="OLD.state <> 'draft'",
        ),
        *[
            freeze(table, operations=[operation], condition=of_published(row))
            for table in ("quizzes_papers_paperentry", "quizzes_papers_blueprintcell")
            for operation, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
        ],
    ]
