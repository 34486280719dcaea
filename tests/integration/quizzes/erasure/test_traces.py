"""Somebody who sat papers, was certified and wrote pages deletes the account: afterwards no
table, revision, log, file, cache or export knows the name, user name, phone or mail."""

import json

import pytest
from django.apps import apps
from django.conf import settings as live
from django.test import Client
from wagtail.models import PageLogEntry, Revision

from portal.accounts.services import erase_account
from portal.foundation.consent.models import ConsentRecord
from portal.foundation.messages.models import Message
from portal.people import personal_data
from portal.people.models import User
from quizzes.certificates import documents
from quizzes.certificates.models import Certificate
from tests.samples.erasure import RENA, RENA_NAME, traces
from tests.samples.kept import cached_texts, dumped, sessions_text, words_of

pytestmark = pytest.mark.django_db


# The trap first: the search has to be able to find something -------------------------


def test_before_deletion_the_name_is_where_it_is_looked_for(taker):
    tables = dumped()
    for table in (
        "quizzes_certificates_certificate",
        "quizzes_certificates_revocationnote",
        "quizzes_attempts_attempt",
        "quizzes_attempts_answerevent",
        "quizzes_attempts_attemptitem",
    ):
        assert RENA_NAME in traces(tables[table]), table
    assert set().union(*map(traces, tables.values())) == set(RENA)
    assert RENA_NAME in words_of(documents.path_of(Certificate.objects.get()).read_bytes())
    assert Message.objects.filter(to=taker, is_in_inbox=True).exists()
    assert ConsentRecord.objects.filter(user=taker).exists()
    assert Revision.objects.filter(user=taker).exists()
    assert traces(json.dumps(personal_data.export_all(taker), ensure_ascii=False)) == set(RENA)


def test_after_deletion_no_table_knows_the_person(taker):
    erase_account(user=taker)
    assert {table: traces(text) for table, text in dumped().items() if traces(text)} == {}
    assert traces(sessions_text()) == set()


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
    (folder / f"{number}-0.pdf").write_text(RENA_NAME)
    (folder / f"{number}-1-abc.123.part").write_text(RENA_NAME)
    (folder / "AL-2026-999999-1-0.pdf").write_text("another person's")
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(user=taker)
    assert [path.name for path in folder.iterdir()] == ["AL-2026-999999-1-0.pdf"]
    for path in live.DATA_DIR.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not any(needle.encode() in data for needle in RENA), path
    assert traces("\n".join(cached_texts())) == set()


def test_a_pdf_made_while_the_account_is_deleted_does_not_stay(holder, monkeypatch):
    certificate = Certificate.objects.get()
    documents.discard(certificate)
    render = documents.pdf.render

    def slow(*args, **kwargs):
        made = render(*args, **kwargs)
        erase_account(user=holder)
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
