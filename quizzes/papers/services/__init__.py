"""Writing papers. Rights are asked by the views, which know the person and the unit."""

from quizzes.papers.services.composing import (
    CellDraft,
    FixedQuestion,
    Policies,
    compose_blueprint,
    compose_fixed,
    create_assessment,
    open_draft,
    set_policies,
)
from quizzes.papers.services.errors import (
    NeverOver,
    NothingAsked,
    NothingChosen,
    OtherKindHeld,
    QuestionNotUsable,
    SlugTaken,
    Unfit,
)
from quizzes.papers.services.publishing import check, publish, withdraw

__all__ = [
    "CellDraft",
    "FixedQuestion",
    "NeverOver",
    "NothingAsked",
    "NothingChosen",
    "OtherKindHeld",
    "Policies",
    "QuestionNotUsable",
    "SlugTaken",
    "Unfit",
    "check",
    "compose_blueprint",
    "compose_fixed",
    "create_assessment",
    "open_draft",
    "publish",
    "set_policies",
    "withdraw",
]
