"""A register counts the whole county: a town or a stratum gets no target of it, and no figure."""

from datetime import date
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from content.plans.models import TargetDraft
from content.plans.services import import_document
from content.targets import counting, selectors, services
from content.targets.domain.verdicts import Standing
from content.targets.models import Target
from portal.people.enums import UnitKind
from portal.people.models import Unit
from tests.integration.conftest import make_unit
from tests.samples.reviewed_plans import published
from tests.samples.targets import draft, unbound

PLAN = "安澜县应急工作计划\n\n一、队伍\n到2026年底，持证应急志愿者不少于12人。\n"


@pytest.mark.parametrize(
    ("unit", "stratum", "field", "says"),
    [
        ("town", "青河镇", "unit", "没有青河镇自己的"),
        ("town", "", "unit", "没有青河镇自己的"),
        ("village", "", "unit", "没有柳树村自己的"),
        ("county", "城镇", "stratum", "分不出“城镇”"),
        ("county", "全镇", "stratum", "范围留空"),
    ],
)
def test_a_part_of_the_county_gets_no_target_of_what_is_counted_as_a_whole(
    world, indicator, surveyed, unit, stratum, field, says
):
    part = {"unit": getattr(world, unit), "stratum": stratum}
    with pytest.raises(services.TargetRefused, match=says) as refused:
        draft(world, indicator, **part)
    assert refused.value.field == field and "没接名册的指标" in refused.value.message
    assert not Target.objects.exists()
    assert draft(world, surveyed, **part).stratum == stratum


@pytest.mark.parametrize("stratum", ["", "全县", "安澜县"])
def test_the_county_and_its_departments_have_targets_of_the_whole(world, indicator, stratum):
    bureau = make_unit("bureau", "应急管理局", UnitKind.DEPARTMENT, world.county)
    counting.snapshot(indicator, timezone.localdate())
    for place, unit in enumerate((world.county, bureau)):
        made = draft(
            world, indicator, unit=unit, stratum=stratum, slug=unit.code,
            due=date(2099, 12, 1 + place),
        )  # fmt: skip
        services.confirm_target(target=made, actor=world.administrator)
    rows = selectors.public_rows(on=timezone.localdate())
    assert [row.figure_text for row in rows] == ["8\xa0人", "8\xa0人"]


def test_a_draft_whose_indicator_is_counted_since_is_not_confirmed(world, surveyed):
    waiting = draft(world, surveyed, unit=world.town)
    type(surveyed).objects.filter(pk=surveyed.pk).update(source="test.volunteers")
    waiting.refresh_from_db()
    with pytest.raises(services.TargetRefused, match="没有青河镇自己的"):
        services.confirm_target(target=waiting, actor=world.administrator)
    waiting.refresh_from_db()
    assert waiting.state == "draft"


@pytest.mark.parametrize("part", ["unit", "stratum"])
def test_a_target_of_a_part_that_stands_already_shows_no_figure_of_the_whole(
    client, world, target, settings, part
):
    settings.PAGECACHE_ENABLED = False
    changed = {"unit": world.town} if part == "unit" else {"stratum": "城镇"}
    Target.objects.update(value=Decimal(5), **changed)
    (row,) = selectors.public_rows(on=timezone.localdate())
    assert row.verdict.standing is Standing.NOT_MEASURED and row.figure is None
    for name, args in (("list", []), ("detail", [target.slug])):
        page = client.get(reverse(f"targets:{name}", args=args)).content.decode()
        read = unbound(BeautifulSoup(page, "html.parser").select_one("main").get_text())
        assert "还没有数据" in read and "名册只数全县，没有这个单位或范围的数" in read, name
        assert "8 人" not in read and "3 人" not in read, name
    file = client.get(reverse("targets:csv", args=[target.slug])).content.decode("utf-8-sig")
    assert len(file.splitlines()) == 1


@pytest.mark.parametrize(("unit", "covered"), [("lead", True), ("office", True), ("county", False)])
def test_in_a_prefecture_the_words_name_it_and_a_county_of_it_is_a_part(
    world, target, unit, covered
):
    Unit.objects.filter(pk=world.county.pk).update(kind=UnitKind.PREFECTURE, name="安澜市")
    bureau = make_unit("bureau", "应急管理局", UnitKind.DEPARTMENT, world.county)
    units = {
        "lead": world.county,
        "office": make_unit("office", "救援科", UnitKind.DEPARTMENT, bureau),
        "county": make_unit("wenquan", "温泉县", UnitKind.COUNTY, world.county),
    }
    Target.objects.update(unit=units[unit], stratum="全市")
    (row,) = selectors.public_rows(on=timezone.localdate())
    said = "" if covered else "名册只数全市，没有这个单位或范围的数"
    assert (row.counted, row.uncounted_text) == (covered, said)


@pytest.fixture
def number_read(world) -> TargetDraft:
    imported = import_document(
        actor=world.editor, owner_unit=world.town, text=PLAN, kind="work_plan", slug="work-plan"
    )
    published(imported.version, world.editor, world.reviewer)
    return TargetDraft.objects.get(clause__version=imported.version)


@pytest.mark.parametrize("form", ["from the clause", "from the number read"])
def test_either_form_says_at_the_field_why_and_keeps_what_was_typed(
    client, world, indicator, number_read, form
):
    address = reverse("plans_desk:decide", args=[number_read.pk])
    if form == "from the clause":
        address = f"{reverse('targets:desk_new')}?clause={number_read.clause.key}"
    typed = {
        "name": "持证的志愿者", "indicator": indicator.pk, "comparator": "ge", "value": "5",
        "stratum": "青河镇", "starts": "2026-01-01", "due": "2026-12-31",
        "unit": world.town.pk, "slug": "vol-2026", "public": "on",
    }  # fmt: skip
    client.force_login(world.administrator)
    for unit, field, says in (
        (world.town, "unit", "没有青河镇自己的"),
        (world.county, "stratum", "分不出“青河镇”"),
    ):
        answer = client.post(address, typed | {"unit": unit.pk})
        assert answer.status_code == 422
        assert says in answer.context["form"].errors[field][0]
        page = answer.content.decode()
        assert 'value="持证的志愿者"' in page and 'value="青河镇"' in page
    assert not Target.objects.exists() and TargetDraft.objects.get().state == "open"
    assert client.post(address, typed | {"unit": world.county.pk, "stratum": ""}).status_code == 302
    assert Target.objects.get().unit == world.county
