"""What the library covers, by class of emergency, level, place and sector, and what it lacks."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.plans import services
from content.plans.domain.events import EVENTS, EVERYDAY
from content.plans.enums import Kind, Level, Visibility
from content.plans.models import LocalHazard, PlanDocument
from content.plans.selectors.coverage import coverage
from content.taxonomy.models import Hazard
from portal.people.models import Division

PLAN = "青河镇{name}应急预案\n\n1 总则\n\n做好工作。\n"


@pytest.fixture
def plan_of(import_small):
    def run(name, hazard="", **options):
        text = PLAN.format(name=name)
        plan = import_small(text, **({"kind": Kind.SPECIAL} | options)).document
        plan.hazards.set(Hazard.objects.filter(slug=hazard)) if hazard else None
        return plan

    return run


def counts(table):
    return {line.label: line.total for line in table.lines}


def test_tables_add_up_over_what_the_person_may_read(
    plan_of, import_small, world, django_assert_max_num_queries
):
    plan_of("防汛", "flood")
    plan_of("突发事件总体", kind=Kind.GENERAL, level=Level.TOWN)
    plan_of("防汛和道路交通")
    import_small()
    hidden = plan_of("森林火灾", "forest-fire")
    services.change_document(document=hidden, actor=None, visibility=Visibility.RESTRICTED)
    for person, total, plans in ((world.editor, 5, 4), (world.auditor, 4, 3)):
        found = coverage(person)
        assert found.total == found.kinds.total == found.places.total == total
        assert sum(found.kinds.totals) == total
        assert found.plans == found.classes.total == found.sectors.total == plans
        assert sum(found.classes.totals) == sum(found.sectors.totals) == plans
        assert sum(lack.plans for lack in found.by_level) == plans
    with django_assert_max_num_queries(8):
        found = coverage(world.auditor)
    assert counts(found.classes) == {
        "自然灾害": 1, "事故灾难": 0, "公共卫生": 0, "社会安全": 0, "几类都管": 1,
        "各类突发事件，或者没写哪一类": 1,
    }  # fmt: skip


def test_each_kind_of_emergency_is_counted_and_what_is_missing_is_named(plan_of, world):
    plan_of("防汛和道路交通")
    hidden = plan_of("森林火灾", "forest-fire")
    services.change_document(document=hidden, actor=None, visibility=Visibility.RESTRICTED)
    for person, covered in ((world.editor, 3), (world.auditor, 2)):
        found = coverage(person)
        told = counts(found.events)
        assert len(told) == len(EVENTS) + len(EVERYDAY)
        assert told["自然灾害·水旱"] == told["事故灾难·交通运输"] == 1
        assert told["自然灾害·森林草原火灾"] == covered - 2
        (level,) = found.by_level
        assert level.covered == covered == sum(bool(number) for number in told.values())
        missing = [name for gap in level.gaps for name in gap.names]
        assert len(missing) == len(EVENTS) - covered and "水旱" not in missing
        assert ("森林草原火灾" in missing) is (covered == 2)


def test_a_plan_against_drowning_is_counted_in_its_class_and_below_the_kinds(plan_of, world):
    plan_of("防溺水", "drowning")
    found = coverage(world.editor)
    told = counts(found.events)
    assert told["事故灾难·不属于上面哪一种：火灾、溺水、踩踏、一氧化碳中毒"] == 1
    assert counts(found.classes)["事故灾难"] == 1
    assert found.by_level[0].covered == 0


def test_a_town_without_a_plan_lacks_everything_and_stands_there(plan_of, world):
    world.other_town.division = Division.objects.create(
        code="999901102", name="东山乡", level="town", parent=world.division
    )
    world.other_town.save()
    plan_of("防汛", division=world.division)
    county, town, own = coverage(world.editor).by_place
    assert (county.name, county.plans, county.covered) == ("安澜县", 0, 0)
    assert (town.name, town.plans, town.covered) == ("东山乡", 0, 0)
    assert (own.name, own.plans, own.covered) == ("青河镇", 1, 1)
    assert all(gap.is_whole for gap in town.gaps) and len(town.gaps) == 4


def test_a_town_without_a_division_of_its_own_is_a_place_by_what_it_keeps(plan_of, world):
    names = [one.name for one in coverage(world.editor).by_place]
    assert names[0] == "安澜县" and {"青河镇", "东山乡"} <= {*names}
    plan = plan_of("防汛", "flood", division=world.division)
    places = {one.name: (one.plans, one.covered) for one in coverage(world.editor).by_place}
    assert (places["安澜县"], places["青河镇"], places["东山乡"]) == ((0, 0), (1, 1), (0, 0))
    PlanDocument.objects.filter(pk=plan.pk).update(owner_unit=world.county)
    places = {one.name: one.plans for one in coverage(world.administrator).by_place}
    assert (places["安澜县"], places["青河镇"]) == (1, 0)


def test_the_coverage_page_names_classes_and_sectors_without_a_plan(client, plan_of, world):
    plan = plan_of("防汛", "flood")
    services.change_document(document=plan, actor=None, sector="village")
    client.force_login(world.auditor)
    page = client.get(reverse("plans_desk:coverage")).content.decode()
    assert "公共卫生：一种也没有" in page
    assert "自然灾害：气象、地震、地质、海洋、生物、森林草原火灾" in page
    gaps = page.split("还没有预案的对象和领域")[1].split("</section>")[0]
    assert "学校" in gaps and "<b>1</b>" in page


def test_gaps_stand_before_the_counts_which_are_folded_and_leave_out_what_is_nothing(
    client, plan_of, world
):
    plan_of("防汛", "flood")
    client.force_login(world.auditor)
    page = BeautifulSoup(client.get(reverse("plans_desk:coverage")).content, "html.parser").main
    heads = [one.get_text() for one in page.find_all("h2")]
    assert heads[0] == "各级还缺哪些" and heads[-1] == "各有多少件"
    tables = page.find_all("h2")[-1].parent.find_all("table")
    assert len(tables) == 5
    for table in tables:
        fold = table.find_parent("details")
        assert fold is not None and not fold.has_attr("open")
        assert all(row.find_all("td")[-1].get_text() != "0" for row in table.tbody.find_all("tr"))


def test_places_without_any_plan_stand_together_behind_the_others(client, plan_of, world):
    plan_of("防汛", "flood", division=world.division)
    client.force_login(world.editor)
    page = BeautifulSoup(client.get(reverse("plans_desk:coverage")).content, "html.parser").main
    rows = page.find("h2", string="各地还缺哪些").parent.find_all("th", scope="row")
    assert [one.get_text() for one in rows] == ["青河镇", "安澜县、东山乡"]


def test_a_library_without_response_plans_names_no_gaps(client, import_small, world):
    import_small()
    client.force_login(world.auditor)
    page = client.get(reverse("plans_desk:coverage")).content.decode()
    assert "种类和层级" in page and "各级还缺哪些" not in page


def test_gaps_in_hazards_judged_dangerous_here_stand_first_and_say_so(client, plan_of, world):
    plan_of("青河镇地震应急预案")
    client.force_login(world.administrator)
    address = reverse("plans_desk:coverage")
    page = client.get(address).content.decode()
    assert "还没有定本地哪些灾种多发" in page and "不分轻重" in page
    LocalHazard.objects.create(
        hazard=Hazard.objects.get(slug="flood"), frequent=True, dangerous=True, source="风险普查"
    )
    page = client.get(address).content.decode()
    first = page.split("各级还缺哪些")[1]
    assert re.search(r"<b>水旱</b>.*?多发、危害大", first, re.S)
    assert first.index("水旱") < first.index("气象") and "还没有定本地" not in page
    assert reverse("plans_desk:hazards") in page
    client.force_login(world.editor)
    assert reverse("plans_desk:hazards") not in client.get(address).content.decode()
