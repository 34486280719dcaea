"""What becomes of the number of a plan when the target made of it is undone."""

import pytest
from django.urls import reverse

from content.plans.models import TargetDraft
from content.targets import ending
from content.targets.enums import RetireReason, TargetState
from content.targets.models import Indicator, Target


@pytest.mark.parametrize("way", ["thrown away", "registered wrongly", "the plan changed"])
def test_the_number_of_the_plan_waits_again_when_its_target_was_a_mistake(
    client, world, import_small, way
):
    import_small()
    number = TargetDraft.objects.get(subject="综合应急演练")
    drills = Indicator.objects.create(
        slug="drills", name="演练次数", definition="按台账", measure="times"
    )
    client.force_login(world.administrator)
    page = reverse("plans_desk:decide", args=[number.pk])
    suggested = client.get(page).context["form"].initial
    typed = {
        **{name: suggested[name] for name in ("name", "comparator", "unit", "starts", "due")},
        "slug": suggested["slug"], "indicator": drills.pk, "value": "20", "public": "on",
    }  # fmt: skip
    assert client.post(page, typed).status_code == 302
    wrong = Target.objects.get()
    if way == "thrown away":
        Target.objects.update(state=TargetState.DRAFT, confirmed_at=None)
        ending.discard_target(target=wrong, actor=world.administrator)
    else:
        mistaken = way == "registered wrongly"
        reason = RetireReason.MISTAKEN if mistaken else RetireReason.PLAN_CHANGED
        ending.retire_target(target=wrong, reason=reason, actor=world.administrator)
    number.refresh_from_db()
    if way == "the plan changed":
        assert (number.state, number.target_id) == ("confirmed", wrong.pk)
        listed = reverse("plans_desk:drafts", args=[number.clause.version_id])
        assert "已停用" in client.get(listed, {"state": "confirmed"}).content.decode()
        return
    assert (number.state, number.target_id) == ("open", None)
    fresh = client.get(page).context["form"].initial["slug"]
    assert (fresh == suggested["slug"]) is (way == "thrown away")
    assert client.post(page, typed | {"slug": fresh, "value": "2"}).status_code == 302
    assert Target.objects.standing().get().value == 2
