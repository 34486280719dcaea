"""Texts that were taken in before contacts were hidden and marks refused are looked at again."""

import io

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from content.plans import services
from content.plans.enums import VersionState, Visibility
from content.plans.models import Clause, ClauseVisibility, PlanDocument, PlanVersion, Widening
from content.plans.review_states import RoundState
from content.plans.services import checking
from portal.foundation.audit.models import AuditEvent
from search.documents.models import SearchDocument

PERSON = "镇应急办联系人：张三，手机13812345678。"
PLAN = f"青河镇防汛应急预案\n\n一、值班\n\n{PERSON}\n\n二、响应\n\n村里每小时巡查一次。\n"


def run():
    said = io.StringIO()
    call_command("check_texts", stdout=said)
    return said.getvalue()


@pytest.fixture
def bring_in(import_small):
    """As it was stored when nothing was hidden."""

    def run(text=PLAN, **options):
        imported = import_small(text, publish=False, **options)
        ClauseVisibility.objects.all().delete()
        Clause.objects.update(visibility=Visibility.PUBLIC)
        services.publish_version(version=imported.version, actor=None)
        return PlanDocument.objects.get(pk=imported.document.pk)

    return run


def person_in(plan):
    return Clause.objects.get(version=plan.current_version_id, text__contains="13812345678")


def test_a_number_of_a_person_that_everybody_read_is_hidden_until_an_editor_judges_it(
    client, world, bring_in
):
    plan = bring_in()
    clause = person_in(plan)
    address = reverse("plans:document", args=[plan.slug])
    assert "13812345678" in client.get(address).content.decode()
    said = run()
    proof = reverse("plans_desk:review", args=[plan.current_version_id])
    assert "青河镇防汛应急预案：1 条像联系人" in said and f"{proof}#hidden" in said
    assert "看了 1 份文件，先不公开 1 条，有标志的 0 版" in said
    assert "13812345678" not in client.get(f"{address}?again").content.decode()
    assert client.get(reverse("plans:clause", args=[clause.anchor])).status_code == 404
    found = SearchDocument.objects.filter(text__contains="13812345678")
    assert all("public" not in one.grants for one in found)
    told = AuditEvent.objects.get(action="content.plan.contacts_hidden")
    assert told.data["clauses"] == 1 and told.actor_public_id is None
    client.force_login(world.editor)
    assert "先不公开的 1 条，等你核定" in client.get(proof).content.decode()


def test_run_again_it_hides_nothing_and_what_somebody_judged_stays_judged(world, bring_in):
    plan = bring_in()
    assert "先不公开 1 条" in run() and "先不公开 0 条" in run()
    clause = person_in(plan)
    services.set_visibility(
        clause=clause, visibility="public", actor=world.editor, confirmed_by=world.reviewer
    )
    assert "先不公开 0 条" in run()
    clause.refresh_from_db()
    assert clause.is_public and AuditEvent.objects.filter(
        action="content.plan.contacts_hidden"
    ).count() == 1  # fmt: skip


def test_a_number_that_only_an_earlier_version_has_is_hidden_and_a_draft_is_looked_at(
    import_small, bring_in
):
    plan = bring_in()
    newer = PLAN.replace(PERSON, "镇应急办值班电话0546-8301234，全天有人。")
    second = import_small(newer, slug=plan.slug).version
    draft = import_small(newer.replace("村里每小时", "王五13987654321，村里每小时"),
                         slug=plan.slug, publish=False).version  # fmt: skip
    ClauseVisibility.objects.all().delete()
    Clause.objects.update(visibility=Visibility.PUBLIC)
    assert "先不公开 2 条" in run()
    hidden = Clause.objects.filter(visibility=Visibility.RESTRICTED)
    assert {one.text for one in hidden} >= {PERSON}
    assert draft.clauses.filter(text__contains="13987654321", visibility="restricted").exists()
    assert not second.clauses.filter(text__contains="村里每小时", visibility="public").exists()


def test_what_was_sent_to_review_or_proposed_meanwhile_is_void(import_small, world, bring_in):
    plan = bring_in()
    services.change_document(document=plan, actor=world.editor, visibility="internal")
    services.propose_widening(document=plan, wanted="public", reason="核对过", by=world.editor)
    draft = import_small(PLAN + "\n三、附则\n\n无。\n", slug=plan.slug, publish=False).version
    ClauseVisibility.objects.all().delete()
    Clause.objects.update(visibility=Visibility.PUBLIC)
    held = services.submit(version=draft, actor=world.editor, note="")
    run()
    held.refresh_from_db()
    assert (held.state, Widening.objects.get().state) == (RoundState.VOID, RoundState.VOID)


def test_what_somebody_judged_at_this_moment_is_left_to_them(world, bring_in, monkeypatch):
    plan = bring_in()
    clause = person_in(plan)
    real = checking.kin_of

    def judged_first(document):
        services.set_visibility(clause=clause, visibility="internal", actor=world.editor)
        return real(document)

    monkeypatch.setattr(checking, "kin_of", judged_first)
    assert "先不公开 0 条" in run()
    assert ClauseVisibility.objects.get().visibility == "internal"


@pytest.mark.parametrize(
    ("mark", "visibility", "said"),
    [
        ("秘密★5年", "restricted", "第 1 版：有密级标志，现在是“限制”"),
        ("内部资料 注意保存", "public", "第 1 版：写明“内部资料”，现在是“公开”"),
        ("内部资料 注意保存", "internal", ""),
        ("", "public", ""),
    ],
)
def test_published_texts_with_a_mark_are_named_and_left_alone(import_small, mark, visibility, said):
    draft = import_small("青河镇办法\n\n一、目标\n\n做到。\n", publish=False)
    PlanVersion.objects.filter(pk=draft.version.pk).update(
        original=f"{mark}\n{draft.version.original}",
        state=VersionState.PUBLISHED,
        published_at=timezone.now(),
    )
    PlanDocument.objects.filter(pk=draft.document.pk).update(
        visibility=visibility, current_version=draft.version
    )
    answer = run()
    assert said in answer and f"有标志的 {1 if said else 0} 版" in answer
    assert ("照保密规定" in answer) is bool(said)
    assert PlanDocument.objects.get().visibility == visibility


def test_without_a_plan_it_says_so(world):
    assert "看了 0 份文件" in run()
