"""What attempts hold about a person: what was asked to export, and what stays of nobody."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.foundation.locks import hold
from portal.people.models import User
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import (
    Accommodation,
    AnswerEvent,
    Attempt,
    AttemptItem,
    LateReview,
    ScoreRun,
)
from quizzes.attempts.services import forget_own_words, void_with_account
from quizzes.bank.domain.marking import Response


def export(user: User) -> dict[str, Any]:
    """Attempts with every answer as it was given. Never whether an answer was right: what a
    paper keeps secret stays secret in a file too. Five queries, however many attempts."""
    attempts = (
        Attempt.objects.filter(person=user)
        .select_related("assessment", "assessment_version", "unit")
        .prefetch_related("items__question_version", "events", "score_runs")
        .order_by("pk")
    )
    allowance = Accommodation.objects.filter(person=user).first()
    return {
        _("考试记录"): [_attempt(one) for one in attempts],
        _("延长时间"): {
            _("时间"): str(allowance.get_factor_display()),
            _("理由"): str(allowance.get_reason_display()),
            _("设定时间"): _iso(allowance.set_at),
        }
        if allowance
        else {},
        _("办理过的考务"): {
            _("设定延长时间"): Accommodation.objects.filter(set_by=user).count(),
            _("处理迟到答案"): LateReview.objects.filter(decided_by=user).count(),
            _("重新评分"): ScoreRun.objects.filter(created_by=user).count(),
        },
    }


def erase(user: User) -> None:
    """Attempts stay as facts about nobody: they point to the person's emptied row, and the
    database refuses to change who sat, what was answered and what it scored; only a text that
    tells who typed it is taken out.

    One that is still open is voided, because nobody is left to hand it in and a certificate
    would be issued to nobody. Extra time is of nobody any more, so it goes.
    """
    # Who saves at this moment waits for the end of this, and then finds nobody to keep it for.
    hold(Attempt.objects.filter(person=user), by="void_reason")
    running = (AttemptState.PREPARED, AttemptState.OPEN)
    for attempt in Attempt.objects.filter(person=user, state__in=running):
        void_with_account(attempt=attempt, reason=_("考生注销了账号"))
    forget_own_words(person=user)
    Accommodation.objects.filter(person=user).delete()
    # Free text of an examiner: whom it names, nobody can tell by looking.
    Attempt.objects.filter(person=user).exclude(void_reason="").update(
        void_reason=_("考生注销了账号")
    )


def _attempt(attempt: Attempt) -> dict[str, Any]:
    items = {item.slot: item for item in attempt.items.all()}
    return {
        _("编号"): str(attempt.public_id),
        _("试卷"): attempt.assessment.title,
        _("试卷版本"): attempt.assessment_version.number,
        _("第几次"): attempt.number,
        _("开考时所在单位"): attempt.unit.name if attempt.unit else "",
        _("状态"): str(attempt.get_state_display()),
        _("开始"): _iso(attempt.started_at),
        _("截止"): _iso(attempt.deadline_at),
        _("时间倍数"): str(attempt.extra_time),
        _("交卷"): _iso(attempt.submitted_at),
        _("收卷方式"): str(attempt.get_closed_reason_display()),
        _("作废原因"): attempt.void_reason,
        _("回执号"): attempt.receipt_code or "",
        _("成绩"): [
            {
                _("第几次评分"): run.number,
                _("得分"): str(run.score),
                _("满分"): str(run.maximum),
                _("及格线（%）"): str(run.pass_percent),
                _("通过"): run.passed,
                _("原因"): str(run.get_reason_display()),
                _("时间"): _iso(run.created_at),
            }
            for run in sorted(attempt.score_runs.all(), key=lambda run: run.number)
        ],
        _("答案"): [
            {
                _("题号"): slot,
                _("题干"): item.question_version.stem,
                _("作答"): in_words(item.response, item),
                _("标记"): item.flagged,
                _("用时（秒）"): item.time_spent,
            }
            for slot, item in sorted(items.items())
        ],
        _("作答经过"): [
            {
                _("时间"): _iso(event.server_time),
                _("设备上的时间"): _iso(event.client_time),
                _("打开页面后（毫秒）"): event.client_offset,
                _("题号"): event.slot,
                _("作答"): in_words(event.payload, items.get(event.slot)),
                _("迟到"): event.late,
                _("设备代号"): event.device,
            }
            for event in _in_order(attempt)
        ],
    }


def _in_order(attempt: Attempt) -> list[AnswerEvent]:
    return sorted(attempt.events.all(), key=lambda event: event.pk)


def in_words(stored: dict[str, Any] | None, item: AttemptItem | None) -> list[str]:
    """A stored response as the options' or the typed words; ids where the item is gone."""
    response = Response.from_json(stored)
    if response.typed:
        return [text for _blank, text in response.typed]
    options = item.question_version.content.options if item else ()
    return [option.text for option in options if option.id in response.chosen] or sorted(
        response.chosen
    )


def _iso(moment: Any) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""
