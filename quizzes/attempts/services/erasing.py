"""Taking out of answers what their person typed of himself, when the account goes."""

from collections import defaultdict
from typing import Any
from uuid import uuid4

from portal.people.domain import phones
from portal.people.models import User
from quizzes.attempts.domain import receipts
from quizzes.attempts.domain.own_words import OwnWords
from quizzes.attempts.models import AnswerEvent, Attempt, AttemptItem, ItemScore
from quizzes.attempts.selectors import latest_runs

Answer = dict[str, Any] | None


def forget_own_words(*, person: User) -> None:
    """In every text that `person` typed and that names him, or leads to somebody. Marks, times
    and everything else stay. Call while the row still has the names and is marked as erased:
    the database lets answers of nobody else change."""
    phone = person.phone or ""
    words = OwnWords.of(
        [
            person.full_name,
            person.username,
            person.email,
            person.staff_number,
            phone,
            phones.national(phone),
            phone.removeprefix("+86"),
        ]
    )
    right = _right_texts(person)
    touched: set[int] = set()
    for item in AttemptItem.objects.filter(attempt__person=person, response__has_key="typed"):
        without = words.without(item.response, right=right[item.attempt_id, item.slot])
        if without != item.response:
            touched.add(item.attempt_id)
            AttemptItem.objects.filter(pk=item.pk).update(response=without)
    for event in AnswerEvent.objects.filter(attempt__person=person, payload__has_key="typed"):
        payload = words.without(event.payload, right=right[event.attempt_id, event.slot])
        if payload != event.payload:
            touched.add(event.attempt_id)
            # The one way past the model, and only for people who are gone (`guards`). The id was
            # made from the text, and would still confirm a guess.
            AnswerEvent._base_manager.filter(pk=event.pk).update(
                payload=payload, client_event_id=uuid4()
            )
    for attempt in Attempt.objects.filter(pk__in=touched).exclude(receipt_digest=""):
        Attempt.objects.filter(pk=attempt.pk).update(
            receipt_digest=receipts.digest(_handed_in(attempt))
        )


def _right_texts(person: User) -> dict[tuple[int, int], set[str]]:
    """(attempt, slot) → what was typed there and is marked right by the scoring that stands."""
    texts: dict[tuple[int, int], set[str]] = defaultdict(set)
    scores = ItemScore.objects.filter(
        item__attempt__person=person, item__response__has_key="typed", correct=True
    ).filter(run__in=latest_runs())
    for score in scores.select_related("item"):
        typed = (score.item.response or {})["typed"]
        texts[score.item.attempt_id, score.item.slot].update(typed.values())
    return texts


def _handed_in(attempt: Attempt) -> dict[int, Answer]:
    """slot → the answer that stood when the attempt was closed: what was accepted later is
    not in its receipt."""
    answers: dict[int, Answer] = dict.fromkeys(attempt.items.values_list("slot", flat=True))
    for event in attempt.events.filter(late=False).order_by("applied_revision"):
        answers[event.slot] = event.payload
    return answers
