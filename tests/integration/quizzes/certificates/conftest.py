"""A scheme of the county, and people who pass its paper."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.utils import timezone

from portal.people.models import User
from quizzes.attempts import services as attempts
from quizzes.attempts.models import Attempt
from quizzes.bank.domain.marking import Response
from quizzes.bank.models import AnswerKey
from quizzes.certificates.enums import SchemeKind
from quizzes.certificates.models import Certificate, Scheme


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Numbers begin anew in each test, so files of another one must not be found."""
    settings.DATA_DIR = tmp_path


@pytest.fixture
def scheme(world, make_paper) -> Scheme:
    return Scheme.objects.create(
        slug="volunteer",
        title="应急志愿者（初级）",
        kind=SchemeKind.VOLUNTEER,
        issuer=world.county,
        assessment=make_paper("volunteer-theory", attempts_allowed=9),
        entitles="已通过应急志愿者初级理论考试",
    )


@pytest.fixture
def adult() -> Callable[[User], User]:
    """The person, who says to be 18 or older."""
    return _adult


@pytest.fixture
def sit() -> Callable[..., Attempt]:
    """Start, answer every item (rightly or wrongly) and submit."""
    return _sit


@pytest.fixture
def certificate(world, scheme) -> Certificate:
    _sit(_adult(world.volunteer), scheme)
    return Certificate.objects.get()


def _adult(person: User) -> User:
    person.adult_confirmed_at = timezone.now()
    person.save(update_fields=["adult_confirmed_at"])
    return person


def _sit(person: User, scheme: Scheme, *, right: bool = True) -> Attempt:
    attempt = attempts.start(person=person, slug=scheme.assessment.slug).attempt
    if right:
        for item in attempt.items.select_related("question_version"):
            key = AnswerKey.objects.get(version=item.question_version).key()
            typed = tuple((blank, words[0]) for blank, words in key.accepted)
            attempts.record_answer(
                attempt=attempt,
                slot=item.slot,
                response=Response(chosen=key.correct, typed=typed),
                client_event_id=uuid4(),
                seen_revision=0,
            )
    attempts.submit(attempt=attempt)
    attempt.refresh_from_db()
    return attempt
