"""A number of a plan becomes only a target of what is counted in its unit."""

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.models import PlanDocument, TargetDraft
from content.targets.models import Indicator, Target
from content.targets.services import TargetRefused
from tests.integration.content.plans.test_from_draft_to_target import words

PEOPLE, SHARE = "持证应急志愿者人数", "培训覆盖率"


@pytest.fixture
def share(import_small) -> TargetDraft:
    """覆盖率 不低于 85%, whatever the sample says."""
    import_small()
    Indicator.objects.create(slug="people", name=PEOPLE, definition="按证书", measure="people")
    TargetDraft.objects.filter(subject="综合应急演练").update(value=85, unit="%")
    return TargetDraft.objects.get(subject="综合应急演练")


def _typed(shown, indicator, **changes):
    drawn = shown.context["form"]
    return {
        **{name: drawn.initial[name] for name in ("name", "comparator", "value", "slug", "unit")},
        **{name: drawn.initial[name].isoformat() for name in ("starts", "due")},
        "indicator": indicator.pk, "stratum": "", "public": "on",
    } | changes  # fmt: skip


def test_a_share_is_offered_only_indicators_of_a_share_and_refused_any_other(client, world, share):
    rate = Indicator.objects.create(slug="rate", name=SHARE, definition="按台账", measure="percent")
    client.force_login(world.administrator)
    address = reverse("plans_desk:decide", args=[share.pk])
    shown = client.get(address)
    assert SHARE in words(shown) and PEOPLE not in words(shown)
    people = Indicator.objects.get(slug="people")
    refused = client.post(address, _typed(shown, people))
    assert refused.status_code == 422 and "换一个按“%”数的指标" in words(refused)
    assert not Target.objects.exists()
    assert client.post(address, _typed(shown, rate)).status_code == 302
    assert Target.objects.get().indicator == rate


def test_the_service_refuses_it_too_and_keeps_the_number_open(world, share):
    people = Indicator.objects.get(slug="people")
    with pytest.raises(TargetRefused, match="量不了") as refused:
        services.confirm_draft(
            draft=share, indicator=people, slug="x", starts="2026-01-01", due="2026-12-31",
            unit=world.county, actor=world.administrator,
        )  # fmt: skip
    assert refused.value.field == "indicator"
    share.refresh_from_db()
    assert share.state == "open" and not Target.objects.exists()


def test_where_nothing_counts_in_the_unit_the_way_to_make_an_indicator_is_shown(
    client, world, share
):
    address = reverse("plans_desk:decide", args=[share.pk])
    client.force_login(world.administrator)
    asked = words(client.get(address))
    assert "没有能量这个数的指标，先建一个" in asked and reverse("targets:indicator_new") in asked
    assert 'name="indicator"' not in asked
    PlanDocument.objects.update(owner_unit=world.town)
    client.force_login(world.editor)
    asked = words(client.get(address))
    assert "请安澜县的管理员先建一个" in asked and reverse("targets:indicator_new") not in asked
    TargetDraft.objects.filter(pk=share.pk).update(unit="小时")
    assert "量不了“小时”" in words(client.get(address))


def test_a_number_whose_unit_is_not_known_may_be_counted_by_any_indicator(client, world, share):
    TargetDraft.objects.filter(pk=share.pk).update(unit="")
    client.force_login(world.administrator)
    address = reverse("plans_desk:decide", args=[share.pk])
    shown = client.get(address)
    assert PEOPLE in words(shown)
    assert (
        client.post(address, _typed(shown, Indicator.objects.get(slug="people"))).status_code == 302
    )


def test_people_by_the_ten_thousand_are_offered_as_people(client, world, share):
    TargetDraft.objects.filter(pk=share.pk).update(value="1.2", unit="万人")
    client.force_login(world.administrator)
    shown = client.get(reverse("plans_desk:decide", args=[share.pk]))
    assert shown.context["form"].initial["value"] == "12000" and PEOPLE in words(shown)


@pytest.mark.parametrize(
    "others", ["群众参与1万人次", "参加演练的群众1千人次以上", "参加群众1万人"]
)
def test_a_duty_that_the_plan_leaves_without_a_number_becomes_a_target_of_once(
    client, world, import_small, others
):
    sentence = f"每年组织开展防汛演练，{others}。该项工作由镇政府负责。"
    import_small(f"安澜县应急体系建设“十五五”规划\n一、主要任务\n{sentence}")
    drills = Indicator.objects.create(
        slug="drills", name="演练次数", definition="按台账", measure="times"
    )
    draft = TargetDraft.objects.get(unit="次")
    client.force_login(world.administrator)
    address = reverse("plans_desk:decide", args=[draft.pk])
    shown = client.get(address)
    assert shown.context["form"].initial["value"] == "1"
    assert client.post(address, _typed(shown, drills)).status_code == 302
    target = Target.objects.get()
    assert (target.value, target.state) == (1, "confirmed")


def test_a_register_of_something_else_is_not_one_click_away(client, world, share):
    named = {"definition": "按名册", "measure": "percent", "source": "certified_volunteers"}
    other = Indicator.objects.create(slug="other", name="有灾害信息员的村比例", **named)
    alike = Indicator.objects.create(slug="alike", name="完成演练的单位比例", **named)
    told = Indicator.objects.create(
        slug="told", name="知晓比例", definition="按调查", measure="percent"
    )
    client.force_login(world.administrator)
    address = reverse("plans_desk:decide", args=[share.pk])
    shown = client.get(address)
    offered = set(shown.context["form"].fields["indicator"].queryset)
    assert offered == {alike, told} and "另有 1 个" in words(shown)
    assert "不在可选的里面" in words(client.post(address, _typed(shown, other)))
    every = client.get(address + "?every=1")
    assert other in every.context["form"].fields["indicator"].queryset
    assert "没有一个词相同" not in words(every)
    taken = client.post(address + "?every=1", _typed(every, other, unit=world.county.pk))
    assert taken.status_code == 302 and Target.objects.get().indicator == other
