"""Taking a question through review, publication and retirement."""

from collections import Counter
from collections.abc import Callable

from django.db import transaction
from django.db.models import Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from content.pages import anchors
from portal.foundation.audit import services as audit
from portal.foundation.messages.enums import Channel
from portal.foundation.messages.services import send
from portal.foundation.pagecache.services import purge
from portal.people.models import User
from quizzes.bank.domain.lifecycle import (
    QuestionStepRefused,
    ReasonMissing,
    SourceMoved,
    SourceUnread,
    VersionUnread,
    step,
)
from quizzes.bank.enums import QuestionState
from quizzes.bank.models import Question, QuestionVersion
from quizzes.bank.services.writing import source_hash_of


def submit_for_review(*, question: Question, by: User) -> Question:
    """Draft, or published with a newer version, to the review queue; repeating is harmless."""
    if question.state == QuestionState.REVIEW:
        return question
    return _move(
        question,
        by,
        QuestionState.REVIEW,
        action="quizzes.question.submitted",
        returned_reason="",
    )


@transaction.atomic
def return_to_author(
    *, question: Question, by: User, reason: str, read: int | None = None
) -> Question:
    """The reviewer sends it back and says why, also in the author's inbox. A published version
    stays in use.

    `read`: number of the version the reviewer had before their eyes; None where nobody had a
    page open. Raises ReasonMissing, VersionUnread, QuestionStepRefused (nothing waits).
    """
    if not reason.strip():
        raise ReasonMissing
    number = _latest_number(question) if read is None else read
    _check_read(question, number)
    if question.state != QuestionState.REVIEW:
        raise QuestionStepRefused(question.state, QuestionState.DRAFT)
    published = question.published_version_id is not None
    returned = _move(
        question,
        by,
        QuestionState.PUBLISHED if published else QuestionState.DRAFT,
        action="quizzes.question.returned",
        still_holds=lambda: _check_read(question, number),
        returned_reason=reason.strip()[:300],
    )
    version = question.versions.select_related("created_by").get(number=number)
    if version.created_by != by and version.created_by.is_active:
        send(
            to=version.created_by,
            template="quizzes/bank/returned",
            context={
                "stem": Truncator(version.stem).chars(40),
                "reason": returned.returned_reason.rstrip("。"),
            },
            channels=[Channel.INBOX],
            # Of two who send it back at once, one is heard; sent in and back again is told again.
            key=f"question-returned:{question.pk}:{returned.changed_at.isoformat()}",
            link=question.get_absolute_url(),
        )
    return returned


def publish(*, question: Question, by: User, read: int | None = None) -> Question:
    """Put the latest version to use. `read` as in `return_to_author`.

    Raises VersionUnread, SourceMoved when its source no longer says what the author read,
    QuestionStepRefused from a state that cannot be published.
    """
    latest = question.versions.order_by("-number").first()
    if latest is None:
        raise QuestionStepRefused(question.state, QuestionState.PUBLISHED)
    number = latest.number if read is None else read
    _check_read(question, number)

    def still_holds() -> None:
        _check_read(question, number)
        _check_source(question, latest)

    if question.state == QuestionState.PUBLISHED and question.published_version_id == latest.pk:
        return question
    return _move(
        question,
        by,
        QuestionState.PUBLISHED,
        action="quizzes.question.published",
        still_holds=still_holds,
        published_version=latest,
        needs_review=False,
        review_reason="",
        returned_reason="",
    )


