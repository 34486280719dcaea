"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from portal.foundation.audit.words import register
from quizzes.bank.enums import Pool, QuestionKind

register(
    actions={
        "quizzes.question.created": _("出题"),
        "quizzes.question.versioned": _("改题"),
        "quizzes.question.submitted": _("送审题目"),
        "quizzes.question.returned": _("退回题目"),
        "quizzes.question.published": _("发布题目"),
        "quizzes.question.retired": _("停用题目"),
        "quizzes.question.pool_moved": _("改题目用途"),
        "quizzes.question.source_changed": _("题目的原文变了"),
        "quizzes.question.source_confirmed": _("核对题目原文"),
    },
)
register(
    "quizzes.question",
    keys={
        "kind": _("题型"), "number": _("第几版"), "questions": _("涉及的题数"),
        "source": _("出处"), "withdrawn": _("原文已撤下"),
    },
    values={
        "kind": dict(QuestionKind.choices),
        "from": dict(Pool.choices),
        "to": dict(Pool.choices),
    },
)  # fmt: skip
