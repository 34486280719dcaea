"""The bank holds who wrote a question: a link to the person's row, no more."""

from typing import Any

from django.utils.translation import gettext as _

from portal.people.models import User
from quizzes.bank.models import Question, QuestionVersion


def export(user: User) -> dict[str, Any]:
    """Which questions the person wrote, by their number; never a key."""
    versions = QuestionVersion.objects.filter(created_by=user).select_related("question")
    return {
        _("出过的题"): [
            str(public_id)
            for public_id in Question.objects.filter(created_by=user)
            .order_by("pk")
            .values_list("public_id", flat=True)
        ],
        _("写过的版本"): [
            {_("题目"): str(one.question.public_id), _("版本"): one.number, _("题干"): one.stem}
            for one in versions.order_by("pk")
        ],
    }
