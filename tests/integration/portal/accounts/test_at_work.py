"""/me/ says behind which door something waits, and only to whom it waits for."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from content.pages import anchors
from content.plans import services as plans
from content.targets import counting, registry
from content.targets import services as targets
from content.targets.enums import Measure
from content.targets.models import Indicator, Target
from portal.people.enums import Role
from portal.people.models import Membership
from quizzes.bank import services as bank
from tests.samples import pages as samples
from tests.samples import questions
from tests.samples.reviewed_plans import published
from tests.samples.targets import STAND, TEXT, count, draft, resolve

pytestmark = pytest.mark.django_db
TO_REVIEW = '<b class="num">1</b><span>等你审的文件</span>'
PLAN = "青河镇演练计划\n一、目标\n每年演练2次。\n"


@pytest.fixture
def strict(settings):
    settings.SECOND_FACTOR_FOR_STAFF = False


@pytest.fixture
def something_waits(world, monkeypatch):
    monkeypatch.setitem(anchors._resolvers, "targetclause", resolve)
    monkeypatch.setattr(registry, "_sources", {**registry._sources})
    registry.register("test.volunteers", count, title="测试名册")
    STAND.update(count=8, text=TEXT, status="current", public=True)
    today = timezone.localdate()
    indicator = Indicator.objects.create(
        slug="volunteers", name="持证应急志愿者人数", definition="截至当日。",
        measure=Measure.PEOPLE, source="test.volunteers",
    )  # fmt: skip
    confirmed = targets.confirm_target(
        target=draft(world, indicator, due=today + timedelta(days=1)), actor=world.administrator
    )
    counting.snapshot(indicator, today)
    Target.objects.filter(pk=confirmed.pk).update(clause_changed=True)
    question = questions.create(world)
    bank.submit_for_review(question=question, by=world.examiner)
    draft_of_plan = plans.import_document(actor=world.editor, owner_unit=world.town, text=PLAN)
    plans.submit(version=draft_of_plan.version, actor=world.editor)
    page = samples.guide(samples.guides(samples.home()), world.town)
    page.save_revision(user=world.editor)
    page.get_workflow().start(page, world.editor)


def shown_to(person):
    client = Client()
    client.force_login(person)
    page = client.get("/me/").content.decode()
    return page.replace("\N{NO-BREAK SPACE}", " ").replace("<wbr>", "")


def test_each_door_says_what_waits_behind_it(world, strict, something_waits):
    Membership.objects.create(
        user=world.reviewer, unit=world.county, role=Role.ADMINISTRATOR,
        valid_from=timezone.localdate(),
    )  # fmt: skip
    page = shown_to(world.reviewer)
    for words in (
        "1 份有草稿没发布", "1 题等你审",
        "1 项落后或没达到，1 项的条文变了", "1 页等你审核",
    ):  # fmt: skip
        assert words in page, words


def test_who_publishes_is_told_what_they_may_decide_and_who_writes_what_they_left(
    world, strict, something_waits
):
    page = shown_to(world.reviewer)
    assert TO_REVIEW in page and "草稿" not in page
    page = shown_to(world.editor)
    assert "1 份有草稿没发布" in page and "<span>等你审" not in page
    plans.import_document(
        actor=world.editor, owner_unit=world.town, text=PLAN.replace("演练计划", "培训计划")
    )
    assert TO_REVIEW in shown_to(world.reviewer), "a draft that nobody sent in is no review"


def test_what_is_overdue_is_a_figure_that_leads_to_it(world, strict):
    text = "青河镇防汛应急预案\n1 总则\n做好防汛工作。\n青河镇人民政府\n2020年3月2日\n"
    imported = plans.import_document(
        actor=world.editor, owner_unit=world.town, text=text, kind="special"
    )
    published(imported.version, world.editor, world.reviewer)
    page = shown_to(world.editor)
    assert '<a href="/workbench/plans/dues/?due=overdue&amp;whose=own"><b class="num">1</b>' in page
    assert "逾期" not in shown_to(world.other_editor) + shown_to(world.trainer)


def test_what_waits_for_others_is_not_said(world, strict, something_waits):
    for person in (world.other_editor, world.auditor, world.learner):
        page = shown_to(person)
        for words in ("没发布", "等你审", "落后", "条文变了"):
            assert words not in page, (person, words)


def test_where_nothing_waits_a_door_is_its_word_alone(world, strict):
    page = shown_to(world.reviewer)
    assert "审题" in page and "等你审" not in page and "0 题" not in page


def test_staff_walk_from_their_own_page_by_the_same_doors_as_everybody(world, strict):
    navigation = [
        re.search(r'<nav class="nav".*?</nav>', shown_to(person), re.DOTALL)
        for person in (world.volunteer, world.editor)
    ]
    of_volunteers, of_staff = (found and found[0] for found in navigation)
    assert of_staff == of_volunteers and ">考试</a>" in of_staff
