"""报错: an answer says no more than the text in force holds."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from content.errata import services
from content.errata.enums import State
from content.errata.models import ErrorReport
from content.plans import services as plans
from content.plans.models import PlanVersion
from portal.foundation.audit.models import AuditEvent
from tests.integration.content.errata.conftest import TEXT, words_of
from tests.samples.reviewed_plans import published


@pytest.fixture
def promised(world, report):
    return services.answer_report(
        report=report, state="promised", text="改成每半小时。", by=world.editor
    )


def state_of(report):
    return ErrorReport.objects.get(pk=report.pk).state


def test_where_the_old_text_comes_into_force_again_what_was_mended_is_a_promise(
    client, world, plan, promised, publish_mended
):
    publish_mended()
    assert state_of(promised) == State.MENDED
    old = PlanVersion.objects.get(document=plan, number=1)
    plans.publish_version(version=old, actor=world.reviewer)
    assert state_of(promised) == State.PROMISED
    page = words_of(client.get(reverse("errata:receipt", args=[promised.public_id])))
    assert "编辑答应改" in page
    assert AuditEvent.objects.filter(action="content.erratum.undone").count() == 1


def test_words_that_stand_under_another_anchor_as_they_did_are_not_mended(world, plan, promised):
    draft = plans.import_document(
        actor=world.editor, owner_unit=world.town, slug=plan.slug,
        text=TEXT.replace("保管名册", "保管、更新名册"),
    ).version  # fmt: skip
    assert draft.clauses.filter(anchor=promised.anchor).update(anchor=uuid4()) == 1
    published(draft, world.editor, world.reviewer)
    assert state_of(promised) == State.PROMISED


def test_what_turned_by_itself_is_shown_as_it_reads_and_answered_anew_where_it_is_wrong(
    client, world, plan, promised, publish_mended
):
    publish_mended(new="每两小时")
    page = words_of(client.get(reverse("errata:receipt", args=[promised.public_id])))
    assert "现在写的是" in page and "每两小时报告一次" in page
    client.force_login(world.editor)
    form = reverse("errata_desk:answer", args=[promised.pk])
    assert form in client.get(reverse("errata_desk:list"), {"state": "settled"}).content.decode()
    drawn = client.get(form).context["form"]
    sent = {"shown": drawn["shown"].value(), "state": "promised", "answer": "改错了，再改。"}
    assert client.post(form, sent).status_code == 302
    assert state_of(promised) == State.PROMISED


@pytest.mark.parametrize(("days", "left"), [(364, 1), (366, 0)])
def test_a_promise_is_kept_a_year_from_when_it_was_given(promised, days, left):
    ErrorReport.objects.update(received_at=timezone.now() - timedelta(days=360))
    services.drop_old(timezone.now() + timedelta(days=days))
    assert ErrorReport.objects.count() == left
