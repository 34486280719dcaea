"""The yearly plan, the log and what is improved: what is taken, once, and what is refused."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from content.drills import services
from content.drills.enums import Form, State
from content.drills.models import Drill
from content.drills.refusals import DrillRefused
from content.plans import services as plans
from portal.foundation.locks import ChangedMeanwhile
from tests.integration.content.drills.conftest import actions
from tests.samples import drills as samples
from tests.samples.reviewed_plans import published


def test_the_same_form_sent_twice_is_one_drill(world, town_plan):
    token = uuid4()
    values = {
        "title": "汛前演练", "plan": town_plan, "form": "live", "scope": "special",
        "notice": "scripted", "planned_on": date(2026, 5, 1), "aim": "", "partners": "",
    }  # fmt: skip
    first = services.plan_drill(token=token, owner_unit=world.town, actor=world.editor, **values)
    again = services.plan_drill(token=token, owner_unit=world.town, actor=world.editor, **values)
    assert first == again and Drill.objects.count() == 1
    assert actions() == ["content.drill.planned"]


def test_the_same_form_with_other_words_is_another_drill_and_another_finding(world, town_plan):
    """After the browser's way back the form carries the same token."""
    token = uuid4()
    titles = ["汛前演练", "汛中演练", "汛前演练"]
    for title in titles:
        samples.planned(town_plan, world.town, token=token, title=title)
    assert sorted(Drill.objects.values_list("title", flat=True)) == sorted(set(titles))
    drill = samples.held(town_plan, world.town)
    values = {
        "aspect": "equipment", "action": "换电源", "responsible_unit": world.village,
        "due_on": date(2026, 7, 1),
    }  # fmt: skip
    for finding in ("甲问题", "乙问题", "乙问题"):
        services.add_improvement(drill=drill, token=token, actor=None, finding=finding, **values)
    assert [one.finding for one in drill.improvements.order_by("pk")] == ["甲问题", "乙问题"]


def test_only_a_published_response_plan_is_drilled(world, plan_of):
    text = "青河镇2026年工作要点\n\n一、总体要求\n\n做好工作。"
    planning = plans.import_document(
        actor=world.editor, owner_unit=world.town, kind="key_points", text=text
    )
    published(planning.version, world.editor, world.reviewer)
    planning.document.refresh_from_db()
    draft = plans.import_document(
        actor=world.editor, owner_unit=world.town, kind="special",
        text="青河镇防火应急预案\n\n1 总则\n\n做好工作。",
    ).document  # fmt: skip
    for plan, said in ((planning.document, "演练的是预案"), (draft, "还没有发布")):
        with pytest.raises(DrillRefused, match=said):
            samples.planned(plan, world.town)
    assert not Drill.objects.exists()


def test_a_log_keeps_the_version_that_was_drilled(world, town_plan, next_version):
    drill = samples.held(town_plan, world.town, world.editor)
    old = town_plan.current_version_id
    next_version(town_plan)
    drill.refresh_from_db()
    assert (drill.state, drill.version_id, drill.person_times) == (State.HELD, old, 84)
    assert actions() == ["content.drill.planned", "content.drill.logged"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"held_on": date(2199, 1, 1)}, "held_on"),
        (dict.fromkeys(("commanders", "responders", "cadres", "residents", "volunteers"), 0),
         "commanders"),
    ],
)  # fmt: skip
def test_a_log_that_cannot_be_is_refused_whole(world, town_plan, wrong, field):
    drill = samples.planned(town_plan, world.town)
    with pytest.raises(DrillRefused) as refused:
        services.log_drill(drill=drill, actor=None, **samples.log_of(drill, **wrong))
    assert refused.value.field == field
    drill.refresh_from_db()
    assert drill.state == State.PLANNED and drill.held_on is None


def test_a_version_of_another_plan_is_not_what_was_drilled(world, town_plan, plan_of):
    other = plan_of(world.other_town)
    drill = samples.planned(town_plan, world.town)
    with pytest.raises(DrillRefused) as refused:
        services.log_drill(
            drill=drill, actor=None, **samples.log_of(drill, version=other.current_version)
        )
    assert refused.value.field == "version"


def test_what_was_changed_since_the_page_was_drawn_is_not_overwritten(world, town_plan):
    drill = samples.planned(town_plan, world.town, title="汛前演练")
    was = {"title": "汛前演练"}
    services.change_drill(drill=drill, actor=None, was=was, title="汛前综合演练")
    with pytest.raises(ChangedMeanwhile):
        services.change_drill(drill=drill, actor=None, was=was, title="另一个名称")
    drill.refresh_from_db()
    assert drill.title == "汛前综合演练"


