"""A text that is read no more leaves no trace of itself with whoever was invited to it."""

import json
from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from content.comments import personal_data as comments_data
from content.comments import services
from content.comments.models import Invitation
from content.comments.plan_notes import note_on_invited
from content.comments.refusals import CommentRefused
from content.plans import services as plans
from content.plans.models import PlanVersion
from portal.foundation.messages.models import Message
from portal.people import personal_data
from portal.people.enums import Role
from portal.people.models import Membership
from tests.integration.conftest import make_person
from tests.integration.content.comments.conftest import SENTENCE, WORDS, clause_page, page

NOTE = "请看第三章的转移路线"
CLOSED = "他现在看不到"


@pytest.fixture
def invitation(world, draft, outsider):
    """Somebody commented by it, and was answered."""
    made = services.invite(
        version=draft, account=outsider, by=world.editor, with_restricted=False, note=NOTE,
        until=timezone.localdate() + timedelta(days=7),
    )  # fmt: skip
    said = services.write_invited(
        invitation=made, anchor=draft.clauses.get(text=SENTENCE).anchor, kind="change", text=WORDS,
        token=uuid4(),
    )  # fmt: skip
    services.answer(comment=said, verdict="adopted", text="加上评估。", by=world.editor)
    return made


def close(draft, world, how):
    if how == "restricted":
        plans.change_document(document=draft.document, actor=world.editor, visibility="restricted")
    else:
        PlanVersion.objects.filter(pk=draft.pk).update(original=f"机密★10年\n{draft.original}")


def held(person):
    """All that the portal gives this person of the text, away from its pages."""
    told = Message.objects.filter(to=person).values_list("subject", "body")
    export = json.dumps(personal_data.export_all(person), ensure_ascii=False)
    return export + json.dumps(list(told), ensure_ascii=False)


@pytest.mark.parametrize("how", ["restricted", "marked", "taken back", "left", "over"])
def test_what_is_read_no_more_leaves_its_person_their_own_words_and_no_title(
    world, draft, outsider, invitation, how
):
    title = draft.title
    before = held(outsider)
    assert all(one in before for one in (title, SENTENCE, NOTE))
    if how == "over":
        ended = timezone.localdate() - timedelta(days=1)
        Invitation.objects.update(until=ended)
    elif how in ("taken back", "left"):
        by = world.editor if how == "taken back" else outsider
        services.uninvite(invitation=invitation, by=by)
    else:
        close(draft, world, how)
    after = held(outsider)
    for trace in (title, SENTENCE, NOTE):
        assert trace not in after, trace
    assert WORDS in after and "你现在看不到的一份文件" in after


@pytest.mark.parametrize("how", ["restricted", "marked"])
def test_its_editors_read_on_their_list_that_it_opens_nothing(
    client, world, draft, invitation, how
):
    address = reverse("comments:invite", args=[draft.pk])
    client.force_login(world.editor)
    assert CLOSED not in client.get(address).content.decode()
    assert "请了 1 人" in note_on_invited(draft, world.editor).text
    close(draft, world, how)
    assert CLOSED in client.get(address).content.decode()
    assert "还没有请人" in note_on_invited(draft, world.editor).text


def test_an_editor_who_left_takes_no_title_along(world, draft, invitation):
    assert draft.title in held(world.editor)
    world.editor.memberships.all().delete()
    person = type(world.editor).objects.get(pk=world.editor.pk)
    told = personal_data.export_all(person)["对条文的意见"]
    assert draft.title not in json.dumps(told, ensure_ascii=False)


def test_wide_invitations_of_before_end_and_others_stay(world, draft, invitation):
    wide = Invitation.objects.create(
        version=draft, person=world.learner, invited_by=world.editor, with_restricted=True,
        until=timezone.localdate(),
    )  # fmt: skip
    told = {"key": f"comment-invited:{wide.pk}", "subject": f"请你提意见：{draft.title}"}
    Message.objects.create(
        to=world.learner, template="x", body=draft.title, link="/x/", is_in_inbox=True,
        created_at=timezone.now(), **told,
    )  # fmt: skip
    migration = import_module("content.comments.migrations.0004_wide_invitations_end")
    migration.end_wide_ones(apps, None)
    wide.refresh_from_db()
    invitation.refresh_from_db()
    assert wide.withdrawn_at is not None and wide.withdrawn_by is None
    assert invitation.withdrawn_at is None
    kept = Message.objects.get(to=world.learner)
    assert kept.link == "" and draft.title not in kept.subject + kept.body
    standing = Invitation.objects.standing(timezone.localdate())
    assert list(standing) == [invitation]


def test_a_document_restricted_afterwards_closes_what_was_opened_without_that(
    client, world, ask, draft, outsider
):
    invitation = ask()
    client.force_login(outsider)
    clause = draft.clauses.get(text=SENTENCE)
    pages = (page(invitation), clause_page(invitation, clause))
    assert {client.get(address).status_code for address in pages} == {200}
    plans.change_document(document=draft.document, actor=world.editor, visibility="restricted")
    assert {client.get(address).status_code for address in pages} == {404}
    assert pages[0] not in client.get(reverse("accounts:me")).content.decode()
    with pytest.raises(CommentRefused, match="没有存上"):
        services.write_invited(
            invitation=invitation, anchor=clause.anchor, kind="fact", text="错", token=uuid4()
        )


def test_a_text_marked_as_a_state_secret_is_opened_to_nobody(client, ask, draft, outsider):
    invitation = ask()
    PlanVersion.objects.filter(pk=draft.pk).update(original=f"机密★10年\n{draft.original}")
    client.force_login(outsider)
    assert client.get(page(invitation)).status_code == 404
    assert page(invitation) not in client.get(reverse("accounts:me")).content.decode()
    draft.refresh_from_db()
    with pytest.raises(CommentRefused, match="密级"):
        ask(note="另一句")


@pytest.fixture
def boss(world):
    return make_person("boss", "管理员甲", world.town, Role.ADMINISTRATOR)


@pytest.mark.parametrize("how", ["left", "shut", "edits no more"])
def test_restricted_clauses_stay_open_no_longer_than_whoever_opened_them_may(
    client, world, ask, boss, draft, outsider, how
):
    wide = ask(with_restricted=True, by=boss)
    plain = ask(account=world.learner)
    client.force_login(outsider)
    assert client.get(page(wide)).status_code == 200
    if how == "shut":
        type(boss).objects.filter(pk=boss.pk).update(is_active=False)
    else:
        boss.memberships.all().delete()
        world.editor.memberships.all().delete()
    if how == "edits no more":
        Membership.objects.create(
            user=boss, unit=world.town, role=Role.REVIEWER, valid_from=timezone.localdate()
        )
    assert client.get(page(wide)).status_code == 404
    assert draft.title not in json.dumps(comments_data.export(outsider), ensure_ascii=False)
    client.force_login(world.administrator)
    listed = client.get(reverse("comments:invite", args=[draft.pk])).content.decode()
    assert CLOSED in listed and "再请一次" in listed
    again = ask(with_restricted=True, by=world.administrator)
    assert again == wide and again.invited_by == world.administrator
    client.force_login(outsider)
    assert client.get(page(wide)).status_code == 200
    # What opens no restricted clause is an office's, whoever pressed.
    client.force_login(world.learner)
    assert client.get(page(plain)).status_code == 200
