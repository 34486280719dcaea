"""What the screens say about a paper that cannot be composed or published."""

from django.utils.translation import gettext as _

from quizzes.bank.enums import Pool
from quizzes.bank.presenting import stem_line
from quizzes.papers.domain.assembly import PoolTooSmall, Shortage
from quizzes.papers.models import AssessmentVersion, PublishedIsFixed
from quizzes.papers.services import NothingAsked, QuestionNotUsable, SlugTaken, Unfit


def refusals(error: Exception, version: AssessmentVersion | None = None) -> list[str]:
    """Sentences that say what is missing and what to do."""
    if isinstance(error, NothingAsked):
        return [_("卷里还没有题。先选题，或写蓝图。")]
    if isinstance(error, PublishedIsFixed):
        return [_("这一版已经发布，不能再改。另开一版来改。")]
    if isinstance(error, SlugTaken):
        return [_("网址名“%(slug)s”已经有试卷在用，换一个。") % {"slug": error.slug}]
    if isinstance(error, QuestionNotUsable):
        return [_unfit(unfit) for unfit in error.unfit]
    if isinstance(error, PoolTooSmall):
        return [_shortage(shortage, version) for shortage in error.shortages]
    raise error


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
