"""For which division a document stands: set with the upload, changed in the register."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.enums import Kind, Level
from content.plans.forms.uploads import UploadForm
from content.plans.models import PlanDocument
from content.plans.selectors.dues import due_list, rule_book
from content.plans.selectors.places import may_stand_for, place_of, places
from portal.people.enums import Role, UnitKind
from portal.people.models import Division, Membership, Unit
from tests.samples.reviewed_plans import published

FLOOD = "青河镇防汛应急预案\n\n1 总则\n\n做好工作。\n\n青河镇人民政府\n2026年3月2日\n"


@pytest.fixture
def land(world):
    """Prefecture, county, town and village above one another, and a neighbour county."""
    rows = {}
    above = None
    for key, code, name, level in (
        ("prefecture", "999900", "澜州", "prefecture"),
        ("county", "999901", "安澜县", "county"),
        ("town", "999901101", "青河镇", "town"),
        ("village", "999901101200", "柳树村", "village"),
    ):
        above, _new = Division.objects.update_or_create(
            code=code, defaults={"name": name, "level": level, "parent": above}
        )
        rows[key] = above
    rows["neighbour"] = Division.objects.create(
        code="999801", name="邻县", level="county", parent=None
    )
    world.town.division = rows["town"]
    world.town.save()
    return rows


@pytest.fixture
def county_editor(world):
    Membership.objects.filter(user=world.editor).delete()
    Membership.objects.create(
        user=world.editor, unit=world.county, role=Role.EDITOR, valid_from=date(2020, 1, 1)
    )
    return world.editor


def upload(client, unit, *, text=FLOOD, **typed):
    form = {"owner_unit": unit.pk, "token": str(uuid.uuid4()), "text": text}
    return client.post(reverse("plans_desk:upload"), form | typed)


def as_drawn(page):
    """What a browser sends back when nothing is touched."""
    form = page.context["form"]
    return {name: form[name].value() or "" for name in form.fields if name != "hazards"}


def test_an_upload_says_its_division_and_the_level_and_dues_follow(
    client, world, land, county_editor
):
    client.force_login(county_editor)
    text = FLOOD.replace("青河镇", "澜州")
    answer = upload(client, world.county, text=text, division=land["prefecture"].pk)
    assert answer.status_code == 302
    plan = PlanDocument.objects.get()
    assert (plan.division, plan.level) == (land["prefecture"], Level.PREFECTURE)
    published(plan.versions.get(), county_editor, world.reviewer)
    (row,) = due_list(county_editor, date(2026, 11, 30), rule_book()).rows
    assert row.dues == {}


def test_without_a_word_it_is_that_of_its_unit(client, world, land):
    client.force_login(world.editor)
    assert upload(client, world.town).status_code == 302
    plan = PlanDocument.objects.get()
    assert (plan.division, plan.level) == (land["town"], Level.TOWN)


def test_a_town_cannot_stand_for_another_place_and_keeps_what_was_typed(client, world, land):
    client.force_login(world.editor)
    for place in ("neighbour", "county"):
        answer = upload(client, world.town, division=land[place].pk)
        assert answer.status_code == 422 and not PlanDocument.objects.exists()
    page = answer.content.decode()
    assert "青河镇的文件只能写青河镇和它下面的地区。" in page and "做好工作。" in page
    assert f'value="{land["county"].pk}" selected' in page
    assert upload(client, world.town, division=land["village"].pk).status_code == 302
    plan = PlanDocument.objects.get()
    assert (plan.division, plan.level) == (land["village"], Level.GRASSROOTS)


def test_a_town_may_stand_for_what_lies_in_it_under_an_earlier_code_too(world, land):
    before, elsewhere = (
        Division.objects.create(code=code, name=name, level="town", replaced_by=land[to])
        for code, name, to in (
            ("999902101", "青河乡", "town"), ("999802101", "邻乡", "neighbour"),
        )
    )  # fmt: skip
    assert may_stand_for(world.town, before) and not may_stand_for(world.town, elsewhere)


def test_a_new_version_keeps_the_division_and_refuses_another(client, world, land):
    client.force_login(world.editor)
    upload(client, world.town)
    plan = PlanDocument.objects.get()
    services.change_document(document=plan, actor=world.editor, division=land["village"])
    newer = FLOOD.replace("做好工作", "做好防汛工作")
    answer = upload(client, world.town, text=newer, document=plan.pk, division=land["town"].pk)
    assert answer.status_code == 422
    assert "新的一版用登记的地区“柳树村”" in answer.content.decode()
    assert upload(client, world.town, text=newer, document=plan.pk).status_code == 302
    plan.refresh_from_db()
    assert plan.versions.count() == 2
    assert (plan.division, plan.level) == (land["village"], Level.GRASSROOTS)


def test_the_register_changes_it_and_takes_the_level_along(client, world, land, import_small):
    plan = import_small(FLOOD).document
    client.force_login(world.editor)
    address = reverse("plans_desk:change", args=[plan.slug])
    sent = as_drawn(client.get(address))
    answer = client.post(address, sent | {"division": land["village"].pk}, follow=True)
    assert "已保存，层级跟着地区改成“村、社区和单位”。" in answer.content.decode()
    plan.refresh_from_db()
    assert (plan.division, plan.level) == (land["village"], Level.GRASSROOTS)
    sent = as_drawn(client.get(address)) | {"division": land["county"].pk}
    answer = client.post(address, sent)
    assert answer.status_code == 422 and "只能写青河镇" in answer.content.decode()


def test_a_level_that_is_said_stays_and_a_firm_is_no_government(world, land, import_small):
    plan = import_small(FLOOD).document
    services.change_document(document=plan, actor=None, division=land["village"], level=Level.TOWN)
    assert plan.level == Level.TOWN
    firm = import_small(
        FLOOD.replace("青河镇防汛", "青河镇防火"), unit=world.county, kind=Kind.UNIT,
        level=Level.GRASSROOTS,
    ).document  # fmt: skip
    services.change_document(document=firm, actor=None, division=land["town"])
    assert firm.level == Level.GRASSROOTS


def test_rules_of_a_place_hold_for_what_stands_for_it(world, land, import_small):
    plan = import_small(FLOOD, kind=Kind.SPECIAL).document
    services.save_rule(
        rule=None, kinds=[Kind.SPECIAL], actor=None, what="evaluation", amount=1, span="year",
        division=land["village"], source="村规", article="", confidence="H", lowest_level="",
        regime="", valid_from=date(2026, 1, 1), valid_to=None,
    )  # fmt: skip

    def evaluated():
        (row,) = due_list(world.editor, date(2026, 11, 30), rule_book()).rows
        due = row.dues.get("evaluation")
        return due and due.due_on

    assert evaluated() is None
    services.change_document(document=plan, actor=None, division=land["village"])
    assert evaluated() == date(2027, 3, 2)


def test_what_is_offered_lies_in_the_place_or_above_it(world, land, django_assert_num_queries):
    before = Division.objects.create(
        code="999902", name="安澜市", level="county", replaced_by=land["county"]
    )
    with django_assert_num_queries(2):
        found = set(places())
    assert found == {land[key] for key in ("prefecture", "county", "town", "village")} | {before}
    assert place_of(world.village) == land["town"]


def test_a_unit_in_each_village_of_a_large_county_is_no_obstacle(client, world, land):
    villages = Division.objects.bulk_create(
        Division(
            code=f"99990{town}{100 + town}{number}", name=f"村{town}-{number}", level="village",
            parent=land["town"],
        )
        for town in range(1, 5)
        for number in range(201, 451)
    )  # fmt: skip
    Unit.objects.bulk_create(
        Unit(code=one.code, name=one.name, kind=UnitKind.VILLAGE, division=one) for one in villages
    )
    assert {one.pk for one in villages} < {one.pk for one in places()}
    client.force_login(world.editor)
    assert client.get(reverse("plans_desk:upload")).status_code == 200


def test_the_same_form_with_another_division_is_another_upload(world, land):
    token = uuid.uuid4()
    first, second = (
        services.receive(
            token=token, data=FLOOD.encode(), name="", pasted=True, owner_unit=world.town,
            actor=world.editor, division=division,
        )
        for division in (None, land["village"])
    )  # fmt: skip
    assert first.pk != second.pk
    assert UploadForm(user=world.editor).fields["division"].queryset.count() == 4
