"""A goal without a number: the editor names a proxy, marked as the county's, or says why not."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from content.plans import services
from content.plans.models import GoalAnswer, PlanVersion
from content.plans.selectors.goals import goals_of
from content.targets.ending import discard_target
from content.targets.enums import Comparator, Measure, TargetState
from content.targets.models import Indicator, Target
from content.targets.services import confirm_target

GOAL = "应急管理体系基本健全。"
WHY = "规划只写基本健全，先看每村有没有一名灾害信息员"


@pytest.fixture
def indicator(db):
    return Indicator.objects.create(
        slug="informants", name="灾害信息员", definition="在册的。", measure=Measure.PEOPLE
    )


@pytest.fixture
def version(import_small, small_text):
    text = small_text.replace(
        "（二）工作原则。先桌面", f"（二）发展目标。{GOAL}\n\n（三）工作原则。先桌面"
    )
    return PlanVersion.objects.get(pk=import_small(text).version.pk)


@pytest.fixture
def goal(version):
    (found,) = goals_of(version)
    return found


@pytest.fixture
def proxy(goal, indicator, world):
    return services.set_proxy(
        goal=goal, reason=WHY, name="每村一名灾害信息员", slug="informants-2028",
        indicator=indicator, comparator=Comparator.AT_LEAST, value=Decimal(60),
        starts=date(2026, 1, 1), due=date(2028, 12, 31), unit=world.town, actor=world.editor,
    )  # fmt: skip


def address(name, goal):
    return reverse(
        f"plans_desk:{name}", args=[goal.clause.version_id, goal.clause.anchor, goal.goal.start]
    )


def listed(client, goal):
    page = client.get(reverse("plans_desk:goals", args=[goal.clause.version_id]))
    return page.content.decode()


def test_the_list_shows_the_sentence_in_its_clause_and_asks_for_a_proxy(client, world, goal):
    client.force_login(world.editor)
    page = listed(client, goal)
    assert f"<mark>{GOAL}</mark>" in page and "等着处理 1 句" in page
    assert address("goal_proxy", goal) in page and address("goal_decline", goal) in page
    drafts = client.get(reverse("plans_desk:drafts", args=[goal.clause.version_id]))
    assert "没有数字的目标" in drafts.content.decode()


def test_a_proxy_from_the_form_stands_publicly_beside_its_clause_as_the_countys_own(
    client, world, goal, indicator
):
    client.force_login(world.editor)
    form = {
        "reason": WHY, "name": "每村一名灾害信息员", "indicator": indicator.pk,
        "comparator": "ge", "value": "60", "stratum": "", "starts": "2026-01-01",
        "due": "2028-12-31", "unit": world.town.pk, "public": "on", "slug": "informants-2028",
    }  # fmt: skip
    refused = client.post(address("goal_proxy", goal), form | {"reason": ""})
    assert refused.status_code == 422 and "写一句理由" in refused.content.decode()
    assert client.post(address("goal_proxy", goal), form).status_code == 302
    target = Target.objects.get()
    assert (target.clause_key, target.proxy_reason) == (goal.clause.key, WHY)
    assert "每村一名灾害信息员" in listed(client, goal) and "等着处理 0 句" in listed(client, goal)
    confirm_target(target=target, actor=world.administrator)
    client.logout()
    plan = goal.clause.version.document
    for page in (
        reverse("targets:list"),
        reverse("targets:detail", args=[target.slug]),
        plan.get_absolute_url(),
        reverse("plans:targets", args=[plan.slug]),
    ):
        shown = client.get(page).content.decode()
        assert "替代指标：本地定的，规划里没有写这个数" in shown and WHY in shown, page
    detail = client.get(reverse("targets:detail", args=[target.slug])).content.decode()
    assert f"#c-{goal.clause.anchor}" in detail


def test_a_target_that_the_plan_states_is_not_called_a_proxy(client, world, version, indicator):
    clause = version.clauses.get(text__contains="综合应急演练")
    drills = Indicator.objects.create(
        slug="drills", name="演练", definition="办过的。", measure=Measure.TIMES
    )
    target = services.confirm_draft(
        draft=clause.drafts.get(), indicator=drills, slug="drills-yearly", actor=world.editor,
        starts=date(2026, 1, 1), due=date(2026, 12, 31), unit=world.town,
    )  # fmt: skip
    confirm_target(target=target, actor=world.administrator)
    page = client.get(reverse("targets:detail", args=["drills-yearly"])).content.decode()
    assert "替代指标" not in page


def test_twice_is_once_and_another_answer_is_refused(world, goal, proxy):
    assert Target.objects.count() == GoalAnswer.objects.count() == 1
    with pytest.raises(services.PlanRefused):
        services.decline_goal(goal=goal, reason="量不了", actor=world.editor)


def test_an_editor_says_why_nothing_measures_it_and_thinks_again(client, world, goal):
    client.force_login(world.editor)
    refused = client.post(address("goal_decline", goal), {"reason": ""})
    assert refused.status_code == 422 and not GoalAnswer.objects.exists()
    client.post(address("goal_decline", goal), {"reason": "这是工作方向"})
    assert "这是工作方向" in listed(client, goal) and "等着处理 0 句" in listed(client, goal)
    assert client.get(address("goal_proxy", goal)).status_code == 302
    client.post(address("goal_reopen", goal))
    assert "等着处理 1 句" in listed(client, goal)


def test_a_proxy_that_is_thrown_away_leaves_the_goal_waiting(world, goal, proxy, version):
    discard_target(target=proxy, actor=world.editor)
    assert [one.answer for one in goals_of(version)] == [None]


def test_the_answer_holds_for_the_next_version_while_the_sentence_stands(
    world, goal, proxy, import_small, version
):
    text = version.original.replace("先桌面、后实战", "先推演、后实战")
    later = import_small(text, slug=version.document.slug).version
    (again,) = goals_of(PlanVersion.objects.get(pk=later.pk))
    assert again.answer.target == proxy


def test_a_confirmed_proxy_is_upheld_without_its_number_in_the_clause(world, proxy):
    confirm_target(target=proxy, actor=world.administrator)
    proxy.refresh_from_db()
    assert proxy.state == TargetState.CONFIRMED


def test_no_answer_stands_without_a_reason(goal):
    with pytest.raises(IntegrityError), transaction.atomic():
        GoalAnswer.objects.create(
            document=goal.clause.version.document, anchor=goal.clause.anchor,
            digest=goal.goal.digest, sentence=GOAL, reason="",
        )  # fmt: skip


def test_an_editor_of_another_town_answers_nothing(client, world, goal):
    client.force_login(world.other_editor)
    for name in ("goal_proxy", "goal_decline", "goal_reopen"):
        assert client.post(address(name, goal), {"reason": "x"}).status_code == 404


def test_the_list_costs_a_few_queries_however_long_the_plan(version, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):  # the version and its document with it
        goals_of(PlanVersion.objects.get(pk=version.pk))


KEY_POINTS = """青石镇2026年应急管理工作要点

