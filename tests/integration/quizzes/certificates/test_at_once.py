"""Threads against one real database: one certificate, one revocation, and nobody erased by half."""

from contextlib import suppress
from itertools import combinations

import pytest
from django.db import connection

from portal.accounts.services import erase_account
from portal.foundation.audit.models import AuditEvent
from portal.people.models import User
from quizzes.attempts import services as attempts
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Attempt
from quizzes.certificates import services
from quizzes.certificates.domain.numbers import easily_mistaken
from quizzes.certificates.enums import RevocationReason, SchemeKind
from quizzes.certificates.models import Certificate, Revocation, RevocationNote, Scheme
from tests.samples import sitting

THREADS = 4
if connection.vendor != "sqlite":
    pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
else:
    pytestmark = pytest.mark.slow


@pytest.fixture
def db(committing_db):
    """Every fixture of this module writes where threads can see it."""


def at_once(task):
    return sitting.at_once(task, THREADS)


def test_saying_to_be_adult_in_four_tabs_issues_one_certificate(world, scheme, sit):
    sit(world.volunteer, scheme)
    at_once(lambda _n: services.confirm_adult(person=User.objects.get(pk=world.volunteer.pk)))
    assert Certificate.objects.count() == 1
    assert AuditEvent.objects.filter(action="quizzes.certificate.issued").count() == 1


def test_four_who_revoke_at_once_make_one_revocation_and_one_note(world, certificate):
    def revoke(number: int) -> Revocation:
        return services.revoke(
            certificate=Certificate.objects.get(pk=certificate.pk),
            reason=RevocationReason.OTHER,
            note=f"第{number}人",
            actor=world.administrator,
        )

    made = at_once(revoke)
    assert {one.pk for one in made} == {Revocation.objects.get().pk}
    assert RevocationNote.objects.count() == 1
    assert AuditEvent.objects.filter(action="quizzes.certificate.revoked").count() == 1


def test_two_schemes_made_at_once_get_no_prefixes_that_are_easily_mistaken(world, make_paper):
    papers = [make_paper(f"theory-{place}") for place in range(THREADS)]

    def create(number: int) -> Scheme | None:
        terms = services.SchemeTerms(
            title="应急志愿者", heading="理论考试合格证书", kind=SchemeKind.VOLUNTEER,
            prefix=("QX", "XQ", "QY", "ZX")[number], issuer=world.county,
            assessment=papers[number], validity_months=36, renewal_days=90, adult_only=True,
            entitles="", active=True,
        )  # fmt: skip
        with suppress(services.PrefixTooClose):
            return services.create_scheme(
                slug=f"scheme-{number}", terms=terms, actor=world.administrator
            )
        return None

    at_once(create)
    prefixes = set(Scheme.objects.values_list("prefix", flat=True))
    assert prefixes and not any(
        easily_mistaken(one, other) for one, other in combinations(prefixes, 2)
    )


def test_an_account_deleted_while_papers_are_handed_in_leaves_no_name(world, scheme, adult):
    adult(world.volunteer)
    attempt = attempts.start(person=world.volunteer, slug=scheme.assessment.slug).attempt
    name = world.volunteer.full_name

    def race(number: int) -> None:
        if number == 0:
            erase_account(user=User.objects.get(pk=world.volunteer.pk))
            return
        with suppress(attempts.AttemptVoid):
            attempts.submit(attempt=Attempt.objects.get(pk=attempt.pk))

    at_once(race)
    attempt.refresh_from_db()
    assert attempt.state in {AttemptState.SCORED, AttemptState.VOID}
    assert not Certificate.objects.filter(holder_name=name).exists()
    assert User.objects.get(pk=world.volunteer.pk).erased_at is not None
