"""What was hidden and somebody opened is in front of whoever approves the draft: who, which words;
and what waits for a second person is seen where one works."""

import re

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.enums import Visibility
from content.plans.models import PlanDocument
from content.plans.selectors.hidden import opened_in
from content.plans.views import publishing, review
from tests.samples.reviewed_plans import published

PUBLIC, INTERNAL, RESTRICTED = (one.value for one in Visibility)
PERSON = "镇应急办联系人：张三，手机13812345678。"
PLAN = f"青河镇防汛应急预案\n\n一、值班\n\n{PERSON}\n\n二、响应\n\n村里每小时巡查一次。\n"


@pytest.fixture
def draft(import_small):
    return import_small(PLAN, publish=False).version


@pytest.fixture
def press(client, world):
    """What the town's editor presses on the proof: 可以公开."""

    def run(version, visibility=PUBLIC):
        client.force_login(world.editor)
        clause = version.clauses.get(text__contains="13812345678")
        address = reverse("plans_desk:judge_visibility", args=[version.pk, clause.anchor])
        client.post(address, {"visibility": visibility})
        return clause

    return run


@pytest.fixture
def reviewer_reads(client, world):
    """The proof, and the question before 批准并发布."""

    def run(version):
        client.force_login(world.reviewer)
        proof = client.get(reverse("plans_desk:review", args=[version.pk]))
        held = version.rounds.get(state="asked")
        asked = client.post(
            reverse("plans_desk:approve_and_publish", args=[version.pk]),
            {"round": held.pk, "state": held.state},
        )
        return _plain(proof), _plain(asked)

    return run


def _plain(answer):
    return re.sub(r"<[^>]+>|\s", "", answer.content.decode())


def ask(version, world):
    services.submit(version=version, actor=world.editor, note="")


def test_a_number_that_the_editor_opened_is_in_front_of_whoever_approves(
    draft, world, press, reviewer_reads
):
    press(draft)
    ask(draft, world)
    proof, asked = reviewer_reads(draft)
    assert "原来不公开、有人放宽的1条" in proof and "有1条原来不公开、有人放宽的" in proof
    assert re.search("编辑陈.{15}定为“公开”·像联系人：写着人名和手机号" + PERSON, proof)
    assert proof.count("放宽过") == 1
    assert "编辑陈定为“公开”" in asked and PERSON in asked


@pytest.mark.parametrize("visibility", [RESTRICTED, None])
def test_what_stays_as_the_import_said_is_not_called_opened(
    draft, world, press, reviewer_reads, visibility
):
    if visibility:
        press(draft, visibility)
    ask(draft, world)
    for page in reviewer_reads(draft):
        assert "放宽" not in page


def test_a_number_opened_to_the_staff_alone_is_told_as_well(draft, world, press, reviewer_reads):
    press(draft, INTERNAL)
    ask(draft, world)
    proof, asked = reviewer_reads(draft)
    assert "定为“内部”" in proof and "编辑陈定为“内部”" in asked


def test_what_was_approved_once_is_not_asked_again_while_it_says_the_same(
    import_small, draft, world, press
):
    press(draft)
    published(draft, world.editor, world.reviewer)
    same = import_small(PLAN + "\n三、附则\n\n无。\n", publish=False, slug=draft.document.slug)
    assert opened_in(same.version) == []
    other = PLAN.replace("13812345678", "13812345678、13987654321")
    changed = import_small(other, publish=False, slug=draft.document.slug).version
    clause = press(changed)
    assert opened_in(changed) == []
    # Known to readers: a second person opens it, of the words that were published.
    widening = services.propose_widening(
        document=PlanDocument.objects.get(), clause=clause, wanted=PUBLIC, reason="是公开的",
        by=world.editor,
    )  # fmt: skip
    services.confirm_widening(widening=widening, by=world.reviewer)
    assert [one.clause.text for one in opened_in(changed)] == [PERSON.replace(
        "13812345678", "13812345678、13987654321"
    )]  # fmt: skip


def test_of_many_the_first_are_told_and_the_rest_is_counted(
    import_small, world, monkeypatch, client, reviewer_reads
):
    lines = "\n".join(f"（{at}）张{name}，手机1381234567{at}。" for at, name in enumerate("三四五"))
    version = import_small(f"青河镇通知\n\n一、联系\n\n{lines}\n", publish=False).version
    client.force_login(world.editor)
    for clause in version.clauses.filter(text__contains="手机"):
        address = reverse("plans_desk:judge_visibility", args=[version.pk, clause.anchor])
        client.post(address, {"visibility": PUBLIC})
    ask(version, world)
    monkeypatch.setattr(review, "OPENED_SHOWN", 1)
    monkeypatch.setattr(publishing, "OPENED_SHOWN", 1)
    count = len(opened_in(version))
    assert count > 1
    proof, asked = reviewer_reads(version)
    assert f"有人放宽的{count}条" in proof and f"还有{count - 1}条" in proof
    assert f"还有{count - 1}条，校对里标着“放宽过”" in asked


def test_what_opened_costs_no_query_more_for_each(draft, press, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert opened_in(draft) == []
    press(draft)
    with django_assert_num_queries(3):
        assert [one.words for one in opened_in(draft)] == [PERSON]


def test_what_waits_for_a_second_person_is_seen_on_proof_and_list(client, world, import_small):
    plan = import_small().document
    clause = plan.current_version.clauses.get(heading="编制计划")
    services.set_visibility(clause=clause, visibility=RESTRICTED, actor=world.editor)
    clause.refresh_from_db()
    proof = reverse("plans_desk:review", args=[plan.current_version_id])
    client.force_login(world.editor)
    assert "等确认" not in client.get(proof).content.decode()
    widening = services.propose_widening(
        document=plan, clause=clause, wanted=PUBLIC, reason="核对过", by=world.editor
    )
    at = reverse("plans_desk:widening", args=[widening.pk])
    page = client.get(proof).content.decode()
    assert re.search(rf'<a href="{at}"><span class="tag taga">等确认：公开</span>\s*</a>', page)
    listed = client.get(reverse("plans_desk:list")).content.decode()
    assert at in listed and "你提出的放宽" in listed
    client.force_login(world.administrator)
    listed = client.get(reverse("plans_desk:list")).content.decode()
    assert "你提出的放宽" not in listed and "等你确认" in listed
    services.withdraw_widening(widening=widening, by=world.editor)
    client.force_login(world.editor)
    for address in (proof, reverse("plans_desk:list")):
        assert at not in client.get(address).content.decode()


def test_a_proposal_for_the_whole_document_is_seen_on_its_proof(client, world, import_small):
    plan = import_small(visibility=INTERNAL).document
    services.propose_widening(document=plan, wanted=PUBLIC, reason="核对过", by=world.editor)
    client.force_login(world.editor)
    page = _plain(client.get(reverse("plans_desk:review", args=[plan.current_version_id])))
    assert "编辑陈提出改成“公开”，等另一位确认" in page


def test_the_reason_is_not_called_optional_where_widening_needs_it(client, world, import_small):
    plan = import_small(visibility=INTERNAL).document
    client.force_login(world.editor)
    page = client.get(reverse("plans_desk:change", args=[plan.slug])).content.decode()
    label = re.search(r'<label for="id_why">.*?</label>', page).group()
    assert "放宽时要写" in label and "选填" not in label