2026年，全镇应急管理工作突出预防为主。年底前，群众避险意识明显增强。

一、健全网格
4月底前重新划分网格，建立台账，进一步完善值班制度。

二、抓好宣传
由2025年的35%提高到2026年的60%。
"""


def test_key_points_of_a_year_ask_for_a_proxy_of_what_is_to_be_reached_and_of_no_task(
    client, world, import_small, indicator
):
    version = PlanVersion.objects.get(pk=import_small(KEY_POINTS).version.pk)
    assert [one.goal.sentence for one in goals_of(version)] == [
        "年底前，群众避险意识明显增强。", "由2025年的35%提高到2026年的60%。",
    ]  # fmt: skip
    client.force_login(world.editor)
    page = listed(client, goals_of(version)[0])
    assert "等着处理 2 句" in page and page.count("没写是什么的数字") == 1
    assert client.get(address("goal_proxy", goals_of(version)[0])).status_code == 200


def test_words_above_the_first_chapter_of_a_plan_for_several_years_are_asked_nothing(import_small):
    text = KEY_POINTS.replace("2026年应急管理工作要点", "“十五五”应急管理规划").replace(
        "由2025年的35%提高到2026年的60%。", "常抓不懈。"
    )
    version = PlanVersion.objects.get(pk=import_small(text).version.pk)
    assert goals_of(version) == []
