"""What follows a change of a long plan, and what a change in the middle of it leads to."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from content.plans import services
from content.plans.models import FollowUp, PlanDocument
from content.plans.selectors.lists import shown_hashes
from content.plans.services import following
from portal.foundation.locks import only_one
from search.documents.models import SearchDocument


@pytest.fixture
def long_plan(world, small_text, monkeypatch):
    """A published plan that counts as long; its follow-up is still to be done."""
    for module in ("importing", "publishing"):
        monkeypatch.setattr(f"content.plans.services.{module}.AT_ONCE", 2)
    monkeypatch.setattr(following, "INDEXED_AT_A_TIME", 2)
    plan = services.import_document(actor=None, owner_unit=world.town, text=small_text)
    services.publish_version(version=plan.version, actor=None)
    return plan


def hide(plan, visibility="restricted"):
    document = PlanDocument.objects.get(pk=plan.document.pk)
    services.change_document(document=document, actor=None, visibility=visibility)


def test_a_long_plan_is_stored_followed_and_found_in_short_steps(long_plan):
    follow_up = FollowUp.objects.get()
    assert not SearchDocument.objects.exists()
    assert services.finish_follow_up(follow_up)
    follow_up.refresh_from_db()
    assert follow_up.finished_at is not None
    assert SearchDocument.objects.filter(group_key=long_plan.document.group_key).exists()
    hide(long_plan)
    assert not SearchDocument.objects.exists()


def test_a_long_plan_whose_new_text_is_not_for_everybody_is_found_by_nobody_till_the_worker_comes(
    long_plan, small_text
):
    services.finish_follow_up(FollowUp.objects.get())
    assert SearchDocument.objects.exists()
    published_anew(long_plan, f"密级：内部管理\n{small_text}")
    assert not SearchDocument.objects.exists()
    services.finish_follow_up(FollowUp.objects.latest("pk"))
    assert "public" not in {one for row in SearchDocument.objects.all() for one in row.grants}


def test_words_that_the_new_text_hides_are_not_found_in_the_old_one_till_the_worker_comes(
    long_plan, small_text
):
    known = "（二）评估改进。演练结束后形成评估报告。"
    secret = "评估报告附赤鷩名册，由专人保管，不得外传。"
    published_anew(long_plan, small_text.replace(known, known + secret))
    services.finish_follow_up(FollowUp.objects.latest("pk"))
    assert SearchDocument.objects.filter(text__contains="赤鷩").exists()
    draft = services.import_document(
        actor=None, owner_unit=long_plan.document.owner_unit, slug=long_plan.document.slug,
        text=small_text.replace(known, f"{known}\n\n（三）名册。{secret}"),
    ).version  # fmt: skip
    part = draft.clauses.get(text__contains="赤鷩")
    services.set_visibility(clause=part, visibility="restricted", actor=None)
    services.publish_version(version=draft, actor=None)
    assert not SearchDocument.objects.filter(text__contains="赤鷩").exists()


def test_a_long_plan_for_as_many_as_before_is_found_while_the_worker_is_awaited(
    long_plan, small_text
):
    services.finish_follow_up(FollowUp.objects.get())
    published_anew(long_plan, small_text.replace("先桌面", "首先桌面"))
    assert SearchDocument.objects.exists()


def test_the_clock_asks_a_worker_again_and_follows_nothing_itself(
    long_plan, django_capture_on_commit_callbacks
):
    later = timezone.now() + timedelta(minutes=5)
    assert services.tend_follow_ups(timezone.now()) == 0
    with only_one(f"plan-follow-up-{long_plan.document.pk}"):
        assert services.tend_follow_ups(later) == 0
    with django_capture_on_commit_callbacks() as asked:
        assert services.tend_follow_ups(later) == 1
        assert services.tend_follow_ups(later) == 0
    assert not SearchDocument.objects.exists()
    asked[0]()
    assert FollowUp.objects.get().finished_at is not None
    assert services.tend_follow_ups(later + timedelta(minutes=5)) == 0


@pytest.fixture
def heard(monkeypatch):
    """What whoever cites a clause was told of last, by key."""
    last = {}

    def told(changes):
        last.update({key: new for key, _old, new in changes})

    monkeypatch.setattr(following, "tell", told)
    monkeypatch.setattr("content.plans.services.publishing.tell", told)
    return last


def published_anew(plan, text):
    version = services.import_document(
        actor=None, owner_unit=plan.document.owner_unit, text=text, slug=plan.document.slug
    ).version
    services.publish_version(version=version, actor=None)
    return version


def test_the_later_of_two_changes_is_the_last_that_is_heard_of(long_plan, small_text, heard):
    published_anew(long_plan, small_text.replace("先桌面", "先推演"))
    last = published_anew(long_plan, small_text.replace("先桌面", "首先桌面"))
    clause = last.clauses.get(text__contains="首先桌面")
    later, earlier = FollowUp.objects.order_by("-pk")[:2]
    assert services.finish_follow_up(later)
    assert services.finish_follow_up(earlier)
    assert heard[f"clause:{clause.anchor}"] == shown_hashes(last.pk)[clause.anchor]
    assert not FollowUp.objects.filter(finished_at__isnull=True).exists()


def test_a_short_change_waits_for_the_long_one_before_it(long_plan, small_text, heard, monkeypatch):
    published_anew(long_plan, small_text.replace("先桌面", "先推演"))
    monkeypatch.setattr("content.plans.services.publishing.AT_ONCE", 500)
    last = published_anew(long_plan, small_text.replace("先桌面", "首先桌面"))
    assert not heard
    services.finish_follow_up(FollowUp.objects.latest("pk"))
    clause = last.clauses.get(text__contains="首先桌面")
    assert heard[f"clause:{clause.anchor}"] == shown_hashes(last.pk)[clause.anchor]
    last = published_anew(long_plan, small_text.replace("先桌面", "起先桌面"))
    assert not following.is_followed(long_plan.document)
    assert heard[f"clause:{clause.anchor}"] == shown_hashes(last.pk)[clause.anchor]


def test_what_is_hidden_between_reading_and_writing_stays_hidden(long_plan, monkeypatch):
    real, read = following.documents_of, []

    def hidden_once_read(document):
        documents = list(real(document))
        if not read:
            hide(long_plan)
        read.append(documents)
        return iter(documents)

    monkeypatch.setattr(following, "documents_of", hidden_once_read)
    services.finish_follow_up(FollowUp.objects.first())
    assert len(read[0]) > 2
    assert read[1:] == [[]], "begun anew with what holds now"
    assert not SearchDocument.objects.exists()


def test_what_is_hidden_between_two_steps_is_taken_out_and_not_put_back(long_plan, monkeypatch):
    real, steps = following.search.put, []

    def hidden_after_the_first(documents):
        changes = real(documents)
        if not steps:
            hide(long_plan)
        steps.append(len(documents))
        return changes

    monkeypatch.setattr(following.search, "put", hidden_after_the_first)
    services.finish_follow_up(FollowUp.objects.first())
    assert steps == [2]
    assert not SearchDocument.objects.exists()


def test_a_change_by_somebody_who_read_the_plan_before_it_was_hidden_keeps_it_hidden(import_small):
    plan = import_small()
    read_before = PlanDocument.objects.get(pk=plan.document.pk)
    hide(plan)
    services.change_document(document=read_before, actor=None, issuer="青河镇人民政府办公室")
    assert not SearchDocument.objects.exists()
    assert PlanDocument.objects.get().visibility == "restricted"


@pytest.mark.django_db(transaction=True)
def test_a_step_under_way_is_waited_for_and_then_taken_out(long_plan, monkeypatch):
    """Two connections: the step has asked and not yet committed when the plan is hidden."""
    if connection.vendor == "sqlite":
        pytest.skip("an in-memory SQLite has one writer; runs with DATABASE_URL of PostgreSQL")
    real, hiding = following.search.put, []

    def run():
        try:
            hide(long_plan)
        finally:
            connection.close()

    def hidden_meanwhile(documents):
        if not hiding:
            hiding.append(Thread(target=run))
            hiding[0].start()
            hiding[0].join(timeout=1)
            assert hiding[0].is_alive(), "the change waits for the step"
        return real(documents)

    SearchDocument.objects.all().delete()
    again = FollowUp.objects.create(document=long_plan.document, after=long_plan.version)
    monkeypatch.setattr(following.search, "put", hidden_meanwhile)
    services.finish_follow_up(again)
    hiding[0].join()
    for left in FollowUp.objects.filter(finished_at__isnull=True):
        services.finish_follow_up(left)
    assert not SearchDocument.objects.exists()
