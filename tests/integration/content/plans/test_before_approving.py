"""What who decides on a draft has before them, and what is said before it is published."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from content.plans import services
from content.plans.domain.dues import What
from content.plans.models import PlanDocument, PlanVersion, ReviewRound, TargetDraft
from content.plans.selectors.dues import due_list, rule_book
from content.targets.models import Indicator
from portal.people.enums import Role
from tests.integration.conftest import make_person
from tests.samples.reviewed_plans import asked, published

pytestmark = pytest.mark.django_db

FLOOD = "青河镇防汛应急预案\n\n一、总则\n\n做好防汛工作。\n"


@pytest.fixture
def main(client):
    def run(person, name, *args, **sent):
        client.force_login(person)
        address = reverse(f"plans_desk:{name}", args=args)
        response = client.post(address, sent) if sent else client.get(address)
        return BeautifulSoup(response.content.decode().replace("<wbr>", ""), "html.parser").main

    return run


def test_who_may_decide_opens_the_original_and_reads_the_register_on_the_page(
    client, main, send, world
):
    send(FLOOD.encode(), name="预案.txt")
    version = PlanVersion.objects.get()
    asked(version, world.editor)
    page = main(world.reviewer, "review", version.pk)
    register = page.find(id="register").get_text(" ", strip=True)
    assert "专项应急预案" in register or version.document.get_kind_display() in register
    for words in (
        version.document.get_level_display(), version.document.get_visibility_display(), "预案.txt",
    ):  # fmt: skip
        assert words in register
    original = reverse("plans_desk:original", args=[version.pk])
    assert page.find("a", href=original)
    answer = client.get(original)
    assert b"".join(answer.streaming_content) == FLOOD.encode()
    for person in (world.auditor, world.examiner, world.other_editor):
        client.force_login(person)
        assert client.get(original).status_code == 404


def test_before_publishing_it_is_said_that_no_due_can_be_counted(main, import_small, world):
    version = import_small(FLOOD, publish=False, kind="special").version
    both = make_person("liang", "两样都行", world.town, Role.ADMINISTRATOR)
    held = asked(version, world.editor)
    seen = {"round": held.pk, "state": "asked"}
    field = reverse("plans_desk:change", args=[version.document.slug]) + "#id_issued_on"
    question = main(both, "approve_and_publish", version.pk, **seen)
    assert "没有印发日期" in question.get_text() and question.find("a", href=field)
    question = main(world.reviewer, "approve_and_publish", version.pk, **seen)
    assert "没有印发日期" in question.get_text() and not question.find("a", href=field)
    services.change_document(document=version.document, actor=None, issued_on=date(2026, 3, 1))
    question = main(both, "approve_and_publish", version.pk, **seen)
    assert "没有印发日期" not in question.get_text()


def test_a_plan_published_here_is_public_since_that_day(import_small, world):
    version = import_small(FLOOD, publish=False, kind="special").version
    published(version, world.editor, world.reviewer)
    today = timezone.localdate()
    (row,) = due_list(world.editor, today, rule_book()).rows
    assert row.dues[What.DISCLOSURE].done_on == today
    earlier = date(2026, 1, 5)
    services.change_document(document=PlanDocument.objects.get(), actor=None, disclosed_on=earlier)
    (row,) = due_list(world.editor, today, rule_book()).rows
    assert row.dues[What.DISCLOSURE].done_on == earlier


def test_where_indicators_can_be_chosen_it_is_still_said_who_makes_another(
    main, import_small, world
):
    import_small()
    Indicator.objects.create(slug="drills", name="演练次数", definition="台账", measure="times")
    draft = TargetDraft.objects.get(subject="综合应急演练")
    assert main(world.administrator, "decide", draft.pk).find(
        "a", href=reverse("targets:indicator_new")
    )
    page = main(world.editor, "decide", draft.pk)
    assert "没有合适的指标？请" in page.get_text()
    assert not page.find("a", href=reverse("targets:indicator_new"))


def test_why_it_was_returned_goes_along_to_the_next_draft_with_what_that_changes(
    main, import_small, small_text, world
):
    first = import_small(publish=False).version
    services.return_(
        round=asked(first, world.editor), actor=world.reviewer, reason="先讨论，再桌面。"
    )
    text = small_text.replace("先桌面", "先讨论")
    slug = first.document.slug
    second = import_small(text, publish=False, slug=slug).version
    for person in (world.editor, world.reviewer):
        page = main(person, "review", second.pk)
        assert "退回了第 1 版" in page.get_text() and "先讨论，再桌面。" in page.get_text()
        link = page.find("a", href=lambda one: one and one.endswith("?with=returned"))
        assert link["href"].startswith(reverse("plans_desk:compare", args=[second.pk]))
    assert "退回了第 1 版" not in main(world.editor, "review", first.pk).get_text()


def test_the_comparison_is_with_the_returned_draft_and_ends_once_it_is_answered(
    client, main, import_small, small_text, world
):
    first = import_small(publish=False).version
    services.return_(round=asked(first, world.editor), actor=world.reviewer, reason="改原则。")
    slug = first.document.slug
    second = import_small(small_text.replace("先桌面", "先讨论"), publish=False, slug=slug).version
    client.force_login(world.reviewer)
    compare = reverse("plans_desk:compare", args=[second.pk]) + "?with=returned"
    shown = BeautifulSoup(client.get(compare).content.decode(), "html.parser").main
    assert "和退回的第 1 版比" in shown.get_text() and "改原则。" in shown.get_text()
    assert "讨论" in "".join(one.get_text() for one in shown.find_all("ins"))
    client.force_login(world.other_editor)
    assert client.get(compare).status_code == 404
    published(second, world.editor, world.reviewer)
    third = import_small(small_text.replace("先桌面", "先沙盘"), publish=False, slug=slug).version
    assert "退回了" not in main(world.editor, "review", third.pk).get_text()


def test_the_list_says_how_each_draft_stands_and_who_publishes_finds_what_is_approved(
    main, import_small, world
):
    draft = import_small(publish=False).version
    review = reverse("plans_desk:review", args=[draft.pk])

    def standing():
        cell = main(world.editor, "list").find("a", href=review, class_="nb").parent
        return cell.get_text(" ", strip=True)

    assert standing() == "校对第 1 版"
    held = asked(draft, world.editor)
    assert standing() == "校对第 1 版 等审核"
    assert not main(world.reviewer, "list").find(id="to-publish")
    services.approve(round=held, actor=world.reviewer)
    assert standing() == "校对第 1 版 已批准，等发布"
    assert main(world.reviewer, "list").find(id="to-publish").find("a", href=review)
    assert not main(world.editor, "list").find(id="to-publish")
    for person in (world.editor, world.reviewer):
        assert "能审的有" not in main(person, "review", draft.pk).get_text()
    services.return_(
        round=ReviewRound.objects.get(pk=held.pk), actor=world.reviewer, reason="再看第二章。"
    )
    assert standing() == "校对第 1 版 已退回"


def test_the_proof_is_read_before_the_steps_that_follow_it_and_a_refused_form_stands_in_front(
    client, main, import_small, world
):
    draft = import_small(publish=False).version
    asked(draft, world.editor)
    page = main(world.reviewer, "review", draft.pk)
    ids = [one["id"] for one in page.find_all(id=["proof", "round"])]
    assert ids == ["proof", "round"] and page.find("a", href="#round")
    held = ReviewRound.objects.get()
    seen = {"round": held.pk, "state": "asked", "reason": ""}
    refused = main(world.reviewer, "send_back", draft.pk, **seen)
    assert [one["id"] for one in refused.find_all(id=["proof", "round"])] == ["round", "proof"]
