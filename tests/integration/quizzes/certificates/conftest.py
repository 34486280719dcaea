"""A scheme of the county, and people who pass its paper."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from portal.people.models import User
from quizzes.attempts import services as attempts
from quizzes.attempts.models import Attempt
from quizzes.bank.domain.marking import Response
from quizzes.bank.models import AnswerKey
from quizzes.certificates import services
from quizzes.certificates.enums import SchemeKind
from quizzes.certificates.forms import SchemeForm
from quizzes.certificates.models import Certificate, Scheme

LIST = "/certificates/desk/schemes/"
NEW = f"{LIST}new/"


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


@pytest.fixture
def desk(client, world):
    client.force_login(world.administrator)
    return client


@pytest.fixture
def paper(make_paper):
    return make_paper("officer-theory")


@pytest.fixture
def typed(world, paper):
    return {
        "title": "灾害信息员（基础）", "assessment": paper.pk, "issuer": world.county.pk,
        "kind": "information_officer", "heading": "理论考试合格证书", "entitles": "",
        "prefix": "zh",
        "validity_months": "24", "renewal_days": "60", "adult_only": "on", "active": "on",
        "slug": "officer",
    }  # fmt: skip


def kept_of(scheme: Scheme) -> dict[str, object]:
    """What its form sends when nothing is touched."""
    names = ["title", "kind", "heading", "entitles", "prefix", "validity_months", "renewal_days"]
    return {name: getattr(scheme, name) for name in names} | {
        "assessment": scheme.assessment_id, "issuer": scheme.issuer_id,
        "adult_only": "on", "active": "on" if scheme.active else "",
        "seen": SchemeForm(user=AnonymousUser(), instance=scheme)["seen"].value(),
    }  # fmt: skip


def terms_of(scheme: Scheme, **others: object) -> services.SchemeTerms:
    names = services.SchemeTerms.__dataclass_fields__
    return services.SchemeTerms(**{name: getattr(scheme, name) for name in names} | others)
