"""What a person takes along of their work on plans, in office and after it."""

import pytest

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.models import GoalAnswer, PlanDocument, PlanTask
from content.plans.personal_data import export
from portal.people.models import Membership, User
from tests.samples import who_acts
from tests.samples.reviewed_plans import published
from tests.samples.who_acts import ACTING

TITLE, SENTENCE = "安澜县防汛应急预案", "县水利局负责汛情监测"


@pytest.fixture
def editor(world, import_small):
    """Corrected who acts, uploaded, asked and proposed; the plan is restricted then."""
    version = import_small(ACTING, publish=False, kind="special").version
    who_acts.say(version, world.editor, Says.NO_ACTOR, SENTENCE, "县水利局")
    who_acts.say(version, world.editor, Says.ACTOR, "转移路线", "带队干部")
    plan = published(version, world.editor, world.reviewer)
    services.change_document(document=plan, actor=world.editor, visibility="restricted")
    plan = PlanDocument.objects.get()
    anchor = plan.current_version.clauses.get(heading="监测").anchor
    GoalAnswer.objects.create(
        document=plan, anchor=anchor, digest="1", sentence=f"{SENTENCE}。", reason="没有口径",
        answered_by=world.editor,
    )  # fmt: skip
    work = import_small()
    services.change_document(document=work.document, actor=world.editor, visibility="restricted")
    anchor = work.version.clauses.first().anchor
    for digest, name, corrected in (("1", SENTENCE, []), ("2", "我起的名称", ["name"])):
        PlanTask.objects.create(
            document=work.document, anchor=anchor, digest=digest, kind="task",
            state="confirmed", name=name, wording=SENTENCE, corrected=corrected,
            decided_by=world.editor,
        )  # fmt: skip
    widening = services.propose_widening(
        document=plan, wanted="public", reason="我核对过", by=world.editor
    )
    services.decline_widening(widening=widening, by=world.reviewer, reason="审核员另有考虑")
    return world.editor


def out_of_office(person):
    Membership.objects.filter(user=person).delete()
    return User.objects.get(pk=person.pk)


def test_in_office_a_person_takes_along_titles_and_what_was_corrected(editor):
    found = export(editor)
    assert TITLE in str(found) and SENTENCE in str(found)
    assert "审核员另有考虑" in str(found)


def test_after_it_no_title_of_a_restricted_plan_and_no_word_of_its_clauses(editor):
    found = export(out_of_office(editor))
    said = str(found)
    assert TITLE not in said and SENTENCE not in said and "县水利局" not in said
    assert "审核员另有考虑" not in said
    assert {one["文件"] for one in found["对读法的改正"]} == {"你现在看不到的一份文件"}
    assert [one["改正"] for one in found["对读法的改正"]] == [
        "谁做什么：去掉一个", "谁做什么：加上一个（带队干部）",
    ]  # fmt: skip
    for own in ("我核对过", "没有口径", "我起的名称"):
        assert own in said


def test_what_everybody_reads_keeps_its_title(editor):
    PlanDocument.objects.update(visibility="public")
    found = export(out_of_office(editor))
    assert {one["文件"] for one in found["对读法的改正"]} == {TITLE}
    assert SENTENCE not in str(found)
