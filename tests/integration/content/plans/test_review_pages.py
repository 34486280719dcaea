"""The page of a draft: who sees which step, and what each press does."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind
from content.plans.models import PlanDocument, PlanVersion, ReviewRound
from portal.people import rights
from portal.people.enums import Role
from portal.people.models import Membership
from portal.people.personal_data import export_all
from portal.people.rights import Action
from tests.integration.conftest import make_person
from tests.samples.confirming import confirmed
from tests.samples.reviewed_plans import approved, asked

STEPS = ("送审", "撤回送审", "批准", "批准并发布", "退回修改", "发布这一版")


@pytest.fixture
def draft(import_small):
    return import_small(publish=False).version


@pytest.fixture
def at(client, draft):
    """The page of the draft as this person sees it."""

    def run(person):
        client.force_login(person)
        page = client.get(reverse("plans_desk:review", args=[draft.pk]))
        return BeautifulSoup(page.content.decode().replace("<wbr>", ""), "html.parser")

    return run


@pytest.fixture
def press(client, draft):
    """Send the form of a step as the page would, as this person."""

    def run(person, name, **sent):
        client.force_login(person)
        held = ReviewRound.objects.filter(version=draft).order_by("-pk").first()
        seen = {"round": held.pk, "state": held.state} if held else {}
        address = reverse(f"plans_desk:{name}", args=[draft.pk])
        return client.post(address, {**seen, **sent}, follow=True)

    return run


def buttons(page):
    found = [one.get_text(strip=True) for one in page.main.find_all("button")]
    return [one for one in found if one in STEPS]


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_each_sees_the_steps_that_are_theirs(at, draft, world):
    both = make_person("liang", "两样都行", world.town, Role.ADMINISTRATOR)
    assert buttons(at(world.editor)) == ["送审"]
    assert buttons(at(world.reviewer)) == []
    assert buttons(at(both)) == ["送审"]
    held = asked(draft, world.editor, "只改了第二章")
    assert buttons(at(world.editor)) == ["撤回送审"]
    assert buttons(at(world.reviewer)) == ["批准并发布", "批准", "退回修改"]
    assert buttons(at(both)) == ["批准并发布", "批准", "退回修改", "撤回送审"]
    assert "只改了第二章" in at(world.reviewer).get_text()
    services.approve(round=held, actor=world.reviewer)
    assert buttons(at(world.reviewer)) == ["发布这一版", "退回修改"]
    assert buttons(at(both)) == ["发布这一版", "退回修改", "撤回送审"]
    services.publish_version(version=draft, actor=both)
    assert buttons(at(both)) == []


def test_who_wrote_it_reads_why_not_and_who_may(at, draft, world):
    both = make_person("liang", "两样都行", world.town, Role.ADMINISTRATOR)
    services.correct_draft(
        version=draft, actor=both, kind=CorrectionKind.TEXT,
        at=draft.original.index("二、主要任务"),
    )  # fmt: skip
    asked(draft, world.editor)
    page = at(both)
    assert buttons(page) == ["退回修改", "撤回送审"]
    words = page.find(id="round").get_text()
    assert "你改正过它的读法，不能自己批准。能审的有：审核员孙、管理员赵" in words.replace("\n", "")
    assert "编辑陈（导入、送审）" in words and "两样都行（改正读法）" in words


def test_where_nobody_may_the_page_says_what_the_administrator_does(at, draft, world):
    Membership.objects.filter(user=world.reviewer).delete()
    asked(draft, world.administrator)
    words = at(world.administrator).find(id="round").get_text()
    assert "别的能审的人也没有。请管理员在“人员”里给一位没有参与的同事审核员身份" in words
    assert "现在没有人能审这一版" in at(world.editor).find(id="round").get_text()


def test_sent_in_returned_with_a_reason_and_sent_in_again(at, press, draft, world):
    assert said(press(world.editor, "submit", note="请看第二章")) == ["已送审。"]
    listed = press(world.reviewer, "send_back", reason="  第二章第三条\n写错了单位 ")
    assert said(listed) == ["已退回修改，附了原因。"]
    held = ReviewRound.objects.get()
    assert held.reason == "第二章第三条 写错了单位"
    words = at(world.editor).find(id="round").get_text()
    assert "审核员孙" in words and "退回修改" in words and held.reason in words
    assert buttons(at(world.editor)) == ["送审"]
    press(world.editor, "submit")
    history = at(world.reviewer).find(id="rounds")
    assert len(history.find_all("li")) == 2 and held.reason in history.get_text()


def test_the_list_shows_the_reviewer_what_waits_and_the_editor_the_answer(client, draft, world):
    asked(draft, world.editor)
    address = reverse("plans_desk:list")

    def listed(person):
        client.force_login(person)
        return client.get(address).content.decode().replace("<wbr>", "")

    assert "等你审核的 1 份" in listed(world.reviewer)
    assert "等你审核" not in listed(world.editor) + listed(world.other_editor)
    held = ReviewRound.objects.get()
    services.return_(round=held, actor=world.reviewer, reason="第二章不对")
    assert "第二章不对" in listed(world.editor)
    assert "等你审核" not in listed(world.reviewer)


@pytest.mark.parametrize("reason", ["", "   ", "字" * 10_000, "看不见\u202e的"])
def test_a_reason_that_is_none_comes_back_as_it_was_typed(press, draft, world, reason):
    asked(draft, world.editor)
    answer = press(world.reviewer, "send_back", reason=reason)
    assert answer.status_code == 422
    form = answer.context["return_form"]
    assert form["reason"].value() == reason and form.errors["reason"]
    assert ReviewRound.objects.get().state == "asked"


def test_a_long_note_comes_back_as_it_was_typed(press, draft, world):
    answer = press(world.editor, "submit", note="字" * 10_000)
    assert answer.status_code == 422 and "字" * 10_000 in answer.content.decode()
    assert not ReviewRound.objects.exists()


@pytest.mark.parametrize("name", ["approve", "approve_and_publish", "send_back", "publish"])
def test_another_unit_and_an_editor_reach_no_decision_by_the_address(press, draft, world, name):
    asked(draft, world.editor)
    elsewhere = make_person("bieren", "别处的审核员", world.other_town, Role.REVIEWER)
    assert press(elsewhere, name, reason="不对").status_code == 404
    assert press(world.editor, name, reason="不对").status_code == 403
    assert ReviewRound.objects.get().state == "asked"


def test_another_unit_sends_nothing_in_and_takes_nothing_back(press, draft, world):
    assert press(world.other_editor, "submit").status_code == 404
    asked(draft, world.editor)
    assert press(world.other_editor, "withdraw").status_code == 404
    assert press(world.reviewer, "withdraw").status_code == 403
    assert ReviewRound.objects.get().state == "asked"


def test_an_author_who_knows_the_address_approves_nothing(client, press, draft, world):
    asked(draft, world.administrator)
    assert "你参与过，不能自己批准" in said(press(world.administrator, "approve"))[0]
    client.force_login(world.administrator)
    address = reverse("plans_desk:approve_and_publish", args=[draft.pk])
    seen = {"round": ReviewRound.objects.get().pk, "state": "asked"}
    confirmed(client, address, **seen)
    assert ReviewRound.objects.get().state == "asked"
    assert PlanDocument.objects.get().current_version is None


def test_an_edit_between_the_page_and_the_press_is_seen(client, press, draft, world):
    held = asked(draft, world.editor)
    seen = {"round": held.pk, "state": "asked"}
    address = reverse("plans_desk:approve_and_publish", args=[draft.pk])
    client.force_login(world.reviewer)
    question = client.post(address, seen).context["asked"]
    services.change_document(document=draft.document, actor=world.editor, title="改了名")
    asked(draft, world.editor)
    for name in ("approve", "send_back"):
        answer = press(world.reviewer, name, reason="不对", **seen)
        assert "改了登记里的标题或公开范围，这次送审作废了" in said(answer)[0]
    late = client.post(address, {**seen, "confirmed": question}, follow=True)
    assert PlanDocument.objects.get().current_version is None, said(late)
    assert [one.state for one in ReviewRound.objects.order_by("pk")] == ["void", "asked"]


def test_withdrawn_between_the_page_and_the_press_is_said(press, draft, world):
    held = asked(draft, world.editor)
    services.withdraw(round=held, actor=world.editor)
    answer = press(world.reviewer, "approve", round=held.pk, state="asked")
    assert said(answer) == ["送审刚才撤回了，先看现在的样子。"]


def test_a_reason_that_comes_too_late_is_given_back(press, draft, world):
    held = asked(draft, world.editor)
    services.withdraw(round=held, actor=world.editor)
    answer = press(
        world.reviewer, "send_back", round=held.pk, state="asked", reason="第二章第三条写错了单位"
    )
    assert said(answer) == [
        "送审刚才撤回了，先看现在的样子。", "没有用上，你写的是：第二章第三条写错了单位",
    ]  # fmt: skip


def test_thrown_away_between_the_page_and_the_press_leads_to_the_list(client, draft, world):
    held = asked(draft, world.editor)
    address = reverse("plans_desk:approve", args=[draft.pk])
    services.discard_draft(version=PlanVersion.objects.get(), actor=world.editor)
    client.force_login(world.reviewer)
    assert client.post(address, {"round": held.pk, "state": "asked"}).status_code == 404


@pytest.mark.parametrize(
    "sent", [{"round": "", "state": ""}, {"round": "9" * 40}, {"round": "二"}, {"state": "done"}]
)
def test_a_form_that_names_no_round_does_nothing(press, draft, world, sent):
    asked(draft, world.editor)
    for name in ("approve", "approve_and_publish", "withdraw"):
        person = world.editor if name == "withdraw" else world.reviewer
        assert "没有读懂是哪一次送审" in said(press(person, name, **sent))[0]
    assert ReviewRound.objects.get().state == "asked"


def test_a_round_of_another_draft_is_no_round_of_this_one(
    press, draft, import_small, small_text, world
):
    asked(draft, world.editor)
    other = import_small(small_text.replace("安澜", "别"), publish=False, apart=True).version
    foreign = asked(other, world.editor)
    assert "没有读懂" in said(press(world.reviewer, "approve", round=foreign.pk))[0]
    assert not ReviewRound.objects.filter(state="approved").exists()


def test_pressed_twice_it_is_in_force_and_said_so(client, draft, world):
    held = asked(draft, world.editor)
    seen = {"round": held.pk, "state": "asked"}
    address = reverse("plans_desk:approve_and_publish", args=[draft.pk])
    client.force_login(world.reviewer)
    assert confirmed(client, address, **seen).status_code == 302
    again = client.post(address, {**seen, "confirmed": "0" * 64}, follow=True)
    assert "第 1 版已经是现行的一版。" in said(again)


def test_a_person_reads_their_part_in_reviews_in_their_own_data(draft, world):
    approved(draft, world.editor, world.reviewer)
    asked_for = str(export_all(world.editor))
    assert "送审的版本" in asked_for
    assert "已批准" in str(export_all(world.reviewer))


def test_who_may_decide_here_is_who_holds_the_right_here_or_above(world, town_administrator):
    def names(unit):
        return {one.full_name for one in rights.people_who_can(Action.PLAN_PUBLISH, unit.pk)}

    above = {"审核员孙", "管理员赵"}
    assert names(world.county) == names(world.other_town) == above
    assert names(world.town) == names(world.village) == above | {"镇管理员"}
    for unit in (world.county, world.town, world.village):
        for one in rights.people_who_can(Action.PLAN_PUBLISH, unit.pk):
            assert rights.can(one, Action.PLAN_PUBLISH, unit)


def test_a_reviewer_reads_what_a_draft_changes_of_the_version_in_force(
    client, import_small, small_text, world
):
    first = import_small()
    text = small_text.replace("先桌面", "首先桌面")
    later = import_small(
        text + "\n\n（三）经费。列入预算。\n", publish=False, slug=first.document.slug
    )
    address = reverse("plans_desk:compare", args=[later.version.pk])
    client.force_login(world.reviewer)
    page = client.get(reverse("plans_desk:review", args=[later.version.pk]))
    assert address in page.content.decode()
    shown = BeautifulSoup(client.get(address).content.decode(), "html.parser").main
    assert "首" in next(one.get_text() for one in shown.find_all("ins"))
    assert "第 2 版草稿和现行的第 1 版比" in shown.get_text().replace("\n", "")
    new = {str(one.anchor) for one in later.version.clauses.all()}
    new -= {str(one.anchor) for one in first.version.clauses.all()}
    assert new and not any(anchor in str(shown) for anchor in new)
    assert client.get(reverse("plans_desk:compare", args=[first.version.pk])).status_code == 302
    client.force_login(world.other_editor)
    assert client.get(address).status_code == 404
