"""Marks and notes are their person's: nobody else sees them, no cache holds them, and they go."""

import json

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from content.marks import services
from content.marks.models import ClauseMark
from content.plans.clause_actions import links_for
from portal.accounts.services import erase_account
from portal.people.personal_data import export_all
from tests.integration.content.marks.conftest import NOTE, SENTENCE


@pytest.fixture
def marked(world, clause):
    return services.save_mark(user=world.learner, anchor=clause.anchor, note=NOTE)


def test_nobody_else_sees_a_note_not_even_who_may_everything(client, world, plan, clause, marked):
    superuser = get_user_model().objects.create_superuser(username="chaoji", password="安澜-2026")
    addresses = (
        reverse("marks:list"),
        reverse("marks:workbook"),
        reverse("marks:mark", args=[clause.anchor]),
        plan.get_absolute_url(),
        reverse("plans:clause", args=[clause.anchor]),
    )
    for person in (world.administrator, world.auditor, world.editor, superuser):
        client.force_login(person)
        for address in addresses:
            answer = client.get(address, follow=True)
            assert NOTE not in answer.content.decode(errors="ignore"), (person, address)
            assert "已标记" not in answer.content.decode(errors="ignore"), (person, address)
        client.post(reverse("marks:remove", args=[clause.anchor]))
        assert client.get(reverse("marks:workbook")).status_code == 200
    assert ClauseMark.objects.get() == marked


def test_no_right_to_them_can_be_given(db):
    assert not Permission.objects.filter(content_type__app_label="content_marks").exists()


def test_every_clause_with_words_offers_marking_and_to_who_may_a_question(world, plan, client):
    of_the_bank = "据此出题"
    clauses = list(plan.current_version.clauses.all())
    reader, writer = links_for(clauses, world.learner), links_for(clauses, world.editor)
    for clause in clauses:
        assert of_the_bank in [one.label for one in writer[clause.anchor]]
        labels = [one.label for one in reader[clause.anchor]]
        assert "标记和分享" in labels and of_the_bank not in labels
    client.force_login(world.editor)
    page = client.get(plan.get_absolute_url()).content.decode()
    with_words = [one for one in clauses if one.text]
    assert page.count(f">{of_the_bank}<") == len(with_words) > 2


def test_the_page_cache_never_holds_a_mark(client, world, plan, clause, marked, settings):
    settings.PAGECACHE_ENABLED = True
    client.force_login(world.learner)
    for address in (
        plan.get_absolute_url(),
        reverse("marks:list"),
        reverse("marks:mark", args=[clause.anchor]),
        "/me/",
    ):
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-store, private", address
    stranger = Client()
    for _time in range(2):
        page = stranger.get(plan.get_absolute_url())
        assert SENTENCE in page.content.decode()
        assert "标记" not in page.content.decode().split("<main")[1]
        assert reverse("marks:list") not in page.content.decode()
    assert page["X-Page-Cache"] == "hit"


def test_who_is_not_signed_in_is_led_to_sign_in_and_back(client, clause):
    address = reverse("marks:mark", args=[clause.anchor])
    assert client.get(address).url == f"/accounts/login/?next={address}"


def test_their_person_takes_them_along_with_all_own_data(world, plan, marked):
    exported = json.dumps(export_all(world.learner), ensure_ascii=False)
    assert NOTE in exported and SENTENCE in exported and plan.title in exported
    assert NOTE not in json.dumps(export_all(world.administrator), ensure_ascii=False)


def test_with_the_account_they_go(world, marked):
    other = services.save_mark(user=world.editor, anchor=marked.anchor, note="留着")
    erase_account(user=world.learner)
    assert list(ClauseMark.objects.all()) == [other]
