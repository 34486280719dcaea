"""What the screens say about a paper: why it cannot be composed or published, what a step does."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quizzes.bank.enums import FeedbackPolicy, Pool
from quizzes.bank.presenting import stem_line
from quizzes.papers.domain.assembly import PoolTooSmall, Shortage
from quizzes.papers.enums import Composition, Purpose
from quizzes.papers.models import Assessment, AssessmentVersion, PublishedIsFixed
from quizzes.papers.services import (
    NeverOver,
    NothingAsked,
    NothingChosen,
    QuestionNotUsable,
    SlugTaken,
    Unfit,
)


def refusals(error: Exception, version: AssessmentVersion | None = None) -> list[str]:
    """Sentences that say what is missing and what to do."""
    if isinstance(error, NothingAsked):
        return [_("卷里还没有题。先选题，或写蓝图。")]
    if isinstance(error, NeverOver):
        return [never_over()]
    if isinstance(error, NothingChosen):
        return [
            _("一道题也没有勾，没有保存，卷里原来的都在。勾上要考的题，写好分值再存。")
            if error.composition == Composition.FIXED
            else _("一格也没有写，没有保存，卷里原来的都在。至少写一格：要几题、每题几分。")
        ]
    if isinstance(error, PublishedIsFixed):
        return [_("这一版已经发布，不能再改。另开一版来改。")]
    if isinstance(error, SlugTaken):
        return [_("网址名“%(slug)s”已经有试卷在用，换一个。") % {"slug": error.slug}]
    if isinstance(error, QuestionNotUsable):
        return [_unfit(unfit) for unfit in error.unfit]
    if isinstance(error, PoolTooSmall):
        return [_shortage(shortage, version) for shortage in error.shortages]
    raise error


def never_over() -> str:
    """What to change where the answers wait for an end that never comes."""
    return _(
        "这样考试没有结束的时候，答案一直公布不了。写截止时间，再写时间（分钟）或选“到时一律收卷”；"
        "不然“公布答案”改选别的。"
    )


def feedback_choices(purpose: str) -> list[tuple[str, str]]:
    """What becomes of the answers by policy. A certifying paper keeps them while anybody can
    sit it, whatever is chosen."""
    if purpose != Purpose.CERTIFICATION:
        return [(str(value), str(label)) for value, label in FeedbackPolicy.choices]
    return [
        (FeedbackPolicy.NONE, _("不公布答案，也不写错题的出处")),
        (FeedbackPolicy.AFTER_SUBMIT, _("交卷后写错题的出处，考试结束一天后公布答案")),
        (FeedbackPolicy.AFTER_CLOSE, _("考试结束一天后公布答案和错题的出处")),
    ]


def feedback_help(purpose: str) -> str:
    ended = _("考试结束：过了截止时间，并且收了卷或答满了时间。")
    if purpose == Purpose.PRACTICE:
        return ended
    held = _(
        "到时收卷的人，过 24 小时才看得到错了哪些题：断网留在设备上的答案，这以前送到还可能计入。"
    )
    if purpose == Purpose.MOCK:
        return ended + held
    return held + _(
        "认证考试没结束，谁也看不到答案；结束后也等这一天。没有截止时间，或者不限时又不“到时一律收卷”，就没有结束的时候，"
        "答案一直不公布。题还在别的认证考试里用的，等那场也结束。"
    )


def _unfit(unfit: Unfit) -> str:
    question = unfit.question
    stem = {"stem": stem_line(question.versions.order_by("-number")[0].stem, 24)}
    if unfit.why == "pool":
        if question.pool == Pool.PRACTICE:
            return _("“%(stem)s”是练习题，答案是公开的，不能进认证考试。换一道认证题。") % stem
        return _("“%(stem)s”是认证题，进了练习就泄题。换一道练习题。") % stem
    if unfit.why == "reach":
        return _("“%(stem)s”是别的单位的题，这份卷不能用。换一道。") % stem
    return _("“%(stem)s”现在不能用：已停用、待复核或不在有效期。换一道。") % stem


def _shortage(shortage: Shortage, version: AssessmentVersion | None) -> str:
    numbers: dict[str, int | str] = {
        "position": shortage.position,
        "have": shortage.have,
        "need": shortage.need,
        "missing": shortage.need - shortage.have,
        "cell": "",
    }
    cell = (
        version.cells.select_related("hazard").filter(position=shortage.position).first()
        if version
        else None
    )
    if cell is not None:
        words = [cell.get_aim_display(), cell.hazard and cell.hazard.name, cell.get_kind_display()]
        numbers["cell"] = _("（%(words)s）") % {
            "words": "、".join(str(word) for word in words if word) or _("不限")
        }
    return (
        _(
            "第 %(position)s 格%(cell)s要 %(need)s 题，能用的只够 %(have)s 题，"
            "还差 %(missing)s 题。补题，或减少这一格的题数。"
        )
        % numbers
    )


def version_of(assessment: Assessment, version: AssessmentVersion) -> str:
    return _("《%(title)s》第 %(number)s 版") % {
        "title": assessment.title,
        "number": version.number,
    }


def after_giving_up_blueprint(draft: AssessmentVersion, questions: int) -> list[str]:
    asked = [cell.count for cell in draft.cells.all()]
    return [
        _("这一版现在按蓝图抽题：%(cells)s 格，共抽 %(count)s 题。改了，这张蓝图就没有了。")
        % {"cells": len(asked), "count": sum(asked)},
        _("改成固定考你选的 %(count)s 题，每个考生都一样。") % {"count": questions},
    ]


def after_giving_up_list(draft: AssessmentVersion, cells: int) -> list[str]:
    return [
        _("这一版现在固定考 %(count)s 题。改了，选好的题、题号和分值就没有了。")
        % {"count": draft.entries.filter(cell__isnull=True).count()},
        _("改成按你写的 %(cells)s 格抽题，每个考生抽到的不一样。") % {"cells": cells},
    ]


def listed_meanwhile(count: int) -> str:
    return _(
        "你打开这一页以后别人改过，现在卷里选了 %(count)s 题。没有保存，你填的都在。"
        "先到试卷页看改了什么；再存一次，就按你这一页的。"
    ) % {"count": count}


def laid_out_meanwhile(count: int) -> str:
    return _(
        "你打开这一页以后别人改过，现在蓝图有 %(count)s 格。没有保存，你填的都在。"
        "先到试卷页看改了什么；再存一次，就按你这一页的。"
    ) % {"count": count}


def after_publishing(assessment: Assessment, draft: AssessmentVersion) -> list[str]:
    opens = draft.window_opens
    return [
        _("发布后这一版的题目、时间和规则都不能再改，要改只能另开一版。"),
        _("考生从 %(at)s 起可以开考。")
        % {"at": date_format(timezone.localtime(opens), "Y-m-d H:i")}
        if opens
        else _("考生马上可以开考。"),
        *([_("这份卷停止开考了，发布后重新开放。")] if assessment.withdrawn_at else []),
        *(
            [_("正在考的人考完原来那一版，新开考的用这一版。")]
            if assessment.current_version_id
            else []
        ),
    ]


def after_withdrawing() -> list[str]:
    return [
        _("从现在起没有人能开始考，考试列表里也看不到它。"),
        _("正在考的人可以考完，照常评分。"),
        _("考过的成绩和发出的证书不变。"),
        _("要恢复，另开一版再发布。"),
    ]
