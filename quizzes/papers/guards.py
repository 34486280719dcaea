"""What the database itself refuses in the papers: a published version stays as it is."""

from typing import Final

from portal.foundation.triggers import Guard

FIXED_COLUMNS: Final = (
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
)
NULLABLE_COLUMNS: Final = (
    "time_limit_minutes",
    "attempts_allowed",
    "window_opens",
    "window_closes",
)


def _changed() -> str:
    """A published version may only become superseded."""
    parts = [f"OLD.{column} <> NEW.{column}" for column in FIXED_COLUMNS]
    # Over text, because SQLite of Debian 12 and PostgreSQL share no IS DISTINCT FROM.
    parts += [
        f"COALESCE(CAST(OLD.{column} AS TEXT), '') <> COALESCE(CAST(NEW.{column} AS TEXT), '')"
        for column in NULLABLE_COLUMNS
    ]
    parts.append("OLD.state = 'superseded' AND NEW.state <> 'superseded'")
    parts.append("NEW.state = 'draft'")
    return "OLD.state <> 'draft' AND (" + " OR ".join(f"({part})" for part in parts) + ")"


def _of_published(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM quizzes_papers_assessmentversion v "  # noqa: S608 - our words
        f"WHERE v.id = {row}.version_id AND v.state <> 'draft')"
    )


GUARDS: Final = (
    Guard("quizzes_papers_assessment", operations=("DELETE",), name="kept"),
    Guard("quizzes_papers_assessmentversion", operations=("UPDATE",), condition=_changed()),
    Guard(
        "quizzes_papers_assessmentversion",
        operations=("DELETE",),
        condition="OLD.state <> 'draft'",
    ),
    *(
        Guard(table, operations=(operation,), condition=_of_published(row))
        for table in ("quizzes_papers_paperentry", "quizzes_papers_blueprintcell")
        for operation, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))
    ),
)
