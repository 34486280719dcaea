"""A closed evaluation is opened again by who reviews, with a reason that stays to be read."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from content.drills import services
from content.drills.enums import State
from content.drills.models import Drill, Evaluation, Reopening
from content.drills.papers import report_pdf
from content.drills.refusals import DrillRefused
from content.drills.services.evaluating import Given
from portal.foundation.audit.models import AuditEvent
from tests.samples import drills as samples

WHY = "漏算了第二组的转移时间"


@pytest.fixture
def drill(world, town_plan):
    return samples.evaluated(samples.held(town_plan, world.town))


def reopened(drill, reason=WHY):
    return services.reopen_evaluation(evaluation=drill.evaluation, reason=reason, actor=None)


def page(drill):
    return reverse("drills:reopen", args=[drill.pk])


def test_a_reviewer_opens_it_and_the_editor_closes_it_anew(client, world, drill):
    client.force_login(world.reviewer)
    assert page(drill) in client.get(drill.get_absolute_url()).content.decode()
    assert client.post(page(drill), {"reason": WHY}).status_code == 302
    client.force_login(world.editor)
    shown = client.get(drill.get_absolute_url()).content.decode()
    assert WHY in shown and "原来 85.00 分" in shown and "评估还没有完成" in shown
    assert client.get(reverse("drills:evaluation", args=[drill.pk])).status_code == 200
    drill.refresh_from_db()
    assert drill.state == State.HELD
    stored = Evaluation.objects.get()
    services.save_evaluation(
        drill=drill, sheet=stored.sheet, actor=None, team="县应急局评估组", conclusion="慢了。",
        scores={line.pk: Given(Decimal(70)) for line in stored.sheet.lines.all()},
        evaluated_on=date(2026, 5, 21),
    )  # fmt: skip
    services.close_evaluation(evaluation=stored, actor=None)
    stored.refresh_from_db()
    assert stored.score == 70 and Drill.objects.get().state == State.CLOSED
    assert WHY in client.get(drill.get_absolute_url()).content.decode()
    assert report_pdf(Drill.objects.get()).startswith(b"%PDF")
    event = AuditEvent.objects.get(action="content.drill.reopened")
    assert event.actor_public_id == world.reviewer.public_id and WHY not in str(event.data)


def test_who_does_not_review_there_opens_nothing(client, world, drill):
    for person, status in ((world.editor, 403), (world.learner, 403), (world.other_editor, 403)):
        client.force_login(person)
        assert client.post(page(drill), {"reason": WHY}).status_code == status
    client.force_login(world.editor)
    assert page(drill) not in client.get(drill.get_absolute_url()).content.decode()
    assert not Reopening.objects.exists() and Drill.objects.get().state == State.CLOSED


@pytest.mark.parametrize("reason", ["", "  ", "找王科长 13812345678", "长" * 201])
def test_without_a_reason_it_stays_closed(client, world, drill, reason):
    client.force_login(world.reviewer)
    assert client.post(page(drill), {"reason": reason}).status_code == 422
    assert not Reopening.objects.exists()


def test_twice_is_once_and_in_other_words_it_is_said(drill):
    first = reopened(drill)
    assert reopened(drill) == first
    with pytest.raises(DrillRefused, match="刚被别人重新打开"):
        reopened(drill, "另一个原因")
    assert Reopening.objects.count() == 1
    services.close_evaluation(evaluation=drill.evaluation, actor=None)
    assert reopened(drill, "另一个原因") != first


def test_what_is_not_closed_is_not_opened(client, world, town_plan):
    client.force_login(world.reviewer)
    for drill in (
        samples.planned(town_plan, world.town),
        samples.held(town_plan, world.town, title="汛中演练"),
    ):
        answer = client.post(page(drill), {"reason": WHY}, follow=True)
        assert "还没有完成" in answer.content.decode()
    assert not Reopening.objects.exists()


def test_the_database_opens_none_without_a_reason_and_changes_nothing_with_it(drill):
    stored = drill.evaluation
    kept = {"evaluation": stored, "score": 85, "grade": "good"}
    for change in (
        lambda: Evaluation.objects.update(score=None, grade=""),
        lambda: Reopening.objects.create(reason="", revision=1, **kept),
        lambda: Reopening.objects.create(reason=WHY, revision=1, **kept | {"score": 101}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with transaction.atomic():
        made = Reopening.objects.create(reason=WHY, revision=stored.revision, **kept)
        for change in (
            lambda: Evaluation.objects.update(score=None, grade="", conclusion="换了"),
            lambda: Evaluation.objects.update(score=90),
            lambda: Evaluation.objects.all().delete(),
            lambda: Reopening.objects.filter(pk=made.pk).update(reason="换了"),
            lambda: Reopening.objects.filter(pk=made.pk).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