def test_a_cancelled_drill_keeps_its_reason_and_takes_no_log(world, town_plan):
    drill = samples.planned(town_plan, world.town)
    for _twice in range(2):
        services.cancel_drill(drill=drill, because="正在抗洪", actor=world.editor)
    assert actions().count("content.drill.cancelled") == 1
    with pytest.raises(DrillRefused):
        services.log_drill(drill=drill, actor=None, **samples.log_of(drill))
    held = samples.held(town_plan, world.town)
    with pytest.raises(DrillRefused):
        services.cancel_drill(drill=held, because="不办了", actor=None)


def test_the_form_stays_once_an_evaluation_began(world, town_plan):
    drill = samples.held(town_plan, world.town)
    sheet = samples.sheet()
    services.save_evaluation(drill=drill, sheet=sheet, scores={}, actor=None)
    with pytest.raises(DrillRefused) as refused:
        services.change_drill(drill=drill, actor=None, form=Form.TABLETOP)
    assert refused.value.field == "form"


def test_a_log_without_its_facts_cannot_be_written_past_the_services(world, town_plan):
    drill = samples.planned(town_plan, world.town)
    for wrong in (
        {"state": State.HELD},
        {"state": State.CANCELLED},
        {"held_on": date(2026, 5, 1)},
        {"residents": 2_000_000},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Drill.objects.filter(pk=drill.pk).update(**wrong)


def test_a_finding_becomes_an_improvement_and_is_closed_with_evidence(world, town_plan):
    drill = samples.held(town_plan, world.town)
    token = uuid4()
    values = {
        "aspect": "equipment", "finding": "广播没有响", "action": "换电源",
        "responsible_unit": world.village, "due_on": date(2026, 7, 1),
    }  # fmt: skip
    made = services.add_improvement(drill=drill, token=token, actor=world.editor, **values)
    assert services.add_improvement(drill=drill, token=token, actor=None, **values) == made
    finish = {"improvement": made, "note": "换好了", "actor": world.editor}
    with pytest.raises(DrillRefused) as refused:
        services.finish_improvement(on=date(2026, 6, 1), **finish)
    assert refused.value.field == "file"
    services.add_evidence(
        drill=drill, improvement=made, data=samples.photo_bytes(), name="a.png", actor=None
    )
    for day in (timezone.localdate() + timedelta(days=1), date(2026, 5, 11)):
        with pytest.raises(DrillRefused) as refused:
            services.finish_improvement(on=day, **finish)
        assert refused.value.field == "done_on"
    for _twice in range(2):
        services.finish_improvement(on=date(2026, 6, 1), **finish)
    with pytest.raises(DrillRefused, match="已经完成"):
        services.finish_improvement(on=date(2026, 6, 2), **finish)
    with pytest.raises(DrillRefused, match="已经完成"):
        services.add_evidence(
            drill=drill, improvement=made, data=samples.photo_bytes("red"), name="b.png", actor=None
        )
    made.refresh_from_db()
    assert (made.done_on, made.done_note) == (date(2026, 6, 1), "换好了")
    assert actions().count("content.drill.improvement_finished") == 1


def test_a_finding_about_the_plan_becomes_a_reason_to_revise_it(world, town_plan):
    drill = samples.held(town_plan, world.town)
    made = [
        services.add_improvement(
            drill=drill, token=uuid4(), actor=None, aspect="plan", finding=finding,
            action="改预案", responsible_unit=world.town, due_on=date(2026, 7, 1),
        )
        for finding in ("路线被淹" * 49, "没有写谁汇总人数")
    ]  # fmt: skip
    first = services.propose_revision(improvement=made[0], actor=world.editor)
    assert services.propose_revision(improvement=made[0], actor=world.editor) == first
    assert services.propose_revision(improvement=made[1], actor=world.editor) == first
    assert town_plan.triggers.count() == 1
    assert (first.what, first.noticed_on) == ("experience", drill.held_on)
    assert first.reason.startswith("演练发现：路线被淹") and len(first.reason) == 200
    plans.settle_trigger(trigger=first, on=date(2026, 8, 1), actor=None, because="路线已经改了")
    assert services.propose_revision(improvement=made[0], actor=None) == first
