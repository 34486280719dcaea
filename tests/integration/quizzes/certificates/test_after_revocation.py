"""After a revocation: what its holder reads, and what passing again earns."""

import html
from datetime import date, datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from quizzes.certificates import documents, selectors, services
from quizzes.certificates.enums import RevocationReason
from quizzes.certificates.models import Certificate, RevocationNote
from tests.samples.certificates import rewrite


def text_of(answer) -> str:
    return html.unescape(answer.content.decode())


def test_who_passes_again_on_the_day_of_the_revocation_gets_a_new_number_that_holds_from_that_day(
    world, scheme, certificate, sit
):
    services.revoke(
        certificate=certificate, reason=RevocationReason.WRONG_FACTS, actor=world.administrator
    )
    sit(world.volunteer, scheme)
    second = Certificate.objects.exclude(pk=certificate.pk).get()
    assert second.number != certificate.number
    today = timezone.localdate()
    assert second.valid_from == today
    assert second.facts["valid_from"] == today.isoformat()
    assert selectors.standing(second, today).verdict == "valid"
    assert selectors.standing(certificate, today).verdict == "revoked"
    assert not RevocationNote.objects.exists()
    assert selectors.certified_volunteers(today).value == 1
    services.revoke(
        certificate=second, reason=RevocationReason.HOLDER_ASKED, actor=world.administrator
    )
    sit(world.volunteer, scheme)
    third = Certificate.objects.exclude(pk__in=[certificate.pk, second.pk]).get()
    assert (third.valid_from, third.of_the_day) == (today, 3)
    assert selectors.certified_volunteers(today).value == 1


def test_on_the_last_day_of_a_year_the_new_number_is_still_one_of_that_year(
    world, scheme, adult, sit
):
    with time_machine.travel(datetime(2026, 12, 31, 10, tzinfo=timezone.get_current_timezone())):
        sit(adult(world.volunteer), scheme)
        services.revoke(
            certificate=Certificate.objects.get(),
            reason=RevocationReason.WRONG_FACTS,
            actor=world.administrator,
        )
        sit(world.volunteer, scheme)
    numbers = Certificate.objects.order_by("pk").values_list("number", flat=True)
    assert [number[:14] for number in numbers] == ["AL-2026-000001", "AL-2026-000002"]
    assert {one.valid_from for one in Certificate.objects.all()} == {date(2026, 12, 31)}


def test_the_database_refuses_a_second_one_of_the_day_that_no_revocation_made_room_for(
    world, scheme, certificate, sit
):
    again = sit(world.volunteer, scheme)
    with (
        pytest.raises(IntegrityError, match=r"of_the_day|certificate_once_a_day"),
        transaction.atomic(),
    ):
        Certificate.objects.create(
            number="AL-2026-000009-0",
            scheme=certificate.scheme,
            person=certificate.person,
            holder_name="甲",
            score_run=again.score_runs.latest(),
            facts={},
            valid_from=certificate.valid_from,
            valid_to=certificate.valid_to,
        )


@pytest.fixture
def holders_page(client, world, certificate):
    """`holders_page()`: what the holder reads of the certificate now."""

    def read():
        client.force_login(world.volunteer)
        return text_of(client.get(reverse("certificates:detail", args=[certificate.number])))

    return read


def test_the_holder_of_a_revoked_one_reads_why_and_gets_no_pdf(
    client, world, certificate, holders_page, django_capture_on_commit_callbacks
):
    pdf = reverse("certificates:download", args=[certificate.number])
    before = holders_page()
    assert pdf in before and "到期前 90 天内重新通过" in before
    assert client.get(pdf)["Content-Type"] == "application/pdf"
    with django_capture_on_commit_callbacks(execute=True):
        services.revoke(
            certificate=certificate,
            reason=RevocationReason.WRONG_FACTS,
            note="名字写错",
            actor=world.administrator,
        )
    assert not documents.path_of(certificate).exists()
    page = holders_page()
    assert "撤销，原因：证书上的信息有误" in page and "名字写错" not in page
    assert pdf not in page and "到期前" not in page
    assert "重新通过理论考试，发新证、用新编号" in page
    answer = client.get(pdf, follow=True)
    assert "这张证书已撤销，不再提供 PDF" in text_of(answer)
    with pytest.raises(documents.Withdrawn):
        documents.content(Certificate.objects.get(pk=certificate.pk))
    assert not documents.path_of(certificate).exists()


def test_one_withdrawn_while_its_pdf_is_made_leaves_no_file(certificate, world, monkeypatch):
    render = documents.pdf.render

    def withdrawn_meanwhile(*given, **asked):
        services.revoke(
            certificate=Certificate.objects.get(pk=certificate.pk),
            reason=RevocationReason.WRONG_FACTS,
            actor=world.administrator,
        )
        return render(*given, **asked)

    monkeypatch.setattr(documents.pdf, "render", withdrawn_meanwhile)
    with pytest.raises(documents.Withdrawn):
        documents.content(Certificate.objects.get(pk=certificate.pk))
    assert not documents.path_of(certificate).exists()


def test_an_expired_one_keeps_its_pdf_and_says_how_to_get_another(
    client, certificate, holders_page
):
    rewrite(valid_from=date(2020, 1, 1), valid_to=date(2022, 12, 31))
    page = holders_page()
    assert "已过期" in page and "已经过期。重新通过理论考试" in page and "到期前" not in page
    pdf = reverse("certificates:download", args=[certificate.number])
    assert pdf in page and client.get(pdf)["Content-Type"] == "application/pdf"


def test_nothing_is_promised_for_passing_again_where_it_earns_nothing(
    world, scheme, certificate, sit, holders_page
):
    rewrite(valid_from=date(2020, 1, 1), valid_to=date(2022, 12, 31))
    sit(world.volunteer, scheme)
    assert "重新通过" not in holders_page()


def test_a_scheme_that_issues_no_more_promises_no_renewal(scheme, certificate, holders_page):
    scheme.active = False
    scheme.save()
    assert "重新通过" not in holders_page()
