"""What an editor hides of a published text stays hidden with the words, and nothing else goes."""

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.enums import Visibility
from content.plans.models import ClauseVisibility
from content.plans.selectors import resolve_anchors
from content.plans.selectors.hidden import visibility_decided
from portal.foundation.locks import ChangedMeanwhile

pytestmark = pytest.mark.django_db

PUBLIC, RESTRICTED = Visibility.PUBLIC, Visibility.RESTRICTED


def test_a_hidden_row_of_a_list_is_not_read_with_the_clause_that_leads_into_it(
    world, import_small, small_text
):
    text = small_text.replace(
        "（一）编制计划。每年3月底前编制演练计划。",
        "（一）编制计划。开展以下工作：\n\n1.桌面推演青鸾。\n\n2.夜间拉动赤鷩。",
    )
    plan = import_small(text)
    lead = plan.version.clauses.get(text__endswith="开展以下工作：")
    row = plan.version.clauses.get(text__contains="赤鷩")
    services.set_visibility(clause=row, visibility=RESTRICTED, actor=world.editor)
    said = next(iter(resolve_anchors([lead.anchor])))
    assert "青鸾" in said.text and "赤鷩" not in said.text


def test_words_hidden_in_a_clause_that_was_split_off_are_hidden_in_the_older_text_too(
    world, import_small, small_text
):
    known = "（二）评估改进。演练结束后形成评估报告。"
    secret = "评估报告附赤鷩名册，由专人保管，不得外传。"
    first = import_small(small_text.replace(known, f"{known}{secret}"))
    parts = f"{known}\n\n（三）名册。{secret}"
    second = import_small(small_text.replace(known, parts), slug=first.document.slug)
    split_off = second.version.clauses.get(text__contains="赤鷩")
    services.set_visibility(clause=split_off, visibility=RESTRICTED, actor=world.editor)
    once = first.version.clauses.get(text__contains="赤鷩")
    assert once.visibility == RESTRICTED
    assert second.version.clauses.get(text__contains="形成评估报告").visibility == PUBLIC
    services.set_visibility(
        clause=split_off, visibility=PUBLIC, actor=world.editor, confirmed_by=world.reviewer
    )
    once.refresh_from_db()
    assert once.visibility == PUBLIC


def test_nothing_public_left_is_refused_and_changes_nothing(world, import_small):
    plan = import_small("安澜县工作要点\n\n一、总体要求\n\n做好工作。")
    top = plan.version.clauses.get(depth=0)
    with pytest.raises(services.PlanRefused, match="登记页"):
        services.set_visibility(clause=top, visibility=RESTRICTED, actor=world.editor)
    top.refresh_from_db()
    assert top.visibility == PUBLIC
    assert not ClauseVisibility.objects.exists()


def test_a_long_hidden_annex_leaves_no_empty_page_and_no_gap_in_the_numbers(
    world, client, import_small
):
    chapters = [
        f"{'一二三四五'[n]}、第{n}章\n\n"
        + "\n\n".join(f"{m}.做好第{m}件事。" * 12 for m in range(1, 40))
        for n in range(5)
    ]
    plan = import_small("安澜县工作要点\n\n" + "\n\n".join(chapters))
    count = plan.version.page_count
    assert count > 3
    middle = plan.version.clauses.get(heading="第2章")
    services.set_visibility(clause=middle, visibility=RESTRICTED, actor=world.editor)
    plan.version.refresh_from_db()
    assert 1 < plan.version.page_count < count
    for number in range(1, plan.version.page_count + 1):
        said = client.get(reverse("plans:page", args=[plan.document.slug, number]), follow=True)
        assert said.content.decode().count('<article class="clause"') > 3
    services.set_visibility(
        clause=middle, visibility=PUBLIC, actor=world.editor, confirmed_by=world.reviewer
    )
    again = list(plan.version.clauses.order_by("position").values_list("page", flat=True))
    plan.version.refresh_from_db()
    assert (plan.version.page_count, again[-1]) == (count, count)


def test_of_two_editors_who_saw_the_same_page_only_the_first_says_who_reads_it(world, import_small):
    clause = import_small().version.clauses.get(text__contains="先桌面")
    shown = services.state_of(visibility_decided(clause))
    services.set_visibility(clause=clause, visibility=RESTRICTED, actor=world.editor, shown=shown)
    with pytest.raises(ChangedMeanwhile):
        services.set_visibility(
            clause=clause, visibility=Visibility.INTERNAL, actor=world.reviewer, shown=shown
        )
    clause.refresh_from_db()
    assert clause.visibility == RESTRICTED
