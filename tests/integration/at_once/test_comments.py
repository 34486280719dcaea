"""At once: comments on clauses of plans."""

from uuid import uuid4

import pytest

from content.comments import services
from content.comments.enums import State
from content.comments.models import Comment
from content.comments.refusals import CommentRefused
from content.plans import services as plans
from portal.foundation.locks import ChangedMeanwhile
from portal.people.models import User
from tests.samples.county_plans import TEXT
from tests.samples.reviewed_plans import published
from tests.samples.threads import COMMITTING, at_once, audited, kinds

pytestmark = COMMITTING


@pytest.fixture
def anchor(world):
    version = plans.import_document(
        actor=world.editor, owner_unit=world.town, kind="work_plan",
        text=TEXT.format(name="青河镇", number=12),
    ).version  # fmt: skip
    published(version, world.editor, world.reviewer)
    return version.clauses.filter(text__contains="持证").get().anchor


def say(world, anchor, token):
    return services.write_comment(
        author=User.objects.get(pk=world.trainer.pk), anchor=anchor, kind="fact",
        text="数不对。", token=token,
    )  # fmt: skip


def test_one_form_sent_four_times_is_one_comment(world, anchor):
    token = uuid4()
    results = at_once(lambda _number: say(world, anchor, token))
    assert kinds(results) == {Comment}
    assert Comment.objects.count() == audited("content.comment.written") == 1


def test_of_four_answers_given_at_once_one_stands(world, anchor):
    comment = say(world, anchor, uuid4())
    results = at_once(
        lambda number: services.answer(
            comment=Comment.objects.get(pk=comment.pk),
            verdict="adopted",
            text=f"改法{number}。",
            by=User.objects.get(pk=world.editor.pk),
        )
    )
    assert kinds(results) == {Comment, ChangedMeanwhile}
    assert audited("content.comment.answered") == 1


def test_taken_back_and_answered_at_once_is_one_of_both(world, anchor):
    comment = say(world, anchor, uuid4())

    def act(number):
        found = Comment.objects.get(pk=comment.pk)
        if number % 2:
            return services.withdraw(author=User.objects.get(pk=world.trainer.pk), comment=found)
        return services.answer(
            comment=found, verdict="adopted", text="改。", by=User.objects.get(pk=world.editor.pk)
        )

    results = at_once(act)
    assert kinds(results) <= {Comment, bool, ChangedMeanwhile, CommentRefused}
    stored = Comment.objects.get(pk=comment.pk)
    done = audited("content.comment.answered"), audited("content.comment.withdrawn")
    assert done == ((1, 0) if stored.state == State.ANSWERED else (0, 1))
