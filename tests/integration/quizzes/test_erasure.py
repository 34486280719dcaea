"""Somebody who sat papers, was certified and wrote pages deletes the account: afterwards no
table, revision, log, file, cache or export knows the name, user name, phone or mail."""

import json
import re
from io import BytesIO
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings as live
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader
from wagtail.models import Page, PageLogEntry, Revision

from portal.accounts.services import erase_account
from portal.foundation.audit.models import AuditEvent
from portal.foundation.consent.models import ConsentRecord
from portal.foundation.messages.models import Delivery, Message
from portal.people import personal_data
from portal.people.enums import Role
from portal.people.models import Membership, User
from quizzes.attempts import services as attempts
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.models import Accommodation, AnswerEvent, Attempt, LateReview, ScoreRun
from quizzes.attempts.reasons import LateReason, ScoreReason
from quizzes.bank.domain.marking import Response
from quizzes.bank.models import AnswerKey
from quizzes.certificates import documents, services
from quizzes.certificates.enums import RevocationReason, SchemeKind
from quizzes.certificates.models import Certificate, Revocation, RevocationNote, Scheme
from tests.samples.kept import cached_texts

pytestmark = pytest.mark.django_db
NAME = "热娜帕提古丽"
NEEDLES = (NAME, "renapati", "13987654321", "renapati@example.cn")
PASSWORD = "秋天的稻子熟了三遍"


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
    client.post("/me/profile/", {"full_name": NAME})
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
def taker(person, scheme, make_paper, world, client) -> User:
    """The person with a certificate, one voided and one running attempt, and pages written."""
    allowance = attempts.allow_extra_time(
        person=person, factor="1.25", reason=f"{NAME}视力不好", by=world.examiner
    )
    assert allowance.person == person
    sit(person, scheme.assessment.slug)
    certificate = Certificate.objects.get()
    downloaded = client.get(f"/certificates/{certificate.number}/certificate.pdf")
    assert NAME in words_of(downloaded.content)
    services.revoke(
        certificate=certificate,
        reason=RevocationReason.WRONG_FACTS,
        note=f"{NAME}登记错了单位",
        actor=world.administrator,
    )
    make_paper("hall")
    voided = attempts.start(person=person, slug="hall").attempt
    attempts.void(attempt=voided, by=world.examiner, reason=f"{NAME}的座位停电")
    make_paper("running")
    attempts.start(person=person, slug="running")
    page = Page.objects.get(depth=1)
    page.save_revision(user=person, log_action=True, clean=False)
    return person


def sit(person: User, slug: str) -> Attempt:
    attempt = attempts.start(person=person, slug=slug).attempt
    for item in attempt.items.select_related("question_version"):
        key = AnswerKey.objects.get(version=item.question_version).key()
        typed = tuple((blank, accepted[0]) for blank, accepted in key.accepted)
        attempts.record_answer(
            attempt=attempt, slot=item.slot, response=Response(chosen=key.correct, typed=typed),
            client_event_id=uuid4(), seen_revision=0, device="0a1b2c3d4e5f",
        )  # fmt: skip
    attempts.submit(attempt=attempt)
    return attempt


