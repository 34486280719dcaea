"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from portal.foundation.audit.words import register
from quizzes.attempts.enums import ClosedReason
from quizzes.attempts.reasons import LateReason, ScoreReason

register(
    actions={
        "quizzes.attempt.started": _("开考"),
        "quizzes.attempt.submitted": _("交卷"),
        "quizzes.attempt.voided": _("作废考试"),
        "quizzes.attempt.rescored": _("重新计分"),
        "quizzes.attempt.extra_time_set": _("加时"),
        "quizzes.attempt.late_accepted": _("收下迟到答案"),
        "quizzes.attempt.late_refused": _("不收迟到答案"),
        "quizzes.attempt.results_exported": _("导出成绩"),
    },
    keys={"slot": _("第几题"), "passed": _("及格"), "items": _("题数"), "run": _("批次")},
    values={
        "reason": dict([*ClosedReason.choices, *LateReason.choices, *ScoreReason.choices]),
    },
)
