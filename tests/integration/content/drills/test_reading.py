"""Who reads which drill, the year at a glance, what targets count, and what plans say."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from content.drills import services
from content.drills.selectors.counting import comprehensive_drills, drills, person_times
from content.drills.selectors.drills import (
    improvements_for,
    of_year,
    plans_not_drilled,
    readable_by,
    rows_of,
)
from content.plans.domain.dues import What
from content.plans.drilled import last_drilled
from content.plans.enums import Visibility
from content.plans.models import PlanDocument
from content.plans.selectors.dues import due_list, rule_book
from content.plans.selectors.figures import figures_for
from content.targets import registry
from portal.foundation.audit.models import AuditEvent
from tests.samples import drills as samples
from tests.samples.reviewed_plans import published

TODAY = date(2026, 11, 30)


def test_drills_of_another_unit_are_not_there(world, town_plan, plan_of):
    other = plan_of(world.other_town)
    mine = samples.held(town_plan, world.town)
    theirs = samples.held(other, world.other_town)
    assert list(readable_by(world.editor)) == [mine]
    assert list(readable_by(world.other_editor)) == [theirs]
    assert set(readable_by(world.administrator)) == {mine, theirs}
    assert not readable_by(world.learner)
    found = of_year(world.editor, 2026, TODAY)
    assert list(found.drills) == [mine]
    assert [line.unit for line in found.units] == [world.town]


def test_a_drill_on_a_plan_that_one_may_not_read_is_not_there_either(world, plan_of):
    hidden = plan_of(world.county, visibility=Visibility.RESTRICTED)
    drill = samples.held(hidden, world.town)
    assert not readable_by(world.editor).exists()
    assert list(readable_by(world.administrator)) == [drill]


def test_who_has_to_improve_something_reads_that_and_no_more(client, world, plan_of):
    plan = plan_of(world.county)
    drill = samples.held(plan, world.county, title="县里的演练")
    made = services.add_improvement(
        drill=drill, token=drill.token, actor=None, aspect="equipment", finding="广播没有响",
        action="换电源", responsible_unit=world.town, due_on=date(2026, 7, 1),
    )  # fmt: skip
    assert list(improvements_for(world.editor)) == [made]
    assert not improvements_for(world.other_editor).exists()
    client.force_login(world.editor)
    page = client.get(reverse("drills:improvement", args=[made.pk])).content.decode()
    assert "换电源" in page and "县里的演练" not in page
    listed = client.get(reverse("drills:improvements")).content.decode()
    assert "广播没有响" in listed and "县里的演练" not in listed
    assert client.get(drill.get_absolute_url()).status_code == 404


def test_the_year_counts_what_was_planned_and_what_was_held(world, town_plan):
    samples.held(town_plan, world.town)
    samples.planned(town_plan, world.town, planned_on=date(2026, 12, 1), scope="special")
    gone = samples.planned(town_plan, world.town, planned_on=date(2026, 6, 1))
    services.cancel_drill(drill=gone, because="正在抗洪", actor=None)
    samples.planned(town_plan, world.town, planned_on=date(2027, 5, 1))
    found = of_year(world.editor, 2026, TODAY)
    assert (found.planned, found.held, found.comprehensive, found.person_times) == (2, 1, 1, 84)
    assert len(found.drills) == 3
    line = found.units[0]
    assert (line.planned, line.held, line.person_times) == (2, 1, 84)


def test_the_list_of_a_year_asks_as_often_for_many_drills_as_for_one(
    world, town_plan, django_assert_max_num_queries
):
    samples.held(town_plan, world.town)

    def listed():
        return rows_of(world.editor, of_year(world.editor, 2026, TODAY).drills[:4], TODAY)

    with django_assert_max_num_queries(6):
        listed()
    for _more in range(4):
        samples.evaluated(samples.held(town_plan, world.town))
    with django_assert_max_num_queries(6):
        assert len(listed()) == 4


def test_a_plan_that_changed_since_its_drill_stands_in_front(world, plan_of, next_version):
    first, second = plan_of(world.town), plan_of(world.village)
    samples.held(first, world.town)
    assert [(one.plan, one.since) for one in plans_not_drilled(world.editor, 2026)] == [
        (second, None)
    ]
    next_version(first)
    found = plans_not_drilled(world.editor, 2026)
    assert [one.plan for one in found] == [first, second]
    assert (found[0].since.drilled, found[0].since.current) == (1, 2)
    changed = PlanDocument.objects.get(pk=first.pk)
    samples.held(changed, world.town)
    assert [one.plan for one in plans_not_drilled(world.editor, 2026)] == [second]


def test_the_figure_counts_the_plans_whose_last_drill_was_on_another_text(
    client, world, plan_of, next_version
):
    first, _second = plan_of(world.town), plan_of(world.village)
    samples.held(first, world.town)
    assert figures_for(world.editor, TODAY).undrilled == 0
    next_version(first)
    assert figures_for(world.editor, TODAY).undrilled == 1
    assert figures_for(world.other_editor, TODAY).undrilled == 0
    client.force_login(world.editor)
    page = client.get("/workbench/plans/?state=undrilled")
    assert [row.plan for row in page.context["rows"]] == [first]
    samples.held(PlanDocument.objects.get(pk=first.pk), world.town)
    assert figures_for(world.editor, TODAY).undrilled == 0


def test_the_next_year_shows_what_is_planned_and_what_is_still_to_plan(
    client, world, plan_of, next_version
):
    drilled, planned = plan_of(world.town), plan_of(world.village)
    samples.held(drilled, world.town)
    day = date(2027, 6, 30)
    later = samples.planned(planned, world.village, planned_on=day)
    found = plans_not_drilled(world.editor, 2027)
    assert [(one.plan, one.listed_on) for one in found] == [(planned, day), (drilled, None)]
    client.force_login(world.editor)
    page = client.get(reverse("drills:list"), {"year": 2027}).content.decode()
    assert "已列 2027-06-30" in page and "再是 2027 年没有列的" in page
    again = date(2026, 12, 30)
    samples.planned(drilled, world.town, planned_on=again)
    next_version(drilled)
    (first, *_others) = plans_not_drilled(world.editor, 2026)
    assert (first.plan, first.listed_on) == (drilled, again)
    services.cancel_drill(drill=later, actor=world.editor, because="改期")
    assert plans_not_drilled(world.editor, 2027)[0].listed_on is None


@pytest.mark.parametrize("name", ["plans_desk:change", "plans_desk:check"])
def test_the_desk_page_of_a_plan_says_whether_its_text_was_drilled(
    client, world, town_plan, next_version, name
):
    client.force_login(world.editor)
    address = reverse(name, args=[town_plan.slug])
    assert "还没有演练记录。" in client.get(address).content.decode()
    samples.held(town_plan, world.town)
    assert "现行的一版 2026-05-12 演练过。" in client.get(address).content.decode()
    next_version(town_plan)
    page = client.get(address).content.decode()
    assert "2026-05-12 演练的是第 1 版，现行的是第 2 版：改了以后还没有演练。" in page
    assert f"{reverse('drills:new')}?plan={town_plan.slug}" in page


def test_a_planning_document_says_nothing_of_drills(client, world):
    from content.plans import services as plans

    text = "青河镇2026年工作要点\n\n一、总体要求\n\n做好工作。"
    made = plans.import_document(
        actor=world.editor, owner_unit=world.town, kind="key_points", text=text
    )
    published(made.version, world.editor, world.reviewer)
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:change", args=[made.document.slug])).content.decode()
    assert "演练" not in page.split("<main")[1]


def test_the_dues_of_a_plan_count_from_its_last_drill(world, town_plan):
    assert last_drilled([town_plan.pk]) == {}
    samples.planned(town_plan, world.town)
    assert last_drilled([town_plan.pk]) == {}
    samples.held(town_plan, world.town)
    assert last_drilled([town_plan.pk]) == {town_plan.pk: date(2026, 5, 12)}
    row = next(
        row for row in due_list(world.editor, TODAY, rule_book()).rows if row.plan == town_plan
    )
    assert row.dues[What.DRILL].counted_from == date(2026, 5, 12)


def test_only_comprehensive_drills_of_the_county_answer_its_target(world, plan_of):
    plan = plan_of(world.county)
    assert comprehensive_drills(TODAY).value == 0
    one = samples.held(plan, world.county)
    samples.held(plan, world.county, scope="special")
    samples.held(plan, world.town)
    samples.planned(plan, world.county)
    found = comprehensive_drills(TODAY)
    assert (found.value, found.n, found.inputs["drills"]) == (1, 1, [one.pk])
    assert comprehensive_drills(date(2026, 5, 11)).value == 0
    assert comprehensive_drills(date(2027, 1, 1)).value == 0
    assert drills(TODAY).value == 3
    assert person_times(TODAY).value == 3 * 84


def test_targets_may_choose_the_figures_of_the_log(world, plan_of):
    source = registry.get("comprehensive_drills_of_year")
    samples.evaluated(samples.held(plan_of(world.county), world.county))
    figure = source.compute(TODAY)
    assert source.explain(figure.inputs) == "记录了 1 次演练，其中 1 次完成了评估。"
    assert source.explain({}) == ""
    named = dict(registry.choices())
    assert {"drills_of_year", "drill_person_times_of_year"} <= named.keys()


def test_the_register_is_taken_along_as_a_table_without_formulas(client, world, town_plan):
    samples.held(town_plan, world.town, title="=1+1 演练")
    client.force_login(world.editor)
    csv = client.get(reverse("drills:csv") + "?year=2026")
    text = csv.content.decode("utf-8-sig")
    assert '"\'=1+1 演练"' in text and "青河镇" in text and "84" in text
    assert text.count("\r\n") == 2
    xlsx = client.get(reverse("drills:xlsx") + "?year=2026")
    assert xlsx.content.startswith(b"PK")
    events = AuditEvent.objects.filter(action="content.drill.exported")
    assert events.count() == 2 and set(events.values_list("unit_id", flat=True)) == {world.town.pk}
    other = client.get(reverse("drills:csv") + "?year=2020").content.decode("utf-8-sig")
    assert other.count("\r\n") == 1


@pytest.mark.parametrize("year", ["", "x", "99999", "1\0", "１９４８", "1066", "２０２６"])
def test_a_year_that_is_none_is_this_one(client, world, year):
    client.force_login(world.editor)
    answer = client.get(reverse("drills:list"), {"year": year})
    assert answer.status_code == 200
    assert f"{timezone.localdate().year} 年演练" in answer.content.decode()
