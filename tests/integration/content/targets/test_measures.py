"""A number of a clause is the target only of what is counted in its unit."""

from decimal import Decimal

import pytest
from django.urls import reverse

from content.targets import services
from content.targets.changed_clauses import uphold_target
from content.targets.enums import TargetState
from content.targets.models import Indicator, Target
from tests.samples.targets import CLAUSE, STAND, draft


def test_a_share_in_a_clause_is_no_number_of_people_by_any_door(client, world, indicator):
    STAND["text"] = "到2026年底，卫生应急培训覆盖率不低于85%。"
    with pytest.raises(services.TargetRefused, match="换一个按“%”数的指标"):
        draft(world, indicator, value=Decimal(85))
    client.force_login(world.administrator)
    typed = {
        "name": "培训覆盖率", "indicator": indicator.pk, "comparator": "ge", "value": "85",
        "starts": "2026-01-01", "due": "2026-12-31", "unit": world.county.pk, "slug": "share",
    }  # fmt: skip
    refused = client.post(f"{reverse('targets:desk_new')}?clause={CLAUSE}", typed)
    assert refused.status_code == 422 and "量不了" in refused.content.decode()
    assert not Target.objects.exists()


def test_a_draft_of_another_measure_is_not_confirmed(world, indicator):
    kept = draft(world, indicator)
    STAND["text"] = "到2026年底，持证率不低于12%。"
    with pytest.raises(services.TargetRefused, match="量不了"):
        services.confirm_target(target=kept, actor=world.administrator)
    kept.refresh_from_db()
    assert kept.state == TargetState.DRAFT


@pytest.mark.parametrize(("typed", "status"), [("12", 422), ("120000", 302)])
def test_what_a_text_counts_in_ten_thousands_is_not_taken_for_so_many(
    client, world, indicator, typed, status
):
    STAND["text"] = "到2026年底，全县持证应急志愿者达到12万人。"
    client.force_login(world.administrator)
    form = {
        "name": "持证应急志愿者", "indicator": indicator.pk, "comparator": "ge", "value": typed,
        "starts": "2026-01-01", "due": "2026-12-31", "unit": world.county.pk, "slug": "people",
    }  # fmt: skip
    answer = client.post(f"{reverse('targets:desk_new')}?clause={CLAUSE}", form)
    assert answer.status_code == status
    if status == 422:
        assert "条文写的是“12万人”" in answer.content.decode()
        assert "目标值写 120000" in answer.content.decode()
    assert Target.objects.count() == (status == 302)


def test_so_many_of_ten_thousand_people_are_no_number_of_people(world, indicator):
    STAND["text"] = "到2026年底，每万人持证应急志愿者达到30名。"
    with pytest.raises(services.TargetRefused, match="量不了"):
        draft(world, indicator, value=Decimal(30))


DUTIES = [
    f"每年组织开展防汛演练，{others}。"
    for others in (
        "群众参与1万人次", "群众参与1万人", "参加演练的群众1千人次以上", "走访群众1千户",
        "发放手册1万件", "补助资金1万元", "配备指挥员1名", "每次不超过1小时",
    )
] + ["每年组织1万人参加防汛演练。", "每年组织防汛演练。全县开展巡查1万次。"]  # fmt: skip


@pytest.mark.parametrize("text", DUTIES)
def test_a_duty_without_a_number_is_once_by_every_door_whatever_else_is_counted(
    client, world, indicator, text
):
    drills = Indicator.objects.create(
        slug="drills", name="演练次数", definition="按台账", measure="times"
    )
    STAND["text"] = text
    one = {"value": Decimal(1), "name": "防汛演练", "slug": "drills"}
    draft(world, drills, stated="次", **one).delete()
    client.force_login(world.administrator)
    typed = {
        "name": "防汛演练", "indicator": drills.pk, "comparator": "ge", "value": "1",
        "starts": "2026-01-01", "due": "2026-12-31", "unit": world.county.pk, "slug": "drills",
    }  # fmt: skip
    answer = client.post(f"{reverse('targets:desk_new')}?clause={CLAUSE}", typed)
    assert answer.status_code == 302
    target = Target.objects.get()
    if target.state == TargetState.DRAFT:
        services.confirm_target(target=target, actor=world.administrator)
    Target.objects.update(clause_changed=True)
    read = str(hash(text))
    assert uphold_target(target=target, actor=world.administrator, read=read)
    target.refresh_from_db()
    assert (target.state, target.value) == (TargetState.CONFIRMED, 1)


@pytest.mark.parametrize("text", ["每年组织开展防汛演练，群众参与1万人。", "每年组织培训1万人次。"])
def test_beside_a_duty_a_number_of_people_is_still_the_one_that_is_written(world, indicator, text):
    STAND["text"] = text
    with pytest.raises(services.TargetRefused, match="目标值写 10000"):
        draft(world, indicator, value=Decimal(1))
    assert draft(world, indicator, value=Decimal(10_000))
