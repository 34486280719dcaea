"""A passed result leads to its certificate, or says what is still to be done; every page of
papers sat and certificates has a way back."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from quizzes.attempts import services as attempts
from quizzes.certificates import services
from quizzes.certificates.enums import RevocationReason
from quizzes.certificates.models import Certificate, Scheme
from tests.samples.certificates import rewrite


@pytest.fixture
def holder(client, world):
    client.force_login(world.volunteer)
    return client


def result_of(client, attempt) -> str:
    answer = client.get(reverse("attempts:result", args=[attempt.public_id]))
    return answer.content.decode().replace("<wbr>", "").replace("\N{NO-BREAK SPACE}", " ")


def test_a_passed_result_leads_to_the_certificate_however_often_it_is_read(
    holder, world, scheme, sit, adult
):
    attempt = sit(adult(world.volunteer), scheme)
    certificate = Certificate.objects.get()
    address = reverse("certificates:detail", args=[certificate.number])
    for _look in range(2):
        page = result_of(holder, attempt)
        assert page.count(f'href="{address}"') == 1
        assert certificate.number in page and "有效" in page
    assert Certificate.objects.count() == 1


def test_passing_again_shows_the_certificate_that_still_stands(holder, world, scheme, sit, adult):
    sit(adult(world.volunteer), scheme)
    second = sit(world.volunteer, scheme)
    assert reverse("certificates:detail", args=[Certificate.objects.get().number]) in result_of(
        holder, second
    )


def test_who_did_not_say_to_be_adult_is_told_and_looking_issues_nothing(holder, world, scheme, sit):
    attempt = sit(world.volunteer, scheme)
    page = result_of(holder, attempt)
    assert "还差一步：确认年满 18 周岁" in page and reverse("certificates:mine") in page
    assert not Certificate.objects.exists()
    holder.post(reverse("certificates:claim"), {"adult": "yes"})
    page = result_of(holder, attempt)
    assert "还差一步" not in page and Certificate.objects.get().number in page


def test_looking_at_ones_certificates_never_issues_one(holder, world, scheme, sit, adult):
    Scheme.objects.update(active=False)
    sit(adult(world.volunteer), scheme)
    Scheme.objects.update(active=True)
    assert holder.get(reverse("certificates:mine")).status_code == 200
    assert not Certificate.objects.exists()


def test_a_pass_from_before_the_scheme_was_in_use_says_that_a_certificate_waits(
    holder, world, scheme, sit, adult
):
    Scheme.objects.update(active=False)
    attempt = sit(adult(world.volunteer), scheme)
    assert "等你领取" not in result_of(holder, attempt)
    Scheme.objects.update(active=True)
    page = result_of(holder, attempt)
    assert "有一张证书等你领取" in page and reverse("certificates:mine") in page
    holder.post(reverse("certificates:claim"))
    page = result_of(holder, attempt)
    assert "等你领取" not in page and Certificate.objects.get().number in page


def test_a_pass_that_a_revoked_certificate_answered_promises_no_new_one(
    holder, world, scheme, sit, adult
):
    first = sit(adult(world.volunteer), scheme)
    second = sit(world.volunteer, scheme)
    services.revoke(
        certificate=Certificate.objects.get(score_run__attempt=first),
        reason=RevocationReason.CHEATED,
        actor=world.administrator,
    )
    assert "等你领取" not in result_of(holder, second)


def test_a_revoked_certificate_is_called_so(holder, world, certificate):
    services.revoke(
        certificate=certificate, reason=RevocationReason.CHEATED, actor=world.administrator
    )
    assert "已撤销" in result_of(holder, certificate.score_run.attempt)


def test_a_failed_result_and_a_paper_without_scheme_promise_nothing(
    holder, world, scheme, sit, adult
):
    failed = sit(adult(world.volunteer), scheme, right=False)
    assert "证书：" not in result_of(holder, failed)
    Scheme.objects.update(active=False)
    passed = sit(world.volunteer, scheme)
    page = result_of(holder, passed)
    assert "证书：" not in page and "还差一步" not in page


def ways_back(page: str) -> set[str]:
    main = page.split("<main")[1].split("</main>")[0]
    return set(re.findall(r'href="([^"#]+)"', main))


def test_every_page_of_ones_papers_and_certificates_has_a_way_back(holder, world, certificate):
    attempt = certificate.score_run.attempt
    expected = {
        reverse("attempts:mine"): reverse("exams:list"),
        reverse("attempts:result", args=[attempt.public_id]): reverse("attempts:mine"),
        reverse("attempts:start", args=["volunteer-theory"]): reverse("exams:list"),
        reverse("certificates:mine"): reverse("accounts:me"),
        reverse("certificates:detail", args=[certificate.number]): reverse("certificates:mine"),
    }
    for address, back in expected.items():
        assert back in ways_back(holder.get(address).content.decode()), address
    running = attempts.start(person=world.volunteer, slug="volunteer-theory").attempt
    review = holder.get(reverse("attempts:review", args=[running.public_id])).content.decode()
    assert reverse("attempts:attempt", args=[running.public_id]) in ways_back(review)


def test_every_page_of_the_desk_has_a_way_back(client, world, certificate):
    desk = reverse("certificates:desk")
    revoke = reverse("certificates:desk_revoke", args=[certificate.number])
    client.force_login(world.administrator)
    assert desk in ways_back(client.get(revoke).content.decode())
    assert desk in ways_back(client.post(revoke, {"reason": "other"}).content.decode())
    client.force_login(world.examiner)
    results = client.get(reverse("attempts:results", args=["volunteer-theory"])).content.decode()
    assert reverse("papers:index") in ways_back(results)


def test_a_limited_page_of_verification_leads_back_to_the_form(client, certificate, settings):
    settings.CERTIFICATE_RATE_LIMITS = {"look_up": "0/10m/ip"}
    address = reverse("verify_certificate", args=[certificate.number])
    page = client.get(address).content.decode()
    assert {reverse("certificates:verify"), address} <= ways_back(page)


def test_the_certificate_that_ran_out_does_not_hide_the_next(holder, world, scheme, sit, adult):
    first = sit(adult(world.volunteer), scheme)
    rewrite(valid_from="2020-01-01", valid_to="2022-12-31")
    second = sit(world.volunteer, scheme)
    old, new = Certificate.objects.order_by("pk")
    assert old.number in result_of(holder, first) and "已过期" in result_of(holder, first)
    assert new.number in result_of(holder, second)
    assert new.valid_to - new.valid_from > timedelta(days=700)


def test_no_line_breaks_inside_the_number_and_the_dates_of_a_certificate(holder, certificate):
    page = holder.get(reverse("certificates:mine")).content.decode()
    for kept in (certificate.number, certificate.valid_from, certificate.valid_to):
        assert f'<span class="nb">{kept}</span>' in page, kept
