"""The evaluation of a drill as screen and paper show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from content.drills.domain.scoring import Mark, shown
from content.drills.domain.scoring import evaluate as score_of
from content.drills.domain.sheets import plain
from content.drills.models import Drill, Evaluation, Reopening, Sheet, SheetLine


@dataclass(frozen=True, slots=True)
class ReportLine:
    """`share` is the weight after those that do not apply were shared out; "" while the
    evaluation is open or where the indicator does not apply."""

    line: SheetLine
    weight: str
    share: str
    score: str
    applies: bool
    note: str


@dataclass(frozen=True, slots=True)
class Report:
    evaluation: Evaluation
    sheet: Sheet
    lines: Sequence[ReportLine]
    all_apply: bool
    reopenings: Sequence[Reopening]


def report_of(drill: Drill) -> Report | None:
    """None while nobody began. Three queries."""
    evaluation = getattr(drill, "evaluation", None)
    if evaluation is None:
        return None
    lines = list(evaluation.sheet.lines.all())
    scores = {score.line_id: score for score in evaluation.scores.all()}
    shares = {}
    if evaluation.is_closed:
        marks = {key: Mark(one.score, one.applies) for key, one in scores.items()}
        indicators = [line.as_indicator for line in lines]
        weights = score_of(indicators, marks, evaluation.sheet.limits).weights
        shares = {key: plain(weight) for key, weight in shown(weights).items()}
    rows = []
    for line in lines:
        given = scores.get(line.pk)
        rows.append(
            ReportLine(
                line=line,
                weight=plain(line.weight),
                share=shares.get(line.pk, ""),
                score=plain(given.score) if given and given.score is not None else "",
                applies=given.applies if given else True,
                note=given.note if given else "",
            )
        )
    return Report(
        evaluation, evaluation.sheet, rows, all(row.applies for row in rows),
        list(evaluation.reopenings.all()),
    )  # fmt: skip
