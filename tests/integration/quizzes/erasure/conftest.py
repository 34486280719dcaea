"""Somebody who sat papers, was certified and wrote pages."""

import re

import pytest
from django.conf import settings as live
from django.core.cache import caches
from django.utils import timezone
from wagtail.models import Page

from portal.foundation.messages.models import Delivery
from portal.people.enums import Role
from portal.people.models import Membership, User
from quizzes.attempts import services as attempts
from quizzes.attempts.reasons import ExtraTimeReason
from quizzes.bank.domain.marking import Response
from quizzes.certificates import services
from quizzes.certificates.enums import RevocationReason, SchemeKind
from quizzes.certificates.models import Certificate, Scheme
from tests.samples.accounts import PASSWORD
from tests.samples.erasure import RENA, RENA_NAME
from tests.samples.kept import words_of
from tests.samples.sitting import answer, sit


@pytest.fixture(autouse=True)
def nothing_left_over():
    """Limits and files of other tests are not looked at here."""
    for cache in caches.all(initialized_only=True):
        cache.clear()
    for path in live.DATA_DIR.rglob("*"):
        if path.is_file():
            path.unlink()


def code_to(address: str) -> str:
    text = Delivery.objects.filter(address=address).order_by("-pk").first().text
    return re.search(r"\b\d{6}\b", text).group()


@pytest.fixture
def person(world, client) -> User:
    """Signed up with phone and mail, both proved, notice agreed to."""
    client.post("/accounts/signup/", {
        "phone": "13987654321", "email": "renapati@example.cn", "username": "renapati",
        "password1": PASSWORD, "password2": PASSWORD, "agree": "on",
    })  # fmt: skip
    client.post("/accounts/phone/verify/", {"code": code_to("+8613987654321")})
    client.post("/accounts/confirm-email/", {"code": code_to("renapati@example.cn")})
    client.post("/me/profile/", {"full_name": RENA_NAME})
    user = User.objects.get(username="renapati")
    User.objects.filter(pk=user.pk).update(home_unit=world.town, adult_confirmed_at=timezone.now())
    for role in (Role.VOLUNTEER, Role.EDITOR):
        Membership.objects.create(user=user, unit=world.town, role=role, valid_from="2026-01-01")
    return User.objects.get(pk=user.pk)


@pytest.fixture
def scheme(world, make_paper) -> Scheme:
    return Scheme.objects.create(
        slug="volunteer", title="应急志愿者（初级）", kind=SchemeKind.VOLUNTEER,
        issuer=world.county, assessment=make_paper("volunteer-theory"),
    )  # fmt: skip


@pytest.fixture
def holder(person, scheme, client) -> User:
    """The person with a certificate, downloaded."""
    sit(person, scheme.assessment.slug)
    certificate = Certificate.objects.get()
    downloaded = client.get(f"/certificates/{certificate.number}/certificate.pdf")
    assert RENA_NAME in words_of(downloaded.content)
    return person


@pytest.fixture
def taker(holder, make_paper, world) -> User:
    """The holder, whose certificate was revoked, with one voided attempt into which it
    typed who it is, one running attempt, and pages written."""
    person = holder
    allowance = attempts.allow_extra_time(
        person=person,
        factor="1.25",
        reason=ExtraTimeReason.REQUESTED,
        by=world.examiner,
    )
    assert allowance.person == person
    services.revoke(
        certificate=Certificate.objects.get(),
        reason=RevocationReason.WRONG_FACTS,
        note=f"{RENA_NAME}登记错了单位",
        actor=world.administrator,
    )
    make_paper("hall")
    voided = attempts.start(person=person, slug="hall").attempt
    for text in reversed(RENA):
        blank = voided.items.get(slot=4).question_version.options[0]["id"]
        answer(voided, 4, Response(typed=((blank, f"{text}，别扣我分"),)))
    attempts.void(attempt=voided, by=world.examiner, reason=f"{RENA_NAME}的座位停电")
    make_paper("running")
    attempts.start(person=person, slug="running")
    page = Page.objects.get(depth=1)
    page.save_revision(user=person, log_action=True, clean=False)
    return person
