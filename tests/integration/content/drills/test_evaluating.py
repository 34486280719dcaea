"""From the sheet to a closed evaluation: what is counted, and what stays as it was closed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from content.drills import services
from content.drills.enums import GradeWord, State
from content.drills.models import Drill, Evaluation, Score, Sheet, SheetLine
from content.drills.refusals import DrillRefused
from content.drills.services.evaluating import Given
from portal.foundation.locks import ChangedMeanwhile
from tests.integration.content.drills.conftest import actions
from tests.samples import drills as samples


def test_a_closed_evaluation_has_the_weighted_score_and_its_grade(world, town_plan):
    drill = samples.held(town_plan, world.town)
    sheet = samples.sheet()
    first, second, third = sheet.lines.all()
    saved = services.save_evaluation(
        drill=drill, sheet=sheet, actor=world.editor, team="评估组", conclusion="达到目标",
        evaluated_on=date(2026, 5, 20),
        scores={
            first.pk: Given(Decimal(90)),
            second.pk: Given(Decimal("70.5"), note="清点慢"),
            third.pk: Given(applies=False),
        },
    )  # fmt: skip
    for _twice in range(2):
        services.close_evaluation(evaluation=saved, actor=world.editor)
    drill.refresh_from_db()
    stored = Evaluation.objects.get(drill=drill)
    # (40 × 90 + 35.5 × 70.5) ÷ 75.5 = 80.8311…
    assert (stored.score, stored.grade) == (Decimal("80.83"), GradeWord.GOOD)
    assert drill.state == State.CLOSED
    assert actions().count("content.drill.evaluated") == 1


def test_an_evaluation_that_lacks_something_is_not_closed_and_says_what(world, town_plan):
    drill = samples.held(town_plan, world.town)
    sheet = samples.sheet()
    first, second, third = sheet.lines.all()
    values = {"team": "评估组", "conclusion": "达到目标", "evaluated_on": date(2026, 5, 20)}

    def close(scores, **more):
        saved = services.save_evaluation(
            drill=drill, sheet=sheet, scores=scores, actor=None, **values | more
        )
        return services.close_evaluation(evaluation=saved, actor=None)

    whole = {line.pk: Given(Decimal(80)) for line in (first, second, third)}
    for scores, more, field in (
        (whole, {"team": ""}, "team"),
        (whole, {"conclusion": ""}, "conclusion"),
        (whole, {"evaluated_on": None}, "evaluated_on"),
        (whole | {second.pk: Given()}, {}, f"score_{second.pk}"),
        ({key: Given(applies=False) for key in whole}, {}, ""),
    ):
        with pytest.raises(DrillRefused) as refused:
            close(scores, **more)
        assert refused.value.field == field
    drill.refresh_from_db()
    assert drill.state == State.HELD and Evaluation.objects.get().score is None
    with pytest.raises(DrillRefused, match="早于"):
        close(whole, evaluated_on=date(2026, 5, 11))


def test_two_who_evaluate_at_once_do_not_overwrite_each_other(world, town_plan):
    drill = samples.held(town_plan, world.town)
    sheet = samples.sheet()
    line = sheet.lines.first()
    mine = {"drill": drill, "sheet": sheet, "actor": None, "revision": 0, "team": "甲"}
    services.save_evaluation(scores={line.pk: Given(Decimal(80))}, **mine)
    services.save_evaluation(scores={line.pk: Given(Decimal(80))}, **mine)
    with pytest.raises(ChangedMeanwhile):
        services.save_evaluation(scores={line.pk: Given(Decimal(20))}, **mine)
    assert Score.objects.get().score == 80 and Evaluation.objects.get().revision == 1


def test_what_is_closed_stays_as_it_is_in_the_database_too(world, town_plan):
    held = samples.held(town_plan, world.town)
    services.add_evidence(drill=held, data=samples.photo_bytes(), name="a.png", actor=None)
    drill = samples.evaluated(held)
    stored = Evaluation.objects.get()
    for change in (
        lambda: Evaluation.objects.update(score=100),
        lambda: Score.objects.update(score=100),
        lambda: Score.objects.all().delete(),
        lambda: Sheet.objects.update(passed=1),
        lambda: SheetLine.objects.update(weight=1),
        lambda: Drill.objects.update(residents=99_999),
        lambda: Drill.objects.update(summary="另一种经过"),
        lambda: drill.evidence.all().delete(),
        lambda: drill.evidence.update(name="换.png"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    for refused in (
        lambda: services.save_evaluation(
            drill=drill, sheet=stored.sheet, scores={}, actor=None, team="另一组"
        ),
        lambda: services.log_drill(drill=drill, actor=None, **samples.log_of(drill)),
        lambda: services.change_drill(drill=drill, actor=None, title="改名"),
    ):
        with pytest.raises(DrillRefused):
            refused()


def test_a_new_sheet_leaves_the_evaluations_of_the_old_one_alone(world, town_plan):
    drill = samples.evaluated(samples.held(town_plan, world.town), score=88)
    first = Sheet.objects.get()
    assert samples.sheet() == first
    lines = [*samples.LINES[:-1], samples.Line("装备", "照明可用", Decimal("24.5"))]
    second = services.set_sheet(
        kind="live", lines=lines, limits=samples.LIMITS, source="新议定", actor=None, after=1
    )
    assert (second.number, Evaluation.objects.get(drill=drill).sheet) == (2, first)
    with pytest.raises(ChangedMeanwhile):
        services.set_sheet(
            kind="live", lines=samples.LINES, limits=samples.LIMITS, source="旧页", actor=None,
            after=1,
        )  # fmt: skip
