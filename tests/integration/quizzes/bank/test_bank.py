"""Questions from draft to retirement, and what a change of their source does."""

from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from content.pages import anchors
from portal.foundation.append_only import AppendOnly
from portal.foundation.audit.models import AuditEvent
from quizzes.bank import services
from quizzes.bank.domain.lifecycle import QuestionStepRefused, SourceMoved, SourceUnknown
from quizzes.bank.domain.questions import Key, QuestionNotWellFormed
from quizzes.bank.enums import QuestionState
from quizzes.bank.models import AnswerKey, Question, QuestionVersion
from tests.samples.questions import KEY, create, wording


@pytest.mark.django_db
class TestLife:
    def test_one_form_makes_one_question_however_often_it_is_sent(self, world):
        key = uuid4()
        made = {
            services.create_question(
                by=world.editor,
                owner_unit=world.town,
                wording=wording(),
                filing=services.Filing(aim="avoidance"),
                creation_key=key,
            ).pk
            for _ in range(2)
        }
        assert len(made) == 1 and QuestionVersion.objects.count() == 1

    def test_a_badly_made_question_leaves_nothing_behind(self, world):
        with pytest.raises(QuestionNotWellFormed):
            create(world, key=Key())
        assert not Question.objects.exists() and not AnswerKey.objects.exists()

    def test_a_question_goes_from_draft_by_review_to_use(self, world):
        question = create(world)
        with pytest.raises(QuestionStepRefused):
            services.publish(question=question, by=world.reviewer)
        services.submit_for_review(question=question, by=world.editor)
        services.publish(question=question, by=world.reviewer)
        assert question.state == QuestionState.PUBLISHED
        assert question.published_version.number == 1
        assert services.publish(question=question, by=world.reviewer).state == "published"

    def test_a_new_version_waits_for_review_while_the_old_one_is_used(self, world):
        question = create(world)
        services.submit_for_review(question=question, by=world.editor)
        services.publish(question=question, by=world.reviewer)
        services.new_version(
            question=question,
            by=world.editor,
            wording=wording(stem="接到报告后多久口头报告？"),
            filing=services.Filing(aim="avoidance"),
        )
        question.refresh_from_db()
        assert question.published_version.number == 1
        services.submit_for_review(question=question, by=world.editor)
        services.return_to_author(question=question, by=world.reviewer, reason="太长")
        assert (question.published_version.number, question.returned_reason) == (1, "太长")
        services.submit_for_review(question=question, by=world.editor)
        services.publish(question=question, by=world.reviewer)
        assert (question.published_version.number, question.returned_reason) == (2, "")

    def test_the_same_wording_again_is_no_new_version(self, world):
        same = wording()
        question = services.create_question(
            by=world.editor,
            owner_unit=world.town,
            wording=same,
            filing=services.Filing(aim="avoidance"),
            creation_key=uuid4(),
        )
        for _ in range(2):
            services.new_version(
                question=question,
                by=world.editor,
                wording=same,
                filing=services.Filing(aim="prevention"),
            )
        assert question.versions.count() == 1

    def test_a_retired_question_stays_retired(self, world):
        question = create(world)
        services.retire(question=question, by=world.reviewer, reason="过时")
        with pytest.raises(QuestionStepRefused):
            services.submit_for_review(question=question, by=world.editor)
        with pytest.raises(QuestionStepRefused):
            services.new_version(
                question=question,
                by=world.editor,
                wording=wording(),
                filing=services.Filing(aim="avoidance"),
            )

    def test_what_a_version_said_and_its_key_stay_as_they_were(self, world):
        question = create(world)
        for row in (QuestionVersion.objects.get(), AnswerKey.objects.get()):
            with pytest.raises(AppendOnly):
                row.save()
            table, pk = row._meta.db_table, row._meta.pk.column
            for sql in (f"UPDATE {table} SET {pk} = {pk}", f"DELETE FROM {table}"):
                with (
                    pytest.raises(IntegrityError),
                    transaction.atomic(),
                    connection.cursor() as cursor,
                ):
                    cursor.execute(sql)
        with pytest.raises(AppendOnly):
            question.delete()


@pytest.mark.django_db
class TestSource:
    def published(self, world):
        question = create(world, source_key=KEY)
        services.submit_for_review(question=question, by=world.editor)
        return services.publish(question=question, by=world.reviewer)

    def test_a_version_remembers_what_its_source_said(self, world, source):
        question = self.published(world)
        assert question.published_version.source_hash == "a" * 64

    def test_a_changed_source_sends_its_questions_to_review_and_out_of_new_papers(
        self, world, source
    ):
        cited, other = self.published(world), create(world)
        assert Question.objects.usable_on(timezone.localdate()).filter(pk=cited.pk).exists()
        anchors.changed.send(
            sender=None, key=KEY, old_hash="a" * 64, new_hash="b" * 64, withdrawn=False
        )
        cited.refresh_from_db()
        other.refresh_from_db()
        assert cited.needs_review and "原文已改" in cited.review_reason
        assert not other.needs_review
        assert not Question.objects.usable_on(timezone.localdate()).filter(pk=cited.pk).exists()

    def test_each_unit_with_such_questions_finds_the_change_in_its_own_audit(self, world, source):
        for _ in range(2):
            self.published(world)
        owner = create(world, source_key=KEY).owner_unit
        other = world.other_town if owner != world.other_town else world.town
        foreign = create(world, source_key=KEY)
        Question.objects.filter(pk=foreign.pk).update(owner_unit=other)
        assert services.send_to_review_for_source(key=KEY, withdrawn=False) == 4
        told = AuditEvent.objects.filter(action="quizzes.question.source_changed")
        assert {event.unit_id: event.data["questions"] for event in told} == {
            owner.pk: 3, other.pk: 1,
        }  # fmt: skip

    def test_a_reviewer_confirms_that_the_question_still_agrees(self, world, source):
        question = self.published(world)
        source["hash"] = "b" * 64
        services.send_to_review_for_source(key=KEY, withdrawn=False)
        question.refresh_from_db()
        services.confirm_source(question=question, by=world.reviewer, read_hash="b" * 64)
        assert not question.needs_review and question.confirmed_hash == "b" * 64

    def test_a_draft_on_a_text_that_changed_meanwhile_is_not_published(self, world, source):
        question = create(world, source_key=KEY)
        services.submit_for_review(question=question, by=world.editor)
        source["hash"] = "b" * 64
        with pytest.raises(SourceMoved):
            services.publish(question=question, by=world.reviewer)
        services.confirm_source(question=question, by=world.reviewer, read_hash="b" * 64)
        assert services.publish(question=question, by=world.reviewer).state == "published"

    def test_an_unknown_or_withdrawn_source_is_refused(self, world, source):
        for key in ("nonsense", f"nokind:{UUID(int=1)}"):
            with pytest.raises(SourceUnknown):
                create(world, source_key=key)
        source["status"] = "withdrawn"
        with pytest.raises(SourceMoved):
            create(world, source_key=KEY)
