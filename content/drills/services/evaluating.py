"""Filling in an evaluation, and closing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from content.drills.domain.scoring import (
    Mark,
    NothingApplies,
    Result,
    evaluate,
)
from content.drills.enums import HELD_STATES, State
from content.drills.models import Drill, Evaluation, Reopening, Score, Sheet, SheetLine
from content.drills.refusals import DrillRefused
from portal.foundation.audit.services import record
from portal.foundation.locks import ChangedMeanwhile, hold
from portal.people.models import User

FIELDS: Final = (
    "goal", "team", "by_third_party", "basis", "method", "analysis", "conclusion", "evaluated_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """What was filled in beside one indicator."""

    score: Decimal | None = None
    applies: bool = True
    note: str = ""


@transaction.atomic
def save_evaluation(
    *,
    drill: Drill,
    sheet: Sheet,
    scores: Mapping[int, Given],
    actor: User | None,
    revision: int | None = None,
    **values: Any,
) -> Evaluation:
    """Keep what was filled in so far, `scores` by the key of the line. `revision`: of what the
    page showed, 0 for nothing yet; ChangedMeanwhile where it was saved since. Raises
    DrillRefused for a drill that was not held, one that is closed, and a day before the drill."""
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not an evaluation's: {sorted(unknown)}")
    hold(Drill.objects.filter(pk=drill.pk), by="title")
    stored = Drill.objects.get(pk=drill.pk)
    if stored.state not in HELD_STATES:
        raise DrillRefused(_("先记录演练，再评估。"))
    if stored.state == State.CLOSED:
        raise DrillRefused(_("评估已经完成，不能再改。"))
    if sheet.kind != stored.sheet_kind:
        raise DrillRefused(_("评估表和演练形式不合，刷新页面再填。"))
    if why := wrong_day(values.get("evaluated_on"), stored):
        raise DrillRefused(why, "evaluated_on")
    evaluation, _made = Evaluation.objects.get_or_create(drill=stored, defaults={"sheet": sheet})
    if evaluation.sheet_id != sheet.pk:
        raise ChangedMeanwhile
    known = {score.line_id: score for score in evaluation.scores.all()}
    if _is_same(evaluation, known, scores, values):
        return evaluation
    if revision is not None and revision != evaluation.revision:
        raise ChangedMeanwhile
    for name, value in values.items():
        setattr(evaluation, name, value)
    evaluation.revision += 1
    evaluation.save()
    _write_scores(evaluation, known, scores)
    _record("content.drill.evaluation_saved", evaluation, actor)
    return evaluation


@transaction.atomic
def close_evaluation(*, evaluation: Evaluation, actor: User | None) -> Evaluation:
    """Score and grade, until it is reopened; closed twice is closed once. Raises DrillRefused
    where anything is missing, and says what."""
    hold(Drill.objects.filter(pk=evaluation.drill_id), by="title")
    stored = Evaluation.objects.select_related("sheet", "drill").get(pk=evaluation.pk)
    if stored.is_closed:
        return stored
    result = result_of(stored)
    stored.score, stored.grade = result.score, result.grade.value
    stored.save(update_fields=["score", "grade"])
    Drill.objects.filter(pk=stored.drill_id).update(state=State.CLOSED)
    _record("content.drill.evaluated", stored, actor, grade=stored.grade)
    return stored


@transaction.atomic
def reopen_evaluation(*, evaluation: Evaluation, reason: str, actor: User | None) -> Reopening:
    """What was closed may be corrected, with all that rests on it; why, and what it had come to,
    stays to be read. The same said twice is said once. Raises DrillRefused for an evaluation that
    is open in other words."""
    hold(Drill.objects.filter(pk=evaluation.drill_id), by="title")
    stored = Evaluation.objects.select_related("sheet", "drill").get(pk=evaluation.pk)
    if stored.score is None:
        last = stored.reopenings.last()
        if last is None or last.reason != reason:
            raise DrillRefused(_("评估没有完成，或者刚被别人重新打开了。回到演练再看。"))
        return last
    made = Reopening.objects.create(
        evaluation=stored, revision=stored.revision, reason=reason, score=stored.score,
        grade=stored.grade,
    )  # fmt: skip
    stored.score, stored.grade = None, ""
    stored.revision += 1
    stored.save(update_fields=["score", "grade", "revision"])
    Drill.objects.filter(pk=stored.drill_id).update(state=State.HELD)
    _record("content.drill.reopened", stored, actor, grade=made.grade)
    return made


def result_of(evaluation: Evaluation) -> Result:
    """What closing it would give. Raises DrillRefused as `close_evaluation` does."""
    lines = list(evaluation.sheet.lines.all())
    stored = {one.line_id: Given(one.score, one.applies) for one in evaluation.scores.all()}
    said = {name: getattr(evaluation, name) for name in FIELDS}
    for field, message in missing_in(said, stored, lines).items():
        raise DrillRefused(message, field)
    marks = {key: Mark(given.score, given.applies) for key, given in stored.items()}
    try:
        return evaluate([line.as_indicator for line in lines], marks, evaluation.sheet.limits)
    except NothingApplies:
        raise DrillRefused(_("所有指标都勾了“不适用”，没有可以打分的。")) from None


def missing_in(
    said: Mapping[str, Any], scores: Mapping[int, Given], lines: Sequence[SheetLine]
) -> dict[str, str]:
    """By field, what has to be filled in before an evaluation is closed."""
    missing = {
        name: _("还没填%(what)s，填了再完成评估。") % {"what": what}
        for name, what in (
            ("team", _("评估组")), ("conclusion", _("结论")), ("evaluated_on", _("评估日期")),
        )
        if not said.get(name)
    }  # fmt: skip
    for line in lines:
        given = scores.get(line.pk, Given())
        if given.applies and given.score is None:
            missing[f"score_{line.pk}"] = _(
                "“%(line)s”没有得分。打分，或者勾“不适用”。"
            ) % {"line": line.name}  # fmt: skip
    return missing


def wrong_day(day: date | None, drill: Drill) -> str:
    """Why an evaluation cannot be of this day; empty where it can."""
    if day is not None and drill.held_on is not None and day < drill.held_on:
        return _("评估日期不能早于演练日期。")
    return ""


def _is_same(
    evaluation: Evaluation,
    known: Mapping[int, Score],
    scores: Mapping[int, Given],
    values: Mapping[str, Any],
) -> bool:
    return (
        evaluation.revision > 0
        and all(getattr(evaluation, name) == value for name, value in values.items())
        and {key: Given(one.score, one.applies, one.note) for key, one in known.items()}
        == {**scores}
    )


def _write_scores(
    evaluation: Evaluation, known: Mapping[int, Score], scores: Mapping[int, Given]
) -> None:
    lines = set(evaluation.sheet.lines.values_list("pk", flat=True))
    for key in lines & scores.keys():
        given = scores[key]
        row = known.get(key) or Score(evaluation=evaluation, line_id=key)
        row.score = given.score if given.applies else None
        row.applies, row.note = given.applies, given.note
        row.save()


def _record(action: str, evaluation: Evaluation, actor: User | None, **data: Any) -> None:
    record(
        actor=actor, action=action, target=evaluation.drill,
        unit_id=evaluation.drill.owner_unit_id,
        data={"sheet": evaluation.sheet.number, **data},
    )  # fmt: skip
