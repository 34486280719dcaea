"""报错: what was promised stands beside the draft; who may take words out is named."""

import pytest
from django.urls import reverse

from content.errata import services
from content.plans import services as plans
from portal.accounts import at_work
from tests.integration.content.errata.conftest import TEXT, words_of


@pytest.fixture
def draft_of(world, plan):
    def run(old, new):
        return plans.import_document(
            actor=world.editor, owner_unit=world.town, slug=plan.slug, text=TEXT.replace(old, new)
        ).version

    return run


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("每小时", "每半小时", "都改到了"), ("保管名册", "保管、更新名册", "还和报错时一样")],
)
def test_the_proof_says_how_much_of_it_the_draft_changes(
    client, world, plan, report, draft_of, old, new, said
):
    services.answer_report(report=report, state="promised", text="会改。", by=world.editor)
    draft = draft_of(old, new)
    for person in (world.editor, world.reviewer):
        client.force_login(person)
        page = words_of(client.get(reverse("plans_desk:review", args=[draft.pk])))
        assert "答应这一版改的有 1 条" in page and said in page


def test_a_proof_says_nothing_where_nothing_was_promised(client, world, plan, report, draft_of):
    draft = draft_of("每小时", "每半小时")
    client.force_login(world.editor)
    page = words_of(client.get(reverse("plans_desk:review", args=[draft.pk])))
    assert "答应这一版改" not in page


def test_whoever_may_take_words_out_has_a_door_to_them_and_is_named_to_who_may_not(
    client, world, report, rf
):
    request = rf.get("/me/")
    request.user = world.reviewer
    doors = {row.title: row for row in at_work.rows(request, world.reviewer)}
    assert doors["读者报的错"].meta == "1 条等处理"
    client.force_login(world.editor)
    page = words_of(client.get(reverse("errata_desk:answer", args=[report.pk])))
    assert "请能发布的人拿掉文字" in page and str(world.reviewer) in page


def test_the_receipt_names_the_unit_to_ask(client, world, plan, report):
    page = words_of(client.get(reverse("errata:receipt", args=[report.public_id])))
    assert f"负责这份文件的是 {plan.owner_unit}" in page and "过几天打开" in page
    services.answer_report(report=report, state="answered", text="不改。", by=world.editor)
    page = words_of(client.get(reverse("errata:receipt", args=[report.public_id])))
    assert "过几天打开" not in page
