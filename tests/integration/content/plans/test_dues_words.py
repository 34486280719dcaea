"""What the list of dues says where nothing is due."""

from datetime import date

from django.urls import reverse

from content.plans.enums import Kind, Level
from content.plans.models import PlanDocument
from tests.integration.content.plans.conftest import FLOOD_PLAN


def test_a_plan_without_a_due_is_told_why(client, import_small, world):
    older = FLOOD_PLAN.replace("2026年3月2日", "2023年5月9日")
    import_small(older, kind=Kind.SPECIAL)
    school = import_small(FLOOD_PLAN.replace("青河镇防汛", "第一小学"), kind=Kind.UNIT).document
    above = import_small(FLOOD_PLAN.replace("青河镇", "国家"), kind=Kind.SPECIAL).document
    PlanDocument.objects.filter(pk=above.pk).update(level=Level.NATIONAL)
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:dues"))
    notes = {
        row.entry.plan.title: [cell.note for cell in row.cells if not cell.word]
        for row in page.context["rows"]
    }
    assert notes["青河镇防汛应急预案"] == [
        *["规则 2024-01-31 起施行，这份更早"] * 2, "没有规则管到它",
    ]  # fmt: skip
    assert set(notes[school.title]) == {"没有规则管到它"}
    assert set(notes[above.title]) == {"上级的预案，由上级办"}
    assert "—" not in {note for every in notes.values() for note in every}


def test_a_receipt_of_which_only_the_number_is_known_says_that_its_day_is_missing(
    client, import_small, world
):
    plan = import_small(FLOOD_PLAN, kind=Kind.SPECIAL).document
    filed = {"filed_on": date(2026, 3, 9), "filing_receipt": "安备〔2026〕4号"}
    PlanDocument.objects.filter(pk=plan.pk).update(**filed)
    client.force_login(world.editor)

    def receipt():
        page = client.get(reverse("plans_desk:dues"))
        (cell,) = [one for one in page.context["rows"][0].cells if one.label == "备案回执"]
        return cell

    assert "已办，没填日期" in receipt().word and "#id_receipt_on" in receipt().word
    assert receipt().dates == ["期限 2026-03-16"]
    PlanDocument.objects.filter(pk=plan.pk).update(receipt_on=date(2026, 3, 12))
    assert "没填" not in receipt().word
    assert receipt().dates == ["2026-03-12 办", "期限 2026-03-16"]
