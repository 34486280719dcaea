"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from portal.foundation.audit.words import register
from quizzes.attempts.enums import ClosedReason, ExtraTime, ResultState
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
)
register(
    "quizzes.attempt",
    keys={
        "factor": _("答题时间"), "items": _("题数"), "passed": _("通过"), "run": _("第几次评分"),
        "slot": _("第几题"),
    },
    values={"factor": dict(ExtraTime.choices)},
)  # fmt: skip
register(
    "quizzes.attempt.results_exported",
    keys={"searched": _("按姓名、用户名或回执号查过"), "state": _("状态")},
    values={"state": {"all": ResultState.ALL.label} | dict(ResultState.choices)},
)
register("quizzes.attempt.submitted", values={"reason": dict(ClosedReason.choices)})
register("quizzes.attempt.late", values={"reason": dict(LateReason.choices)})
register("quizzes.attempt.rescored", values={"reason": dict(ScoreReason.choices)})