def confirm_source(*, question: Question, by: User, read_hash: str) -> Question:
    """The reviewer read the changed source, whose hash was `read_hash`: the question still
    agrees with it.

    Raises SourceUnread when the source says something else by now, SourceUnknown or
    SourceMoved when there is no text left to agree with, QuestionStepRefused (retired).
    """
    with transaction.atomic():
        # The question's row first, the text after it: whoever changes the text takes this
        # row too (`send_to_review_for_source`), so one of the two waits for the other.
        changed = (
            Question.objects.filter(pk=question.pk)
            .exclude(state=QuestionState.RETIRED)
            .update(needs_review=False, review_reason="", changed_at=timezone.now())
        )
        if not changed:
            raise QuestionStepRefused(QuestionState.RETIRED, QuestionState.PUBLISHED)
        latest = question.versions.order_by("-number").first()
        key = latest.source_key if latest else ""
        stands = source_hash_of(key)
        if stands != read_hash:
            raise SourceUnread(key)
        Question.objects.filter(pk=question.pk).update(confirmed_hash=stands)
        audit.record(
            actor=by,
            action="quizzes.question.source_confirmed",
            target=question,
            unit_id=question.owner_unit_id,
            data={"source": key},
        )
    question.refresh_from_db()
    return question


def retire(*, question: Question, by: User, reason: str) -> Question:
    """No new paper takes it; papers already published keep it. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing
    return _move(
        question,
        by,
        QuestionState.RETIRED,
        action="quizzes.question.retired",
        retired_reason=reason.strip()[:300],
        needs_review=False,
        review_reason="",
    )


def send_to_review_for_source(*, key: str, withdrawn: bool) -> int:
    """Mark every question whose latest or published version cites `key`; returns how many.

    Called inside the transaction that changed the text. Papers already published go on:
    to pull a running exam apart is a decision for people.
    """
    reason = _("原文已撤下，请改题或停用") if withdrawn else _("原文已改，请核对题目和答案是否还对")
    latest = QuestionVersion.objects.filter(question=OuterRef("pk")).order_by("-number")
    affected = dict(
        Question.objects.exclude(state=QuestionState.RETIRED)
        .annotate(latest_source=Subquery(latest.values("source_key")[:1]))
        .filter(Q(latest_source=key) | Q(published_version__source_key=key))
        .values_list("pk", "owner_unit")
    )
    count = Question.objects.filter(pk__in=affected).update(
        needs_review=True, review_reason=reason, changed_at=timezone.now()
    )
    for unit_id, questions in sorted(Counter(affected.values()).items()):
        # Auditors read what their own units have to look at.
        audit.record(
            actor=None,
            action="quizzes.question.source_changed",
            target_key=key,
            unit_id=unit_id,
            data={"questions": questions, "withdrawn": withdrawn},
        )
    return count


def _latest_number(question: Question) -> int:
    return question.versions.aggregate(top=Max("number"))["top"] or 0


def _check_read(question: Question, number: int) -> None:
    newest = _latest_number(question)
    if newest != number:
        raise VersionUnread(newest)


def _check_source(question: Question, version: QuestionVersion) -> None:
    if not version.source_key:
        return
    question.refresh_from_db(fields=["confirmed_hash"])
    anchor = anchors.resolve(version.source_key)
    if anchor is None or anchor.status == "withdrawn":
        raise SourceMoved(version.source_key, withdrawn=True)
    if anchor.content_hash not in {version.source_hash, question.confirmed_hash}:
        raise SourceMoved(version.source_key, withdrawn=False)


def _move(
    question: Question,
    by: User,
    after: str,
    *,
    action: str,
    still_holds: Callable[[], None] | None = None,
    **values: object,
) -> Question:
    """One conditional update: of two people pressing at once, one step happens.

    `still_holds` raises where the step may not be taken. It is asked when the question's row
    is taken, so that nothing it reads changes behind it.
    """
    before = question.state
    if before == after and not values:
        return question
    step(before, after)
    with transaction.atomic():
        changed = Question.objects.filter(pk=question.pk, state=before).update(
            state=after, changed_at=timezone.now(), **values
        )
        if not changed:
            question.refresh_from_db()
            if question.state == after:
                if still_holds is not None:
                    still_holds()
                return question
            raise QuestionStepRefused(question.state, after)
        if still_holds is not None:
            still_holds()
        audit.record(actor=by, action=action, target=question, unit_id=question.owner_unit_id)
        if QuestionState.PUBLISHED in (before, after) or after == QuestionState.RETIRED:
            # Public pages say how many questions hang on a clause.
            purge(reason=action)
    question.refresh_from_db()
    return question
