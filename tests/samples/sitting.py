"""Sitting a paper in a test: right and wrong answers, many at once, and what raw events say."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from time import sleep
from uuid import UUID, uuid4

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from quizzes.attempts import services
from quizzes.attempts.enums import LateDecision
from quizzes.attempts.models import Attempt, AttemptItem
from quizzes.bank.domain.marking import Response
from quizzes.bank.models import AnswerKey

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def right(attempt: Attempt, slot: int) -> Response:
    """The right answer, read from the key table as only a test may."""
    item = attempt.items.get(slot=slot)
    key = AnswerKey.objects.get(version=item.question_version).key()
    if key.accepted:
        return Response(typed=tuple((blank, texts[0]) for blank, texts in key.accepted))
    return Response(chosen=key.correct)


def wrong(attempt: Attempt, slot: int) -> Response:
    item = attempt.items.get(slot=slot)
    if item.question_version.kind == "fill_in":
        return Response(typed=((item.question_version.options[0]["id"], "不知道"),))
    return Response(chosen=frozenset({item.question_version.options[-1]["id"]}))


def answer(
    attempt: Attempt,
    slot: int,
    response: Response,
    *,
    seen: int | None = None,
    event: UUID | None = None,
    now=None,
) -> services.Saved:
    """Save as a form would that was opened just now."""
    if seen is None:
        seen = AttemptItem.objects.get(attempt=attempt, slot=slot).response_rev
    return services.record_answer(
        attempt=attempt,
        slot=slot,
        response=response,
        client_event_id=event or uuid4(),
        seen_revision=seen,
        now=now,
    )


def sit(person: User, slug: str) -> Attempt:
    """A whole paper, answered rightly and handed in."""
    attempt = services.start(person=person, slug=slug).attempt
    for item in attempt.items.all():
        services.record_answer(
            attempt=attempt, slot=item.slot, response=right(attempt, item.slot),
            client_event_id=uuid4(), seen_revision=0, device="0a1b2c3d4e5f",
        )  # fmt: skip
    services.submit(attempt=attempt)
    return attempt


def replayed(attempt: Attempt) -> dict[int, dict]:
    """slot → answer by the raw events alone: those in time as they arrived, then the late ones
    as an examiner accepted them. What the items hold has to agree with it."""
    rows = list(attempt.events.select_related("review").order_by("pk"))
    accepted = [
        row
        for row in rows
        if row.late and hasattr(row, "review") and row.review.decision == LateDecision.ACCEPTED
    ]
    accepted.sort(key=lambda row: row.review.pk)
    answers: dict[int, dict] = {}
    for row in [row for row in rows if not row.late] + accepted:
        if row.payload is None:
            answers.pop(row.slot, None)
        else:
            answers[row.slot] = row.payload
    return answers


def at_once(task: Callable[[int], object], times: int) -> list[object]:
    """Results of `task(0..times-1)` on threads that are let go at the same moment."""
    barrier = Barrier(times)

    def run(number: int) -> object:
        barrier.wait()
        try:
            return task(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


def until_somebody_waits(seconds: float = 20) -> None:
    """Return once another connection of this PostgreSQL waits for a lock of ours."""
    for _ in range(int(seconds / 0.02)):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted LIMIT 1")
            if cursor.fetchone():
                return
        sleep(0.02)
    raise TimeoutError("nobody waits")


def close_by_clock(attempt: Attempt) -> None:
    """Time ran out before its person handed in: what comes now is late."""
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=timezone.now() - timedelta(minutes=5))
    attempt.refresh_from_db()
    services.close_if_due(attempt=attempt)


def page_of(attempt, slot):
    return reverse("attempts:question", args=[attempt.public_id, slot])


def form_of(client, attempt, slot):
    """Hidden fields of the question page, as a browser would send them back."""
    response = client.get(page_of(attempt, slot))
    assert response.status_code == 200, response.status_code
    return dict(HIDDEN.findall(response.content.decode()))


def save(client, attempt, slot, form, go="next", **answer):
    return client.post(
        reverse("attempts:save", args=[attempt.public_id, slot]), {**form, "go": go, **answer}
    )


def option(attempt, slot, place=0):
    return attempt.items.get(slot=slot).option_order[place]


def plain(response):
    """Without the joints at which a line may or may not break."""
    return re.sub("<wbr>|\u2060", "", response.content.decode()).replace("\xa0", " ")
