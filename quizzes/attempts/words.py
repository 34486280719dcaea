"""What the screens say: reasons not to start, refused answers, notices."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from quizzes.attempts.counting import Counted
from quizzes.attempts.domain import timing
from quizzes.attempts.domain.lifecycle import LateNotDecided, OwnAttempt, StepRefused
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Attempt, ScoreRun
from quizzes.attempts.results import Result, points
from quizzes.bank.domain.marking import ResponseRefused
from quizzes.papers.enums import GradePolicy, Purpose


def day(value: date) -> str:
    """`6月27日`."""
    return _("%(month)s月%(day)s日") % {"month": value.month, "day": value.day}


def why_not(error: timing.CannotStart) -> str:
    """Why no attempt starts, and when one could."""
    if isinstance(error, timing.NotYetOpen):
        opens = timezone.localtime(error.opens)
        return _("还没到时间，%(day)s %(time)s 开考。") % {
            "day": day(opens),
            "time": date_format(opens, "H:i"),
        }
    if isinstance(error, timing.AlreadyClosed):
        closes = timezone.localtime(error.closes)
        return _("%(day)s %(time)s 已经截止，不能再开始。") % {
            "day": day(closes),
            "time": date_format(closes, "H:i"),
        }
    if isinstance(error, timing.NoAttemptsLeft):
        return _("%(count)s 次都用完了，不能再考。") % {"count": error.allowed}
    if isinstance(error, timing.CoolingDown):
        return _("%(day)s起可以再考。") % {"day": day(error.until)}
    if isinstance(error, timing.SeesKeys):
        return _("你能看到这份卷的答案，不能参加这次认证考试。")
    return _("这场考试现在不开放。")


def why_not_decided(error: StepRefused) -> str:
    """Why an examiner's decision was not taken."""
    if isinstance(error, OwnAttempt):
        return _("这是你自己的考试，请别的考务员处理。")
    if isinstance(error, LateNotDecided):
        return _("这个答案不再处理：本人已经交卷、到得太晚，或者这题后来又到了一个。")
    return _("这次考试刚刚作废了，迟到的答案留着，不用处理。")


def voided_before(attempt: Attempt, by: str, at: datetime | None) -> str:
    """Nothing was stored of a second reason; `by` is "" where the account is gone."""
    return _("%(by)s%(at)s已经作废，原因：%(reason)s。你这次写的原因没有存。") % {
        "by": by or _("别人"),
        "at": _("在 %(at)s ") % {"at": date_format(timezone.localtime(at), "Y-m-d H:i")}
        if at
        else "",
        "reason": attempt.void_reason.rstrip("。"),
    }


def why_refused(error: ResponseRefused) -> str:
    """Why an answer was not stored. What was typed stays in the form."""
    if error.code == "too_long":
        return _("答案最多 %(limit)s 个字，现在是 %(have)s 个。") % {
            "limit": error.limit,
            "have": error.have,
        }
    if error.code == "unreadable":
        return _("答案里有存不了的空字符，删掉再存。")
    if error.code == "one_only":
        return _("这题只能选一个，现在选了 %(have)s 个。") % {"have": error.have}
    return _("这个答案不是本页的选项。重新选一次再保存。")


def headline(result: Result | None, *, practises: bool, passed: bool) -> str:
    """The first words of a result; a practice is neither passed nor failed."""
    if result is None:
        return _("这次作废了")
    if practises:
        if result.run.correct_count == result.total:
            return _("练完了，全都答对了")
        return _("练完了")
    if passed:
        return _("通过了")
    if result.run.passed:
        return _("这次过了及格线，但不计为成绩")
    return _("这次没通过")


def line_to_pass(result: Result) -> str:
    """The line, and what it takes where no questions add up to just it: 6 of 10 points in two
    questions of 5."""
    said = {"line": result.line, "least": result.pass_points}
    if result.line == result.pass_points:
        return _("及格线 %(line)s 分") % said
    if result.pass_points == points(result.run.maximum):
        return _("及格线 %(line)s 分；照各题的分值，每题都答对才够") % said
    return _("及格线 %(line)s 分；照各题的分值，得 %(least)s 分才够") % said


