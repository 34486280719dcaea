"""What the audit says of what this app records."""

from django.utils.translation import gettext_lazy as _

from portal.foundation.audit.words import register
from quizzes.papers.enums import Purpose

register(
    actions={
        "quizzes.paper.created": _("建试卷"),
        "quizzes.paper.composed": _("组卷"),
        "quizzes.paper.draft_opened": _("开新版试卷"),
        "quizzes.paper.policies_set": _("定考试规则"),
        "quizzes.paper.published": _("发布试卷"),
        "quizzes.paper.withdrawn": _("停止开考"),
    },
    kinds={"paper": _("试卷")},
)
register(
    "quizzes.paper",
    keys={"cells": _("蓝图格数"), "purpose": _("用途"), "questions": _("题数")},
    values={"purpose": dict(Purpose.choices)},
)
