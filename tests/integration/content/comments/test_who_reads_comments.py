"""Who may not read a clause finds neither what was said of it nor that something was."""

import json

import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.urls import reverse

from content.comments import services
from content.comments.models import Comment
from content.comments.refusals import CommentRefused
from content.comments.selectors.reading import readable_comments, waiting_for
from content.plans import services as plans
from content.plans.clause_actions import links_for
from content.plans.desk_notes import notes_for
from content.plans.enums import Visibility
from content.plans.models import PlanDocument
from portal.accounts.services import erase_account
from portal.people.enums import Role
from portal.people.personal_data import export_all
from portal.people.rights import MATRIX, Action
from tests.integration.conftest import make_person
from tests.integration.content.comments.conftest import SENTENCE, WORDS


@pytest.fixture
def comment(expert, say):
    return say(expert)


def reads(person):
    return list(readable_comments(person))


def test_those_who_work_with_plans_comment_and_nobody_else():
    assert {role for role, held in MATRIX.items() if Action.PLAN_COMMENT in held} == {
        Role.EDITOR, Role.REVIEWER, Role.TRAINER, Role.ASSESSOR, Role.ADMINISTRATOR,
    }  # fmt: skip


def test_of_a_public_plan_only_those_who_comment_in_its_unit_read_comments(
    client, world, plan, clause, comment, expert
):
    elsewhere = make_person("qita", "教官某", world.other_town, Role.TRAINER)
    for person in (expert, world.trainer, world.editor, world.reviewer, world.administrator):
        assert reads(person) == [comment], person
    at = reverse("comments:clause", args=[clause.anchor])
    for person in (world.learner, world.volunteer, world.examiner, world.auditor,
                   world.other_editor, elsewhere):  # fmt: skip
        assert reads(person) == [], person
        client.force_login(person)
        assert client.get(at).status_code in (403, 404), person
        assert client.post(at, {"kind": "fact", "text": "错"}).status_code in (403, 404), person
        assert "意见" not in client.get(plan.get_absolute_url()).content.decode(), person
        labels = [one.label for one in links_for([clause], person)[clause.anchor]]
        assert not [label for label in labels if "意见" in label], person
        with pytest.raises(CommentRefused):
            services.reply(
                author=person, comment=comment, kind="fact", text="错", token=comment.token
            )
    assert reads(AnonymousUser()) == []
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("grade", [Visibility.INTERNAL, Visibility.RESTRICTED])
def test_what_is_said_of_a_hidden_clause_is_hidden_with_it(
    client, world, plan, clause, comment, expert, say, grade
):
    plans.set_visibility(clause=clause, visibility=grade, actor=world.editor)
    at = reverse("comments:clause", args=[clause.anchor])
    listed = reverse("comments:plan", args=[plan.slug])
    is_hidden = grade == Visibility.RESTRICTED
    assert bool(reads(expert)) is not is_hidden
    assert reads(world.editor) == [comment]
    client.force_login(expert)
    assert client.get(at).status_code == (404 if is_hidden else 200)
    page = client.get(listed)
    assert (WORDS in page.content.decode()) is not is_hidden
    assert page.context["listed"].total == (0 if is_hidden else 1)
    assert (
        client.get(reverse("comments:reply", args=[comment.pk])).status_code == 404
    ) is is_hidden
    said = [note.text for note in notes_for(plan, expert) if "意见" in note.text]
    assert bool(said) is not is_hidden
    if is_hidden:
        with pytest.raises(CommentRefused):
            say(expert)
    client.logout()
    assert SENTENCE not in client.get(plan.get_absolute_url()).content.decode()


def test_a_clause_hidden_while_it_is_deleted_hides_what_was_said_of_it(
    world, publish, plan, clause, comment, expert
):
    plans.set_visibility(clause=clause, visibility=Visibility.RESTRICTED, actor=world.editor)
    publish(("（二）工作原则。先桌面、后实战。\n", ""))
    assert reads(expert) == [] and reads(world.editor) == [comment]


def test_a_plan_that_is_withdrawn_from_readers_takes_its_comments_along(
    client, plan, comment, expert
):
    PlanDocument.objects.filter(pk=plan.pk).update(visibility=Visibility.RESTRICTED)
    assert reads(expert) == []
    client.force_login(expert)
    assert client.get(reverse("comments:plan", args=[plan.slug])).status_code == 404


def test_an_editor_sees_at_the_door_how_many_wait_and_others_do_not(world, comment, expert):
    assert waiting_for(world.editor) == waiting_for(world.administrator) == 1
    assert waiting_for(expert) == waiting_for(world.reviewer) == 0
    assert waiting_for(world.other_editor) == waiting_for(world.learner) == 0
    services.answer(comment=comment, verdict="adopted", text="改。", by=world.editor)
    assert waiting_for(world.editor) == 0


def test_no_right_in_the_admin_reaches_them(db):
    assert not Permission.objects.filter(content_type__app_label="content_comments").exists()


def test_the_page_cache_holds_no_comment(client, world, plan, clause, comment, expert, settings):
    settings.PAGECACHE_ENABLED = True
    client.force_login(expert)
    for address in (
        plan.get_absolute_url(),
        reverse("comments:plan", args=[plan.slug]),
        reverse("comments:clause", args=[clause.anchor]),
    ):
        assert client.get(address)["Cache-Control"] == "no-store, private", address
    client.logout()
    client.cookies.clear()
    assert "意见" not in client.get(plan.get_absolute_url()).content.decode().split("<main")[1]


def test_their_people_take_a_copy_along_and_the_words_stay_of_nobody(
    client, world, clause, comment, expert
):
    services.answer(comment=comment, verdict="adopted", text="已改。", by=world.editor)
    asked = json.dumps(export_all(expert), ensure_ascii=False)
    given = json.dumps(export_all(world.editor), ensure_ascii=False)
    assert WORDS in asked and SENTENCE in asked and "已改。" not in asked
    assert "已改。" in given and WORDS not in given
    assert WORDS not in json.dumps(export_all(world.learner), ensure_ascii=False)
    erase_account(user=expert)
    client.force_login(world.editor)
    page = client.get(reverse("comments:clause", args=[clause.anchor])).content.decode()
    assert WORDS in page and "教官买买提" not in page


def test_words_that_were_never_published_are_for_the_makers_of_the_plan(
    world, plan, comment, expert
):
    """A draft that was commented on may be parted before it is published, and the half with the
    contacts hidden: the quote still has both."""
    assert reads(expert) == [comment]
    Comment.objects.create(
        document=plan, version=comment.version, anchor=comment.anchor, content_hash="f" * 64,
        quote="联系人的住址", kind=comment.kind, text="这样写行吗？", author=world.editor,
        unit=world.county,
    )  # fmt: skip
    assert reads(expert) == [comment] and len(reads(world.editor)) == 2