def about_counts(result: Result) -> str:
    """Until when nothing is said of what was right, where `about_answers` does not say it."""
    if result.held_until is None or result.withheld == "until_late":
        return ""
    opens = timezone.localtime(result.held_until)
    return _(
        "%(day)s %(time)s 以后，在这里看答对几题和各部分得分："
        "到时收卷的，断网留在设备上的答案在那以前送到，还可能计入。"
    ) % {"day": day(opens), "time": date_format(opens, "H:i")}


def about_answers(result: Result, *, certifies: bool, practises: bool) -> str:
    """When the answers of what was missed come out, by what really holds them back."""
    if result.withheld == "never":
        return _("这份练习不公布答案。") if practises else _("这场考试不公布答案。")
    if result.withheld == "asked_elsewhere":
        return _("这份卷里有题还在没结束的认证考试里用，那场考试也结束或停止开考以后，再公布答案。")
    if result.withheld not in ("until_late", "until_over") or result.opens_at is None:
        return ""
    opens = timezone.localtime(result.opens_at)
    at = {"day": day(opens), "time": date_format(opens, "H:i")}
    if result.withheld == "until_late":
        return (
            _(
                "%(day)s %(time)s 以后，在这里看答对几题和没答对的题："
                "到时收卷的，断网留在设备上的答案在那以前送到，还可能计入。"
            )
            % at
        )
    if certifies:
        return (
            _(
                "%(day)s %(time)s 以后，在这里公布答案：考试结束后还等一天迟到的答案；"
                "题还在别的认证考试里用的，等那场也结束。"
            )
            % at
        )
    return _("%(day)s %(time)s 以后，可以在这里看没答对的题和原文。") % at


def in_the_list(attempt: Attempt, run: ScoreRun | None) -> str:
    """How an attempt ended, in the list of all that a person sat; a practice is neither passed
    nor failed. `run` is the last one that scored it."""
    practises = attempt.assessment.purpose == Purpose.PRACTICE
    if run is None or attempt.state != AttemptState.SCORED:
        return str(attempt.get_state_display())
    if practises:
        return _("练完了，答对 %(count)s 题") % {"count": run.correct_count}
    words = _("通过，%(score)s 分") if run.passed else _("没通过，%(score)s 分")
    return words % {"score": points(run.score)}


def why_it_counts(attempt: Attempt, counted: Counted) -> str:
    """Whether this attempt is the result that counts, and by which rule. Nothing where only
    one was sat and a further one could still change it."""
    by_rule = {
        GradePolicy.HIGHEST: _("%(among)s 次里取最高分"),
        GradePolicy.LATEST: _("%(among)s 次里取最近一次"),
        GradePolicy.FIRST: _("只取第一次的成绩，再考也不改"),
    }[GradePolicy(counted.policy)] % {"among": counted.among}
    if attempt.pk != counted.attempt_id:
        sentence = (
            _("这次不计为成绩。%(rule)s：第 %(number)s 次，%(score)s 分，通过。")
            if counted.passed
            else _("这次不计为成绩。%(rule)s：第 %(number)s 次，%(score)s 分，没通过。")
        )
        return sentence % {
            "rule": by_rule,
            "number": counted.number,
            "score": points(counted.score),
        }
    if counted.among == 1 and counted.policy != GradePolicy.FIRST:
        return ""
    return _("%(rule)s，这次计为成绩。") % {"rule": by_rule}


def notice(code: str) -> str:
    """The sentence behind `?note=`; unknown codes say nothing."""
    return {
        "overtaken": _("这题在另一个窗口也改过。两次答案都留着，计分用现在显示的这一个。"),
        "shown": _("这题在另一个窗口改过，现在显示的是那边保存的答案。"),
        "late": _("时间已过，刚才这个答案没有计入，已交给考务员处理。"),
        "closed": _("这份卷已经交了，答案不能再改。"),
        "signedin": _("答案已保存，接着答。"),
        "unsubmitted": _("登录过期了，还没有交卷。答案都在，再按一次“交卷”。"),
        "again": _("没存上，再按一次。你的答案还在。"),
    }.get(code, "")
