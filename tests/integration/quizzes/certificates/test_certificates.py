"""A passed paper issues one certificate, once; its holder has it, its unit keeps the register."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from portal.foundation.append_only import AppendOnly
from portal.foundation.audit.models import AuditEvent
from portal.people.enums import Post, Role, UnitKind
from portal.people.models import Membership, Unit
from quizzes.attempts import services as attempts
from quizzes.attempts.models import Attempt
from quizzes.attempts.reasons import ScoreReason
from quizzes.certificates import documents, selectors, services
from quizzes.certificates.enums import Outcome, RevocationReason, SchemeKind
from quizzes.certificates.models import Certificate, Scheme
from tests.integration.conftest import make_unit
from tests.samples.certificates import rewrite


def test_passing_issues_a_certificate_in_the_same_transaction(world, certificate):
    assert certificate.person == world.volunteer
    assert certificate.number == f"AL-{timezone.localdate().year}-000001-{certificate.number[-1]}"
    assert certificate.facts["percent"] == "100.00"
    assert certificate.facts["pass_percent"] == "60.00"
    assert AuditEvent.objects.filter(action="quizzes.certificate.issued").count() == 1


def test_failing_issues_nothing(world, scheme, sit, adult):
    sit(adult(world.volunteer), scheme, right=False)
    assert not Certificate.objects.exists()


def test_a_paper_without_a_scheme_issues_nothing(world, make_paper, sit, adult):
    class Bare:
        assessment = make_paper("practice-only", attempts_allowed=2)

    sit(adult(world.volunteer), Bare)
    assert not Certificate.objects.exists()


def test_submitting_rescoring_and_deciding_again_issue_no_second_one(world, scheme, certificate):
    attempt = Attempt.objects.get()
    attempts.submit(attempt=attempt)
    attempts.rescore(attempt=attempt, by=world.examiner, reason=ScoreReason.REVIEW)
    again = services.decide(attempt=attempt, score_run=attempt.score_runs.latest())
    assert (again.outcome, again.certificate) == (Outcome.ALREADY_HELD, certificate)
    assert Certificate.objects.count() == 1


def test_passing_again_while_the_certificate_stands_gives_the_same_one(
    world, scheme, certificate, sit
):
    sit(world.volunteer, scheme)
    assert Certificate.objects.get() == certificate


def test_passing_again_in_the_renewal_window_gives_a_new_number(world, scheme, certificate, sit):
    attempt = Attempt.objects.get()
    sit(world.volunteer, scheme)
    second = Attempt.objects.exclude(pk=attempt.pk).get()
    day = certificate.valid_to - timedelta(days=10)
    renewed = services.decide(attempt=second, score_run=second.score_runs.latest(), on=day)
    assert renewed.outcome is Outcome.ISSUED
    assert renewed.certificate.number != certificate.number
    assert renewed.certificate.valid_from == day


def test_the_database_refuses_a_second_certificate_for_one_scoring(certificate):
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(
            number="AL-2026-000009-0",
            scheme=certificate.scheme,
            person=None,
            holder_name="甲",
            score_run=certificate.score_run,
            facts={},
            valid_from=date(2026, 1, 1),
            valid_to=date(2027, 1, 1),
        )


def test_numbers_grow_without_a_gap_and_are_never_reused(world, scheme, sit, adult):
    for person in (world.volunteer, world.learner, world.auditor):
        sit(adult(person), scheme)
    serials = [
        int(number.split("-")[2])
        for number in Certificate.objects.order_by("pk").values_list("number", flat=True)
    ]
    assert serials == [1, 2, 3]
    with pytest.raises(AppendOnly):
        Certificate.objects.first().delete()


def test_somebody_who_did_not_say_to_be_adult_waits_and_gets_it_on_saying_so(
    client, world, scheme, sit
):
    sit(world.volunteer, scheme)
    assert not Certificate.objects.exists()
    client.force_login(world.volunteer)
    page = client.get(reverse("certificates:mine")).content.decode()
    assert "我已年满 18 周岁" in page
    for _ in range(2):
        assert client.post(reverse("certificates:claim"), {"adult": "yes"}).status_code == 302
    assert Certificate.objects.get().person == world.volunteer


def test_facts_stay_as_they_were_when_scheme_name_and_paper_change(client, world, certificate):
    scheme = certificate.scheme
    scheme.title, scheme.validity_months, scheme.renewal_days = "改名后的方案", 1, 7
    scheme.save()
    world.volunteer.full_name = "改名后的人"
    world.volunteer.save()
    page = client.get(certificate.get_absolute_url()).content.decode()
    assert "应急志愿者（初级）" in page
    assert "改名后" not in page


def test_the_holder_reads_and_downloads_and_nobody_else_does(client, world, certificate):
    addresses = [
        reverse("certificates:detail", args=[certificate.number]),
        reverse("certificates:download", args=[certificate.number]),
    ]
    client.force_login(world.learner)
    assert [client.get(address).status_code for address in addresses] == [404, 404]
    client.force_login(world.volunteer)
    page, pdf = (client.get(address) for address in addresses)
    assert certificate.holder_name in page.content.decode()
    assert pdf.content.startswith(b"%PDF")
    assert documents.path_of(certificate).stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_costs_the_file_and_not_the_download(
    certificate, settings, tmp_path
):
    settings.DATA_DIR = tmp_path
    (tmp_path / "certificates").write_text("a file where a folder should be")
    assert documents.content(certificate).startswith(b"%PDF")


def test_the_pdf_holds_name_number_facts_and_the_two_disclaimers(certificate):
    from io import BytesIO

    from pypdf import PdfReader

    reader = PdfReader(BytesIO(documents.content(certificate)))
    text = "".join(page.extract_text() for page in reader.pages).replace("\n", "")
    assert len(reader.pages) == 1
    for words in (
        certificate.holder_name,
        certificate.number,
        "不是国家职业资格证书、国家职业技能等级证书",
        "只证明理论考试合格",
    ):
        assert words in text, words
    assert "理论考试合格，发给本证" in text and "考核合格，准予" not in text


def test_a_name_that_no_font_draws_is_reported_and_never_printed_as_boxes(
    client, world, scheme, sit, adult
):
    world.volunteer.full_name = "古丽\U0003134a"
    adult(world.volunteer).save()
    sit(world.volunteer, scheme)
    certificate = Certificate.objects.get()
    client.force_login(world.volunteer)
    answer = client.get(reverse("certificates:download", args=[certificate.number]), follow=True)
    assert "字库没有的字" in answer.content.decode()
    event = AuditEvent.objects.get(action="quizzes.certificate.pdf_lacks_characters")
    assert event.data["code_points"] == ["U+3134A"]


def test_the_register_shows_the_own_units_only_and_exports_without_formulas(
    client, world, certificate
):
    other = Certificate.objects.get()
    client.force_login(world.editor)
    assert client.get(reverse("certificates:desk")).status_code == 403
    client.force_login(world.administrator)
    page = client.get(reverse("certificates:desk")).content.decode()
    assert other.number in page
    rewrite(Certificate.objects.filter(pk=other.pk), holder_name="=cmd|' /C calc'!A0")
    exported = client.get(reverse("certificates:desk_csv"))
    assert exported.content.startswith(b"\xef\xbb\xbf")
    assert ',"=cmd' not in exported.content.decode()


def test_an_administrator_of_one_town_does_not_reach_the_other(client, world, certificate):
    Membership.objects.filter(user=world.other_editor).update(role=Role.ADMINISTRATOR)
    client.force_login(world.other_editor)
    assert certificate.number not in client.get(reverse("certificates:desk")).content.decode()
    address = reverse("certificates:desk_revoke", args=[certificate.number])
    assert client.post(address, {"reason": "other", "step": "revoke"}).status_code == 404
    assert client.get(certificate.get_absolute_url()).status_code == 200


def test_the_indicator_counts_each_person_with_a_standing_certificate_once(world, certificate):
    today = timezone.localdate()
    assert selectors.certified_volunteers(today).value == 1
    assert selectors.certified_volunteers(today - timedelta(days=1)).value == 0
    services.revoke(
        certificate=certificate, reason=RevocationReason.HOLDER_ASKED, actor=world.administrator
    )
    assert selectors.certified_volunteers(today).value == 0


@pytest.mark.parametrize(
    ("unit", "kind", "counted"),
    [
        ("county", SchemeKind.VOLUNTEER, 1),
        ("bureau", SchemeKind.VOLUNTEER, 1),
        ("office", SchemeKind.VOLUNTEER, 0),
        ("town", SchemeKind.VOLUNTEER, 0),
        ("village", SchemeKind.VOLUNTEER, 0),
        ("county", SchemeKind.OTHER, 0),
    ],
)
def test_only_what_the_county_or_a_department_of_it_issues_raises_the_public_figures(
    world, make_paper, sit, adult, unit, kind, counted
):
    units = {
        "county": world.county, "town": world.town, "village": world.village,
        "bureau": make_unit("bureau", "应急管理局", UnitKind.DEPARTMENT, world.county),
        "office": make_unit("office", "镇应急办", UnitKind.DEPARTMENT, world.town),
    }  # fmt: skip
    kinds = [kind, SchemeKind.INFORMATION_OFFICER] if kind is SchemeKind.VOLUNTEER else [kind]
    Membership.objects.filter(user=world.volunteer).update(post=Post.INFORMATION_OFFICER)
    for each in kinds:
        scheme = Scheme.objects.create(
            slug=each, title=str(each.label), kind=each, issuer=units[unit],
            assessment=make_paper(f"{each}-theory".replace("_", "-")),
        )  # fmt: skip
        sit(adult(world.volunteer), scheme)
    assert Certificate.objects.count() == len(kinds)
    today = timezone.localdate()
    assert selectors.certified_volunteers(today).value == counted
    measured = selectors.villages_with_trained_officer(today)
    assert (measured.numerator, measured.inputs["holders"]) == (counted, counted)


def test_a_village_counts_when_its_officer_holds_a_standing_certificate(
    world, make_paper, sit, adult
):
    officers = Scheme.objects.create(
        slug="officer",
        title="灾害信息员",
        kind=SchemeKind.INFORMATION_OFFICER,
        issuer=world.county,
        assessment=make_paper("officer-theory"),
    )
    Unit.objects.create(code="other-village", name="上坝村", kind=UnitKind.VILLAGE)
    today = timezone.localdate()
    assert selectors.villages_with_trained_officer(today).value == 0
    sit(adult(world.volunteer), officers)
    measured = selectors.villages_with_trained_officer(today)
    assert measured.numerator == 0 and selectors.villages_unregistered(measured.inputs) == 2
    Membership.objects.filter(user=world.volunteer).update(post=Post.INFORMATION_OFFICER)
    measured = selectors.villages_with_trained_officer(today)
    assert (measured.numerator, measured.denominator, measured.value) == (1, 2, Decimal("50.0"))
    assert selectors.explain_villages(measured.inputs) == (
        "2 个村（社区），1 个登记了灾害信息员，其中 1 个有人持证；1 个没有登记。"
    )
    assert selectors.explain_villages({"day": "2026-01-01"}) == ""
    Membership.objects.filter(user=world.volunteer).update(valid_to=today)
    assert selectors.villages_with_trained_officer(today).numerator == 0
