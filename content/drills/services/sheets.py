"""The indicators and weights by which the county evaluates."""

from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy

from content.drills.domain.scoring import Limits, LimitsWrong, check_limits, check_weights
from content.drills.domain.sheets import Line
from content.drills.models import Sheet, SheetLine
from content.drills.refusals import DrillRefused
from portal.foundation.audit.services import record
from portal.foundation.locks import ChangedMeanwhile
from portal.people.models import User

LIMITS_WRONG: Final = gettext_lazy("三条分数线要从高到低：100 ≥ 优秀 > 良好 > 合格 ≥ 0。")


@transaction.atomic
def set_sheet(
    *,
    kind: str,
    lines: Sequence[Line],
    limits: Limits,
    source: str,
    actor: User | None,
    after: int | None = None,
) -> Sheet:
    """The next sheet of a kind; the same again is the one that is there. `after`: the number of
    the sheet that the page showed, 0 for none; ChangedMeanwhile where another came since.
    Raises WeightsWrong, and DrillRefused where the limits do not fall."""
    check_weights([line.weight for line in lines])
    try:
        check_limits(limits)
    except LimitsWrong:
        raise DrillRefused(str(LIMITS_WRONG), "excellent") from None
    current = Sheet.objects.filter(kind=kind).first()
    if current is not None and _is_same(current, lines, limits, source):
        return current
    number = current.number if current else 0
    if after is not None and after != number:
        raise ChangedMeanwhile
    sheet = Sheet.objects.create(
        kind=kind, number=number + 1, source=source, excellent=limits.excellent,
        good=limits.good, passed=limits.passed,
    )  # fmt: skip
    SheetLine.objects.bulk_create(
        SheetLine(
            sheet=sheet,
            position=position,
            aspect=line.aspect,
            name=line.name,
            weight=line.weight,
            guide=line.guide,
        )
        for position, line in enumerate(lines)
    )
    record(
        actor=actor, action="content.drill.sheet_set", target=sheet,
        data={"sheet_kind": kind, "number": sheet.number, "indicators": len(lines)},
    )  # fmt: skip
    return sheet


def _is_same(sheet: Sheet, lines: Sequence[Line], limits: Limits, source: str) -> bool:
    return (
        [line.as_line for line in sheet.lines.all()] == list(lines)
        and sheet.limits == limits
        and sheet.source == source
    )
