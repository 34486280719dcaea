"""What the screens say about a question that cannot be stored or moved."""

from django.utils.translation import gettext as _

from quizzes.bank.domain.lifecycle import (
    PoolBound,
    QuestionStepRefused,
    ReasonMissing,
    SourceMoved,
    SourceUnknown,
    SourceUnread,
    VersionUnread,
)
from quizzes.bank.domain.questions import Fault
from quizzes.bank.enums import Pool, QuestionState


def fault(error: Fault) -> str:
    """One sentence that says what to change, with the numbers."""
    numbers = {"have": error.have, "limit": error.limit}
    sentences = {
        ("stem", "empty"): _("写题干。"),
        ("stem", "too_long"): _("题干最多 %(limit)s 个字，现在是 %(have)s 个。"),
        ("stem", "no_blank"): _("填空题的题干里要有空：连打三个下划线 ___ 就是一个空。"),
        ("stem", "too_many_blanks"): _("最多 %(limit)s 个空，现在是 %(have)s 个。"),
        ("explanation", "too_long"): _("解析最多 %(limit)s 个字，现在是 %(have)s 个。"),
        ("options", "too_few"): _("至少写 %(limit)s 个选项，现在是 %(have)s 个。"),
        ("options", "too_many"): _("最多 %(limit)s 个选项，现在是 %(have)s 个。"),
        ("options", "option_empty"): _("第 %(have)s 个选项是空的。"),
        ("options", "option_too_long"): _("第 %(have)s 个选项超过 %(limit)s 个字。"),
        ("options", "options_same"): _("第 %(have)s 个和第 %(limit)s 个选项一样。"),
        ("key", "none_correct"): _("勾出正确答案。"),
        ("key", "several_correct"): _("这种题只能有一个正确答案，现在勾了 %(have)s 个。"),
        ("key", "one_correct"): _("多选题至少两个正确答案，只有一个就改用单选。"),
        ("key", "not_an_option"): _("勾成正确答案的选项没有文字。"),
        ("blanks", "blank_count"): _("题干里有 %(limit)s 个空，答案写了 %(have)s 行。"),
        ("blanks", "no_answer"): _("第 %(have)s 个空没有答案。"),
        ("blanks", "answer_too_long"): _("一个答案最多 %(limit)s 个字，现在是 %(have)s 个。"),
    }
    sentence = sentences.get((error.field, error.code))
    return sentence % numbers if sentence else _("这道题的选项和答案对不上，重新填一遍。")


def refusal(error: Exception) -> str:
    """Why a step was not taken."""
    if isinstance(error, ReasonMissing):
        return _("写一句原因，别人才知道怎么办。")
    if isinstance(error, SourceUnknown):
        return _(
            "找不到出处“%(key)s”。预案在条文旁边点“据此出题”；"
            "指南和课程到“题库”的“从指南和课程出题”里选一段。"
        ) % {"key": error.key}
    if isinstance(error, SourceMoved):
        if error.withdrawn:
            return _("原文已经撤下。换一个出处，或停用这道题。")
        return _("原文在出题后改过。对照原文改题，或确认题目仍然成立。")
    if isinstance(error, SourceUnread):
        return _("你看的时候原文又改了。对照旁边现在的原文，再确认一次。")
    if isinstance(error, VersionUnread):
        return _("你看的时候又存了新的一版，这一步没有办。下面是第 %(number)s 版，看过再定。") % {
            "number": error.number
        }
    if isinstance(error, PoolBound):
        papers = "、".join(f"“{title}”" for title in error.papers[:3])
        if error.pool == Pool.PRACTICE:
            return _(
                "%(papers)s已经把这道题给人练过、公布过答案，不能再转为认证题。另出一道认证题。"
            ) % {"papers": papers}
        return _(
            "%(papers)s正在考这道题，不能转为练习题。先把它从卷里换下来，或另出一道练习题。"
        ) % {"papers": papers}
    if isinstance(error, QuestionStepRefused):
        if error.before == QuestionState.RETIRED:
            return _("这道题已经停用，不能再改。")
        state = {"state": QuestionState(error.before).label}
        if error.after == QuestionState.DRAFT:
            return (
                _("这道题现在是“%(state)s”，没有待审的可退。要改，改题再送审；不再用，停用它。")
                % state
            )
        return _("这道题现在是“%(state)s”，先送审再发布。") % state
    raise error
