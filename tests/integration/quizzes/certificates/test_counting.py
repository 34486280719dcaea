"""A certificate rests on the result that counts, not on any pass."""

import pytest
from django.urls import reverse

from quizzes.attempts import services as attempts
from quizzes.certificates import services
from quizzes.certificates.enums import SchemeKind
from quizzes.certificates.models import Certificate, Scheme
from tests.samples.certificates import rewrite


@pytest.fixture
def scheme_by(world, make_paper):
    """`scheme_by("first")`: a scheme over a paper with that grade policy."""

    def make(policy: str) -> Scheme:
        return Scheme.objects.create(
            slug="volunteer",
            title="应急志愿者（初级）",
            kind=SchemeKind.VOLUNTEER,
            issuer=world.county,
            assessment=make_paper("volunteer-theory", grade_policy=policy),
        )

    return make


@pytest.mark.parametrize(("policy", "issued"), [("highest", 1), ("latest", 1), ("first", 0)])
def test_a_pass_after_a_failure_certifies_unless_only_the_first_counts(
    client, world, scheme_by, sit, adult, policy, issued
):
    scheme = scheme_by(policy)
    sit(adult(world.volunteer), scheme, right=False)
    passed = sit(world.volunteer, scheme)
    assert Certificate.objects.count() == issued
    client.force_login(world.volunteer)
    page = client.get(reverse("attempts:result", args=[passed.public_id])).content.decode()
    assert ("证书：" in page) is bool(issued)


@pytest.mark.parametrize("policy", ["highest", "latest", "first"])
def test_a_failure_after_a_pass_takes_no_certificate_away(world, scheme_by, sit, adult, policy):
    scheme = scheme_by(policy)
    sit(adult(world.volunteer), scheme)
    sit(world.volunteer, scheme, right=False)
    assert not Certificate.objects.get().is_revoked


@pytest.mark.parametrize(("policy", "issued"), [("highest", 1), ("latest", 0), ("first", 1)])
def test_what_counts_on_the_day_one_says_to_be_adult_decides(world, scheme_by, sit, policy, issued):
    scheme = scheme_by(policy)
    sit(world.volunteer, scheme)
    assert services.waiting(person=world.volunteer)
    sit(world.volunteer, scheme, right=False)
    assert bool(services.waiting(person=world.volunteer)) is bool(issued)
    assert len(services.confirm_adult(person=world.volunteer)) == issued


def test_of_two_passes_that_wait_the_one_that_counts_is_certified(world, scheme_by, sit):
    scheme = scheme_by("latest")
    sit(world.volunteer, scheme)
    last = sit(world.volunteer, scheme)
    services.confirm_adult(person=world.volunteer)
    assert Certificate.objects.get().score_run.attempt == last


def test_a_voided_pass_is_never_certified_later(world, scheme, sit):
    passed = sit(world.volunteer, scheme)
    attempts.void(attempt=passed, by=world.examiner, reason="替考")
    assert not services.waiting(person=world.volunteer)
    assert services.confirm_adult(person=world.volunteer) == []


def test_a_voided_first_failure_lets_the_pass_after_it_count_and_certify(
    world, scheme_by, sit, adult
):
    scheme = scheme_by("first")
    failed = sit(adult(world.volunteer), scheme, right=False)
    passed = sit(world.volunteer, scheme)
    assert not Certificate.objects.exists()
    attempts.void(attempt=failed, by=world.examiner, reason="考场停电")
    assert Certificate.objects.get().score_run.attempt == passed
    attempts.void(attempt=failed, by=world.examiner, reason="考场停电")
    assert Certificate.objects.count() == 1


def test_who_passes_again_with_less_than_before_still_renews(world, scheme_by, sit, adult):
    scheme = scheme_by("highest")
    sit(adult(world.volunteer), scheme)
    rewrite(valid_from="2020-01-01", valid_to="2022-12-31")
    renewed = sit(world.volunteer, scheme)
    assert Certificate.objects.order_by("-pk").first().score_run.attempt == renewed


def test_a_result_that_no_longer_counts_says_why_its_certificate_stands(
    client, world, scheme_by, sit, adult
):
    scheme = scheme_by("latest")
    passed = sit(adult(world.volunteer), scheme)
    client.force_login(world.volunteer)
    address = reverse("attempts:result", args=[passed.public_id])
    said = "按这次当时的成绩发的，后来再考不改它"
    assert said not in client.get(address).content.decode()
    sit(world.volunteer, scheme, right=False)
    page = client.get(address).content.decode()
    assert "这次不计为成绩" in page and "证书：" in page and said in page
