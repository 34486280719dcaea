"""A change of who acts, as whoever reviews a draft and whoever reads the plan is told of it."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from tests.samples import who_acts
from tests.samples.reviewed_plans import asked, published
from tests.samples.who_acts import ACTING

WAY = "转移路线由带队的人定。"


def main_of(client, address, person=None, **sent):
    if person is not None:
        client.force_login(person)
    else:
        client.logout()
    answer = client.post(address, sent) if sent else client.get(address)
    found = BeautifulSoup(answer.content.decode().replace("<wbr>", ""), "html.parser").main
    return re.sub(r"\s+", " ", found.get_text(" "))


@pytest.fixture
def next_draft(draft, say, world):
    """Of the published text, in which one who acts was added before."""
    say(Says.ACTOR, "转移路线", "带队干部")
    published(draft, world.editor, world.reviewer)
    return services.draft_of_published(version=draft, actor=world.editor)


@pytest.fixture
def approving(client, world):
    """What is said before a draft is approved."""

    def run(version):
        held = asked(version, world.editor)
        address = reverse("plans_desk:approve_and_publish", args=[version.pk])
        return main_of(client, address, world.reviewer, round=held.pk, state="asked")

    return run


def test_who_reviews_a_draft_reads_what_was_said_of_who_acts(
    next_draft, say, client, world, approving
):
    say(Says.ACTOR, "县气象局负责", "县水利局", version=next_draft)
    say(Says.ACTOR_NAMED, "县公安局负责", "县公安局", "县交警队", version=next_draft)
    say(Says.NO_ACTOR, "转移路线", "带队干部", version=next_draft)
    expected = [
        "撤销：谁做什么：加上“带队干部”", "谁做什么：去掉“带队干部”",
        "谁做什么：“县公安局”改为“县交警队”", "谁做什么：加上“县水利局”",
    ]  # fmt: skip
    compared = main_of(client, reverse("plans_desk:compare", args=[next_draft.pk]), world.reviewer)
    question = approving(next_draft)
    for page in (compared, question):
        assert all(words in page for words in expected), page
        assert "县气象局负责预报。" in page
    assert "条文没有变，读法改了 4 处" in question
    assert "换回从前的文字" not in question
    proof = main_of(client, reverse("plans_desk:review", args=[next_draft.pk]), world.reviewer)
    assert "读法改了 4 处" in proof


def test_what_is_said_as_before_is_no_change_wherever_its_sentence_went(
    next_draft, draft, world, client, import_small
):
    text = ACTING.replace("2.1 先期处置", "2.1 通信\n\n县通信办负责通信。\n\n2.2 先期处置")
    text = text.replace("2.2 监测", "2.3 监测").replace("立即到场", "马上到场")
    later = import_small(text, publish=False, slug=draft.document.slug, kind="special").version
    assert later.clauses.exclude(told=[]).count() == 1
    address = reverse("plans_desk:compare", args=[later.pk])
    assert "读法改了" not in main_of(client, address, world.reviewer)


def test_what_a_new_text_loses_is_named_before_it_is_approved(
    next_draft, draft, import_small, approving
):
    text = ACTING.replace(WAY, "转移路线由包保的人定。")
    later = import_small(text, publish=False, slug=draft.document.slug, kind="special").version
    question = approving(later)
    assert "撤销：谁做什么：加上“带队干部”" in question
    assert "有 1 处改正没有用上" in question


def test_old_words_are_put_back_only_where_they_are_not_in_force(
    next_draft, draft, world, import_small, approving
):
    slug = draft.document.slug
    other = import_small(ACTING.replace("预报", "预警"), publish=False, slug=slug).version
    published(other, world.editor, world.reviewer)
    back = import_small(ACTING, publish=False, slug=slug).version
    assert "这是换回从前的文字" in approving(back)


def test_readers_are_told_what_was_said_of_who_acts(next_draft, say, draft, client, world):
    say(Says.ACTOR, "县气象局负责", "县水利局", version=next_draft)
    published(next_draft, world.editor, world.reviewer)
    page = main_of(client, reverse("plans:changes", args=[draft.document.slug]))
    assert "条文没有变。" in page and "读法改了 1 处" in page
    assert "谁做什么：加上“县水利局”" in page and "县气象局负责预报。" in page


def test_readers_are_told_nothing_of_a_clause_or_of_a_name_that_they_do_not_read(
    import_small, client, world
):
    text = ACTING.replace(
        "为了防汛，制定本预案。", "县赤霄应急管理局（以下简称“赤霄办”）负责防汛。"
    ).replace("转移路线由带队的人定。", "赤霄办负责转移群众。")
    plan = import_small(text, publish=False, kind="special")
    for heading in ("目的", "监测"):
        services.set_visibility(
            clause=plan.version.clauses.get(heading=heading), visibility="restricted",
            actor=world.editor,
        )  # fmt: skip
    published(plan.version, world.editor, world.reviewer)
    later = services.draft_of_published(version=plan.version, actor=world.editor)
    who_acts.say(later, world.editor, Says.NO_ACTOR, "赤霄办负责转移", "县赤霄应急管理局")
    who_acts.say(later, world.editor, Says.ACTOR_NAMED, "县公安局负责", "治安总队", "县交警队")
    who_acts.say(later, world.editor, Says.ACTOR, "县气象局负责", "县水文局")
    published(later, world.editor, world.reviewer)
    address = reverse("plans:changes", args=[plan.document.slug])
    page = main_of(client, address)
    assert "谁做什么：去掉“赤霄办”" in page and "读法改了 2 处" in page
    assert "谁做什么：一个名字改为“县交警队”" in page and "治安总队" not in page
    assert "县赤霄" not in page and "县水文局" not in page
    assert "去掉“县赤霄应急管理局”" in main_of(client, address, world.editor)
