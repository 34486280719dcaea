"""One's own page says of each certificate how it stands, and of a passed paper what is missing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.sections import certificate_rows
from portal.people.models import User
from quizzes.certificates import services
from quizzes.certificates.enums import RevocationReason
from quizzes.certificates.models import Certificate, Scheme
from tests.samples.certificates import rewrite


@pytest.fixture
def own_page(client, world):
    client.force_login(world.volunteer)

    def read() -> str:
        page = client.get("/me/").content.decode().replace("<wbr>", "")
        page = page.replace("\N{NO-BREAK SPACE}", " ")
        return page.split("我的证书</h2>")[1].split("</section>")[0]

    return read


def test_who_passed_and_did_not_confirm_the_age_is_not_told_that_there_is_none(
    own_page, world, scheme, sit
):
    assert "还没有证书，考试通过就有" in own_page()
    sit(world.volunteer, scheme)
    waiting = own_page()
    assert "还差一步：确认年满 18 周岁" in waiting and 'href="/certificates/"' in waiting
    assert "还没有证书" not in waiting
    services.confirm_adult(person=world.volunteer)
    issued = own_page()
    assert "还差一步" not in issued and Certificate.objects.get().number in issued


def test_a_missing_name_leads_to_the_form_where_the_age_is_confirmed_too(
    own_page, world, scheme, sit
):
    User.objects.filter(pk=world.volunteer.pk).update(full_name="")
    sit(User.objects.get(pk=world.volunteer.pk), scheme)
    row = own_page()
    assert "还差一步：填上姓名" in row and "我已满 18 周岁" in row
    assert 'href="/me/profile/?next=%2Fcertificates%2F"' in row


def test_a_certificate_that_only_has_to_be_taken_is_shown(own_page, world, scheme, sit, adult):
    Scheme.objects.update(active=False)
    sit(adult(world.volunteer), scheme)
    Scheme.objects.update(active=True)
    assert "有一张证书等你领取" in own_page()


def test_each_row_says_how_the_certificate_stands(own_page, client, world, certificate):
    title = certificate.facts["title"]
    assert ">有效<" in own_page() and "<s>" not in own_page()
    services.revoke(
        certificate=certificate, reason=RevocationReason.CHEATED, actor=world.administrator
    )
    for page in (own_page(), client.get(reverse("certificates:mine")).content.decode()):
        revoked = page.replace("<wbr>", "")
        assert "已撤销" in revoked and f"<s>{title}</s>" in revoked and ">有效<" not in revoked


def test_what_ran_out_is_called_so_and_not_struck_through(own_page, certificate):
    rewrite(valid_from="2020-01-01", valid_to="2022-12-31")
    assert "已过期" in own_page() and "<s>" not in own_page()


def test_the_rows_cost_as_many_queries_for_many_certificates(
    django_assert_num_queries, world, certificate, scheme, sit
):
    with CaptureQueriesContext(connection) as one:
        certificate_rows(world.volunteer)
    rewrite(valid_from="2020-01-01", valid_to="2022-12-31", issued_at=timezone.now())
    sit(world.volunteer, scheme)
    assert Certificate.objects.count() == 2
    with django_assert_num_queries(len(one)):
        certificate_rows(world.volunteer)
