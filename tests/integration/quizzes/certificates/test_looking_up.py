"""A register cannot be read by counting up, and nobody honest stands before a closed door."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from quizzes.certificates import looking_up, services
from quizzes.certificates.domain import numbers
from quizzes.certificates.enums import RevocationReason


@pytest.fixture(autouse=True)
def three_an_hour(settings):
    settings.CERTIFICATE_RATE_LIMITS = {"look_up": "3/10m/ip,5/d/ip"}


def typed_page(number: str) -> str:
    return reverse("verify_certificate", args=[number])


def counted_up(length: int) -> list[str]:
    year = timezone.localdate().year
    return [numbers.compose("AL", year, serial) for serial in range(1, length + 1)]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_looking_up_only_reads_and_says_so_to_any_other_method(certificate, method):
    client = Client(enforce_csrf_checks=True)
    for address in (
        typed_page(certificate.number),
        certificate.get_absolute_url(),
        reverse("certificates:verify"),
    ):
        answer = getattr(client, method)(address)
        assert answer.status_code == 405 and answer["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("typed", ["", "  "])
def test_an_empty_form_says_what_to_type_and_claims_to_have_kept_nothing(db, typed):
    page = Client().get(reverse("certificates:verify"), {"number": typed}).content.decode()
    assert "填证书右上角的编号" in page and "你填的内容都还在" not in page


def test_a_number_that_is_refused_is_kept_and_said_to_be(db):
    page = Client().get(reverse("certificates:verify"), {"number": "9" * 61}).content.decode()
    assert "9" * 61 in page and "你填的内容都还在" in page


BAD_NUMBERS = [
    "",
    " ",
    "\0",
    "AL-2026-000001-\0",
    "AL-2026-" + "9" * 300,
    "长" * 1_000,
    "1" + "0" * 20,
    "AL-２０２６-٠٠٠٠٠١-٣",
    "AL-2026-00000¹-3",
    "ⅯⅯ-2026-000001-3",
    "'; DROP TABLE x; --",
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("typed", BAD_NUMBERS, ids=range(len(BAD_NUMBERS)))
def test_what_is_no_number_is_answered_in_words_and_stays_in_the_box(client, certificate, typed):
    answer = client.get(reverse("certificates:verify"), {"number": typed})
    page = html.unescape(answer.content.decode())
    assert answer.status_code in {200, 404}
    assert "证书有效" not in page and certificate.masked_name not in page
    assert typed.strip()[:60] in page and "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("typed", [one for one in BAD_NUMBERS if one.strip() and "/" not in one])
def test_an_address_that_is_no_number_finds_nothing(client, certificate, typed):
    for address in (typed_page(typed), reverse("verify_signed", args=[typed, "AAAAAAAAAA"])):
        assert client.get(address).status_code == 404


def test_a_wrong_check_digit_is_never_looked_up(client, certificate):
    last = int(certificate.number[-1])
    for digit in {*range(10)} - {last}:
        wrong = f"{certificate.number[:-1]}{digit}"
        with CaptureQueriesContext(connection) as queries:
            assert client.get(typed_page(wrong)).status_code == 404
        assert not [one for one in queries if "quizzes_certificates" in one["sql"]]


def test_counting_up_ends_at_the_limit_with_a_page_that_says_when(client, certificate):
    answers = [client.get(typed_page(number)) for number in counted_up(6)]
    assert [answer.status_code for answer in answers] == [200, 404, 404, 429, 429, 429]
    refused = answers[-1]
    assert 0 < int(refused["Retry-After"]) <= 600
    opens = timezone.localtime() + timedelta(seconds=int(refused["Retry-After"]) - 1)
    text = refused.content.decode()
    assert "查得太多了" in text and "二维码" in text
    said = re.search(r"(\d+月\d+日 \d\d:\d\d) 以后再查", text)
    seconds = [opens + timedelta(seconds=later) for later in range(1, 63)]
    whole = [f"{at.month}月{at.day}日 {at:%H:%M}" for at in seconds if at.second == 0]
    assert said[1] in whole
    assert "no-store" in refused["Cache-Control"]
    assert "Set-Cookie" not in refused.headers


def test_a_scanned_code_works_however_many_were_typed(client, certificate):
    for number in counted_up(6):
        client.get(typed_page(number))
    assert client.get(typed_page(certificate.number)).status_code == 429
    for _scan in range(8):
        scanned = client.get(certificate.get_absolute_url())
        assert scanned.status_code == 200
        assert "证书有效" in scanned.content.decode()


def test_form_address_and_wrong_signature_are_counted_together(client, certificate):
    signed = certificate.get_absolute_url()
    wrong = signed.replace(looking_up.signature(certificate.number), "AAAAAAAAAA")
    assert client.get(wrong).status_code == 200
    assert client.head(typed_page(certificate.number)).status_code == 200
    form = reverse("certificates:verify")
    assert client.get(form, {"number": certificate.number})["Location"] == signed
    assert client.get(form, {"number": certificate.number}).status_code == 429
    assert client.get(wrong).status_code == 429
    assert client.get(form).status_code == 200


def test_what_cannot_be_a_number_costs_nothing(client, certificate):
    for _ in range(9):
        assert client.get(typed_page("AL-2026-000001-0000")).status_code == 404
        assert client.get(reverse("certificates:verify"), {"number": "没有"}).status_code == 404
    assert client.get(typed_page(certificate.number)).status_code == 200


def test_another_address_is_another_count(client, certificate):
    for number in counted_up(4):
        client.get(typed_page(number))
    answer = client.get(typed_page(certificate.number), REMOTE_ADDR="203.0.113.9")
    assert answer.status_code == 200


def test_a_made_up_forwarded_address_does_not_begin_a_new_count(client, certificate):
    codes = [
        client.get(typed_page(number), headers={"x-forwarded-for": f"203.0.113.{place}"})
        for place, number in enumerate(counted_up(4))
    ]
    assert codes[-1].status_code == 429


def test_the_day_has_a_limit_of_its_own(client, certificate, settings):
    settings.CERTIFICATE_RATE_LIMITS = {"look_up": "99/10m/ip,2/d/ip"}
    answers = [client.get(typed_page(number)) for number in counted_up(3)]
    assert int(answers[-1]["Retry-After"]) > 80_000


def test_no_stored_page_answers_for_the_counter_or_hides_a_revocation(
    client, world, certificate, settings
):
    settings.PAGECACHE_ENABLED = True
    for address in (typed_page(certificate.number), certificate.get_absolute_url()):
        first, second = client.get(address), client.get(address)
        assert [one["X-Page-Cache"] for one in (first, second)] == ["pass; cache-control"] * 2
    services.revoke(
        certificate=certificate, reason=RevocationReason.HOLDER_ASKED, actor=world.administrator
    )
    assert "已撤销" in client.get(certificate.get_absolute_url()).content.decode()
    assert "已撤销" in client.get(typed_page(certificate.number)).content.decode()
    assert client.get(typed_page(certificate.number)).status_code == 429


def test_a_code_printed_under_a_key_that_was_replaced_still_opens(client, certificate, settings):
    printed = certificate.get_absolute_url()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one"
    for _scan in range(9):
        assert client.get(printed).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    codes = [client.get(printed).status_code for _scan in range(4)]
    assert codes == [200, 200, 200, 429]


def test_a_hall_checks_everybody_once(client, certificate, settings):
    from portal.settings import accounts

    settings.CERTIFICATE_RATE_LIMITS = accounts.CERTIFICATE_RATE_LIMITS
    typed = [client.get(typed_page(number)) for number in counted_up(accounts.ACCOUNT_HALL_SIZE)]
    assert 429 not in {answer.status_code for answer in typed}
