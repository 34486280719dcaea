"""What the database itself refuses in the papers: a published version stays as it is, no
question is both practised and certified with, no answers wait for an end that never comes."""

from typing import Final

from portal.foundation.triggers import Guard, differs

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
    "time_limit_minutes",
    "attempts_allowed",
    "window_opens",
    "window_closes",
)


def _changed() -> str:
    """A published version may only become superseded."""
    return (
        f"OLD.state <> 'draft' AND ({differs(FIXED_COLUMNS)} OR NEW.state = 'draft' "
        "OR (OLD.state = 'superseded' AND NEW.state <> 'superseded'))"
    )


def _of_published(row: str) -> str:
    return (
        "EXISTS (SELECT 1 FROM quizzes_papers_assessmentversion v "  # noqa: S608 - our words
        f"WHERE v.id = {row}.version_id AND v.state <> 'draft')"
    )


PUBLISHED_IS_FIXED: Final = (
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

_QUESTION_OF_ENTRY: Final = (
    "quizzes_papers_paperentry e "
    "JOIN quizzes_bank_questionversion w ON w.id = e.question_version_id "
)


def _asks_another_pool() -> str:
    """A version is published with a question of the other pool."""
    return (
        "OLD.state = 'draft' AND NEW.state = 'published' AND EXISTS ("  # noqa: S608 - our words
        f"SELECT 1 FROM {_QUESTION_OF_ENTRY}"
        "JOIN quizzes_bank_question q ON q.id = w.question_id "
        "JOIN quizzes_papers_assessment a ON a.id = NEW.assessment_id "
        "WHERE e.version_id = NEW.id AND (q.pool = 'certification') <> "
        "(a.purpose = 'certification'))"
    )


def _promises_for_ever() -> str:
    """A version is published whose answers come out when it is over, and it never is."""
    return (
        "OLD.state = 'draft' AND NEW.state = 'published' AND NEW.feedback = 'after_close' "
        "AND (NEW.window_closes IS NULL OR (NEW.window_meaning <> 'hard_stop' "
        "AND NEW.time_limit_minutes IS NULL))"
    )


def _leaves_its_pool() -> str:
    """A question that practice has shown, or that a certifying paper in use asks, moves."""
    asked = (
        f"EXISTS (SELECT 1 FROM {_QUESTION_OF_ENTRY}"  # noqa: S608 - our words
        "JOIN quizzes_papers_assessmentversion v ON v.id = e.version_id "
        "JOIN quizzes_papers_assessment a ON a.id = v.assessment_id "
        "WHERE w.question_id = OLD.id AND "
    )
    shown = f"{asked}v.state <> 'draft' AND a.purpose <> 'certification')"
    in_use = (
        f"{asked}v.id = a.current_version_id AND a.withdrawn_at IS NULL "
        "AND a.purpose = 'certification')"
    )
    return (
        f"OLD.pool <> NEW.pool AND ((OLD.pool = 'practice' AND {shown}) "
        f"OR (OLD.pool = 'certification' AND {in_use}))"
    )


POOLS_STAY_APART: Final = (
    Guard(
        "quizzes_papers_assessmentversion",
        operations=("UPDATE",),
        condition=_asks_another_pool(),
        name="pool",
    ),
    Guard(
        "quizzes_papers_assessment",
        operations=("UPDATE",),
        condition="OLD.purpose <> NEW.purpose",
        name="purpose",
    ),
    # It names tables of the papers, so it is theirs.
    Guard(
        "quizzes_bank_question", operations=("UPDATE",), condition=_leaves_its_pool(), name="pool"
    ),
)

KEEPS_ITS_WORD: Final = (
    Guard(
        "quizzes_papers_assessmentversion",
        operations=("UPDATE",),
        condition=_promises_for_ever(),
        name="feedback",
    ),
)

GUARDS: Final = (*PUBLISHED_IS_FIXED, *POOLS_STAY_APART, *KEEPS_ITS_WORD)
