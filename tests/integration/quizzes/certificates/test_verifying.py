"""Anybody verifies a certificate by its number; nobody learns more than that."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from quizzes.certificates import selectors, services
from quizzes.certificates.enums import RevocationReason, SchemeKind
from quizzes.certificates.models import Certificate, Scheme
from tests.samples.certificates import rewrite

BAD_NUMBERS = [
    "",
    " ",
    "AL-2026-000001-9",
    "AL-2026-000000-2",
    "x" * 5000,
    "'; drop table",
    "\x00",
    "<script>",
    "📜",
]


def test_anybody_verifies_by_number_and_sees_no_whole_name_and_no_score(client, certificate):
    page = client.get(certificate.get_absolute_url())
    text = page.content.decode()
    assert "证书有效" in text
    assert "理论考试合格证书" in text and "不代表实操考核合格" in text
    assert f"{certificate.facts['entitles']}。" in text
    assert certificate.masked_name in text
    assert certificate.holder_name not in text
    assert "100" not in text.replace("AL-", "")[text.index("证书有效") :]
    assert "no-store" in page["Cache-Control"] or "no-cache" in page["Cache-Control"]
    assert "Set-Cookie" not in page.headers


def test_a_number_typed_by_hand_leads_to_the_same_page(client, certificate):
    typed = certificate.number.lower().replace("-", " ").replace("0", "o")
    answer = client.get(reverse("certificates:verify"), {"number": typed})
    assert answer["Location"] == certificate.get_absolute_url()


@pytest.mark.parametrize("typed", BAD_NUMBERS)
def test_a_bad_number_gets_a_clear_answer_and_keeps_what_was_typed(client, db, typed):
    answer = client.get(reverse("certificates:verify"), {"number": typed})
    text = answer.content.decode()
    assert answer.status_code in {200, 404}
    assert "没有这个编号" in text or "有 1 处要改" in text
    assert "<script>" not in text.split("<main")[1].split("</main>")[0]


def test_a_number_that_was_never_issued_is_not_found(client, certificate):
    answer = client.get("/c/AL-2026-000002-9/")
    assert answer.status_code == 404
    assert "没有这个编号" in answer.content.decode()


def test_an_expired_certificate_says_when(client, certificate):
    rewrite(
        Certificate.objects.filter(pk=certificate.pk),
        valid_from=date(2020, 1, 1),
        valid_to=date(2022, 12, 31),
    )
    page = client.get(certificate.get_absolute_url()).content.decode()
    assert "已过期" in page
    assert "2022-12-31 到期。" in page
    assert "续证" not in page and "换发" not in page


def test_an_expired_certificate_says_that_its_holder_has_a_new_one_while_that_one_stands(
    client, world, scheme, certificate, sit
):
    rewrite(
        Certificate.objects.filter(pk=certificate.pk),
        valid_from=date(2020, 1, 1),
        valid_to=date(2022, 12, 31),
    )
    sit(world.volunteer, scheme)
    new = Certificate.objects.exclude(pk=certificate.pk).get()
    page = client.get(certificate.get_absolute_url()).content.decode()
    assert "2022-12-31 到期。持证人已换发新证，请按新编号核验。" in page
    assert new.number not in page
    services.revoke(certificate=new, reason=RevocationReason.CHEATED, actor=world.administrator)
    assert "换发" not in client.get(certificate.get_absolute_url()).content.decode()


def test_a_new_certificate_of_another_holder_or_scheme_renews_nothing(
    world, scheme, certificate, make_paper, sit, adult
):
    other = Scheme.objects.create(
        slug="other",
        title="灾害信息员",
        kind=SchemeKind.INFORMATION_OFFICER,
        issuer=world.county,
        assessment=make_paper("other-theory"),
    )
    sit(world.volunteer, other)
    sit(adult(world.learner), scheme)
    old = Certificate.objects.filter(pk=certificate.pk)
    rewrite(old, valid_from=date(2020, 1, 1), valid_to=date(2022, 12, 31))
    today = timezone.localdate()
    assert not selectors.verify(certificate.number, on=today).renewed
    rewrite(old, person=None)
    rewrite(Certificate.objects.filter(scheme=scheme).exclude(pk=certificate.pk), person=None)
    assert not selectors.verify(certificate.number, on=today).renewed
