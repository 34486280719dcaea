"""The entry of the register in its parts, and the way to a date and back to what falls due."""

import re
from datetime import date
from html import unescape
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from content.plans.enums import Kind
from content.plans.forms.register import DocumentForm
from content.plans.models import PlanDocument
from content.taxonomy.models import Hazard

PLAN = "青河镇防汛应急预案\n1 总则\n做好防汛工作。\n青河镇人民政府\n2026年3月2日\n"


@pytest.fixture
def plan(client, world, import_small):
    client.force_login(world.editor)
    return import_small(PLAN, kind=Kind.SPECIAL).document


def as_drawn(form):
    values = {name: form[name].value() for name in form.fields}
    values["hazards"] = [getattr(one, "pk", one) for one in values["hazards"] or ()]
    return {name: "" if value is None else value for name, value in values.items()}


def address(plan, back=""):
    return reverse("plans_desk:change", args=[plan.slug]) + (
        f"?{urlencode({'next': back})}" if back else ""
    )


def test_every_field_stands_in_one_part_and_once(client, plan, world, import_small):
    for document in (plan, import_small().document):
        form = client.get(address(document)).context["form"]
        named = [field.name for part in form.parts for field in part.fields]
        assert sorted(named) == sorted(field.name for field in form.visible_fields())
    form = DocumentForm(instance=plan, user=world.editor)
    form.fields["later"] = form.fields["issuer"]
    assert "later" in [field.name for field in form.parts[0].fields]


def test_a_planning_document_has_no_part_for_what_only_plans_have(client, plan, import_small):
    page = client.get(address(import_small().document)).content.decode()
    assert 'id="public"' in page and 'id="filing"' not in page
    assert 'id="filing"' in client.get(address(plan)).content.decode()


def test_hazards_are_folded_under_their_names_and_open_where_one_is_wrong(client, plan):
    hazard = Hazard.objects.first()
    plan.hazards.set([hazard])
    answer = client.get(address(plan))
    page = answer.content.decode()
    assert f"<summary>灾种：{hazard.name}</summary>" in page and "<details open" not in page
    typed = as_drawn(answer.context["form"]) | {"hazards": ["999999"]}
    refused = client.post(address(plan), typed)
    assert refused.status_code == 422
    assert re.search(r'<details class="more" open><summary>灾种：', refused.content.decode())


def test_a_due_leads_to_its_field_and_saving_comes_back_to_the_list(client, plan):
    dues = reverse("plans_desk:dues") + "?due=overdue&whose=own"
    page = client.get(dues).content.decode()
    links = [unescape(one) for one in re.findall(r'<a class="quiet" href="([^"]+)"', page)]
    filed = next(one for one in links if one.endswith("#id_filed_on"))
    entry = client.get(filed.split("#")[0])
    assert 'id="id_filed_on"' in entry.content.decode()
    assert f'href="{dues}"'.replace("&", "&amp;") in entry.content.decode()
    typed = as_drawn(entry.context["form"]) | {"filed_on": "2026-03-20"}
    answer = client.post(filed.split("#")[0], typed)
    assert (answer.status_code, answer["Location"]) == (302, dues)
    assert str(PlanDocument.objects.get(pk=plan.pk).filed_on) == "2026-03-20"


def test_a_plan_without_any_day_leads_to_the_day_it_was_issued(client, plan, import_small):
    text = PLAN.replace("防汛", "防火").replace("2026年3月2日", "")
    undated = import_small(text, kind=Kind.SPECIAL).document
    PlanDocument.objects.filter(pk=plan.pk).update(disclosed_on=date(2026, 3, 10))
    page = client.get(reverse("plans_desk:dues") + "?due=unknown").content.decode()
    assert "缺印发日期" in page and "#id_issued_on" in page
    assert undated.title in page and plan.title not in page


def test_who_may_not_change_the_entry_is_led_to_the_text_alone(client, plan, world):
    client.force_login(world.other_editor)
    page = client.get(reverse("plans_desk:dues")).content.decode()
    assert plan.get_absolute_url() in page and "#id_" not in page


@pytest.mark.parametrize(
    "back",
    [
        "https://evil.example/", "//evil.example/workbench/plans/dues/", "javascript:alert(1)",
        "http://testserver/workbench/plans/dues/", "/workbench/plans/dues/../../../admin/",
        "\\\\evil.example", "//[", "/plans/", "", "\x00", "/workbench/plans/dues/\r\nX: y",
    ],
)  # fmt: skip
def test_saving_follows_no_address_but_its_own_lists(client, plan, back):
    typed = as_drawn(client.get(address(plan)).context["form"]) | {"issuer": "镇政府"}
    answer = client.post(address(plan, back), typed)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("plans_desk:list")


def test_the_entry_leads_to_the_text_its_proof_its_drafts_and_the_next_version(
    client, plan, small_text, import_small
):
    draft = import_small(small_text + "\n附：无", publish=False, slug=plan.slug).version
    page = client.get(reverse("plans_desk:change", args=[plan.slug])).content.decode()
    assert plan.owner_unit.name in page
    for address in (
        reverse("plans:document", args=[plan.slug]),
        reverse("plans_desk:review", args=[plan.current_version_id]),
        reverse("plans_desk:review", args=[draft.pk]),
        f"{reverse('plans_desk:upload')}?document={plan.pk}",
    ):
        assert f'href="{address}"' in page


def test_the_entry_of_what_was_never_published_leads_to_no_text_in_force(client, world, draft):
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:change", args=[draft.document.slug])).content.decode()
    assert "还没有发布" in page
    assert reverse("plans_desk:review", args=[draft.pk]) in page
    assert f'href="{reverse("plans:document", args=[draft.document.slug])}"' not in page