def words_of(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return "".join(page.extract_text() for page in pages).replace("\n", "")


def dumped() -> dict[str, str]:
    """Every table as the database itself gives it."""
    text = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            text[table] = "\n".join(map(repr, cursor.fetchall()))
    return text


def traces(text: str) -> set[str]:
    """Needles as typed, as JSON escapes them, as repr does."""
    return {
        needle
        for needle in NEEDLES
        for one in (
            needle,
            json.dumps(needle)[1:-1],
            json.dumps(needle)[1:-1].replace("\\", "\\\\"),
        )
        if one in text
    }


# The trap first: the search has to be able to find something -------------------------


def test_before_deletion_the_name_is_where_it_is_looked_for(taker):
    tables = dumped()
    for table in (
        "quizzes_certificates_certificate",
        "quizzes_certificates_revocationnote",
        "quizzes_attempts_attempt",
        "quizzes_attempts_accommodation",
    ):
        assert NAME in traces(tables[table]), table
    assert set().union(*map(traces, tables.values())) == set(NEEDLES)
    assert NAME in words_of(documents.path_of(Certificate.objects.get()).read_bytes())
    assert Message.objects.filter(to=taker, is_in_inbox=True).exists()
    assert ConsentRecord.objects.filter(user=taker).exists()
    assert Revision.objects.filter(user=taker).exists()
    assert traces(json.dumps(personal_data.export_all(taker), ensure_ascii=False)) == set(NEEDLES)


def test_after_deletion_no_table_knows_the_person(taker):
    erase_account(user=taker)
    assert {table: traces(text) for table, text in dumped().items() if traces(text)} == {}
    assert traces(repr([one.get_decoded() for one in Session.objects.all()])) == set()


def test_after_deletion_no_model_field_no_revision_and_no_log_knows_the_person(taker):
    """Through the ORM as well: encoded columns are decoded there."""
    erase_account(user=taker)
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            assert traces(repr(list(model._default_manager.values()))) == set(), model._meta.label
    assert Revision.objects.filter(user=taker).exists()
    assert PageLogEntry.objects.filter(user=taker).exists()
    assert not Message.objects.filter(to=taker).exists()


def test_after_deletion_no_file_and_no_cache_knows_the_person(
    taker, django_capture_on_commit_callbacks
):
    number = Certificate.objects.get().number
    folder = documents.path_of(Certificate.objects.get()).parent
    # A PDF of an older layout, and one that was cut off half-way.
    (folder / f"{number}-0.pdf").write_text(NAME)
    (folder / f"{number}-1-abc.123.part").write_text(NAME)
    (folder / "AL-2026-999999-1-0.pdf").write_text("another person's")
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(user=taker)
    assert [path.name for path in folder.iterdir()] == ["AL-2026-999999-1-0.pdf"]
    for path in live.DATA_DIR.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(needle.encode() in data for needle in NEEDLES), path
    assert traces("\n".join(cached_texts())) == set()


def test_a_pdf_made_while_the_account_is_deleted_does_not_stay(taker, monkeypatch):
    certificate = Certificate.objects.get()
    documents.discard(certificate)
    render = documents.pdf.render

    def slow(*args, **kwargs):
        made = render(*args, **kwargs)
        erase_account(user=taker)
        return made

    monkeypatch.setattr(documents.pdf, "render", slow)
    documents.content(certificate)
    assert list(documents.path_of(certificate).parent.iterdir()) == []


def test_after_deletion_no_export_and_no_staff_page_names_the_person(taker, world):
    erase_account(user=taker)
    gone = User.objects.get(pk=taker.pk)
    assert traces(json.dumps(personal_data.export_all(gone), ensure_ascii=False)) == set()
    number = Certificate.objects.get().number
    for staff, path in (
        (world.administrator, "/certificates/desk/"),
        (world.administrator, "/certificates/desk/export.csv"),
        (world.administrator, "/people/"),
        (world.examiner, "/papers/"),
    ):
        browser = Client()
        browser.force_login(staff)
        text = browser.get(path).content.decode()
        assert traces(text) == set(), path
        if "desk" in path:
            assert number in text and "已注销" in text, path


def test_the_number_can_still_be_verified_and_says_the_account_is_gone(taker, client):
    certificate = Certificate.objects.get()
    erase_account(user=taker)
    html = Client().get(certificate.get_absolute_url()).content.decode()
    assert certificate.number in html and "已注销" in html and "已撤销" in html
    assert traces(html) == set() and "热**" not in html
    stored = Certificate.objects.get()
    assert stored.person is None and stored.holder_name == "已注销"
    assert traces(json.dumps(stored.facts, ensure_ascii=False)) == set()
    assert stored.score_run_id == certificate.score_run_id


def test_the_audit_keeps_number_and_opaque_id(taker):
    number = Certificate.objects.get().number
    erase_account(user=taker)
    event = AuditEvent.objects.get(action="quizzes.certificate.issued")
    assert event.data["number"] == number and event.actor_public_id == taker.public_id


def test_what_was_sat_stays_counted_of_nobody(taker):
    before = (Attempt.objects.count(), AnswerEvent.objects.count(), ScoreRun.objects.count())
    erase_account(user=taker)
    assert before == (
        Attempt.objects.count(),
        AnswerEvent.objects.count(),
        ScoreRun.objects.count(),
    )
    assert str(Attempt.objects.first().person) == "已注销的人员"
    assert not Accommodation.objects.filter(person=taker).exists()
    assert Attempt.objects.get(assessment__slug="hall").void_reason == "考生注销了账号"


def test_a_running_attempt_is_voided_and_takes_nothing_more(taker):
    running = Attempt.objects.get(assessment__slug="running")
    erase_account(user=taker)
    assert Attempt.objects.get(pk=running.pk).state == AttemptState.VOID
    answer = Client().post(
        f"/attempts/{running.public_id}/1/save/", {"token": running.upload_token}
    )
    assert answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/login/")
    assert not running.events.exists()


def test_scoring_again_after_deletion_certifies_nobody(person, scheme, world):
    scheme.adult_only = False
    scheme.active = False
    scheme.save()
    attempt = sit(person, scheme.assessment.slug)
    assert not Certificate.objects.exists()
    Scheme.objects.update(active=True)
    erase_account(user=person)
    attempts.rescore(
        attempt=Attempt.objects.get(pk=attempt.pk), by=world.examiner, reason=ScoreReason.REVIEW
    )
    assert not Certificate.objects.exists()


def test_the_export_says_what_was_answered_and_never_what_was_right(taker):
    content = personal_data.export_all(taker)
    sat = content["quizzes_attempts"]["考试记录"]
    assert [one["状态"] for one in sat] == ["已评分", "作废", "正在作答"]
    assert sat[0]["成绩"][0]["通过"] is True and len(sat[0]["答案"]) == 4
    answers = [one["作答"] for one in sat[0]["答案"]]
    assert ["蹲到课桌下护住头颈"] in answers and ["5"] in answers and ["对"] in answers
    assert len(sat[0]["作答经过"]) == 4
    assert content["quizzes_attempts"]["延长时间"]["原因"] == f"{NAME}视力不好"
    (certificate,) = content["quizzes_certificates"]["证书"]
    assert certificate["姓名"] == NAME and certificate["发证依据"]["percent"] == "100.00"
    assert content["content_pages"]["保存过的修改"]
    text = json.dumps(content, ensure_ascii=False)
    assert "解析暗号" not in text and "correct" not in text and "upload_token" not in text
    assert Attempt.objects.first().upload_token not in text


@pytest.mark.parametrize(
    ("model", "codes"),
    [(LateReview, LateReason), (ScoreRun, ScoreReason), (Revocation, RevocationReason)],
)
def test_what_outlives_the_person_takes_codes_and_no_words(taker, world, model, codes):
    event = AnswerEvent.objects.create(
        attempt=Attempt.objects.get(state="scored"), client_event_id=uuid4(), slot=1,
        server_time=timezone.now(), late=True,
    )  # fmt: skip
    attempts.accept_or_refuse_late(
        event=event, decision="accepted", reason=LateReason.NETWORK, by=world.examiner
    )
    row = model.objects.order_by("pk").values().last()
    assert row.pop("id") and row["reason"] in codes.values
    for unique in ("event_id", "certificate_id", "number"):
        if unique in row:
            row[unique] = 99_999
    with pytest.raises(IntegrityError, match="reason_known"), transaction.atomic():
        model.objects.create(**{**row, "reason": f"{NAME}断网"[:24]})


def test_a_note_about_somebody_who_is_gone_is_not_kept(person, scheme, world):
    sit(person, scheme.assessment.slug)
    certificate = Certificate.objects.get()
    erase_account(user=person)
    services.revoke(
        certificate=certificate, reason=RevocationReason.OTHER, note=NAME, actor=world.administrator
    )
    assert Revocation.objects.get().reason == "other"
    assert not RevocationNote.objects.exists()


def test_a_second_deletion_changes_nothing(taker):
    erase_account(user=taker)
    first = dumped()
    personal_data.erase_all(User.objects.get(pk=taker.pk))
    changed = {table for table, text in dumped().items() if text != first[table]}
    assert changed <= {"portal_people_user"}


def test_a_failure_halfway_keeps_the_certificate_and_its_name(taker, monkeypatch):
    def broken(user):
        raise ValidationError("broken")

    monkeypatch.setitem(
        personal_data._holders, "zz", personal_data.Holder("zz", export=dict, erase=broken)
    )
    with pytest.raises(ValidationError):
        erase_account(user=taker)
    certificate = Certificate.objects.get()
    assert certificate.holder_name == NAME and certificate.person == taker
    assert NAME in words_of(documents.content(certificate))
