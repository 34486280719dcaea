"""A historic document names its successor on each of its pages; what replaces it says so once."""

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.enums import Visibility
from content.plans.models import PlanDocument


@pytest.fixture
def old(import_small):
    return import_small().document


@pytest.fixture
def new(import_small, small_text):
    text = small_text.replace("2026—2028", "2029—2031").replace("演练工作计划", "演练新计划")
    return import_small(text, apart=True).document


@pytest.fixture
def relation(old, new, world):
    return services.relate(document=new, kind="replaces", other=old, actor=world.editor)


def supersede(client, new, relation):
    return client.post(
        reverse("plans_desk:relation_supersede", args=[new.slug, relation.pk]), follow=True
    )


def test_every_page_of_a_historic_document_names_and_links_its_successor(client, old, new):
    services.mark_replaced(document=old, by=new, actor=None)
    for name in ("document", "about", "references", "roles", "targets", "changes"):
        page = client.get(reverse(f"plans:{name}", args=[old.slug])).content.decode()
        said = page.split("历史文件。")[1].split("</p>")[0]
        assert f"由《{new.title}》代替" in said and new.get_absolute_url() in said, name
    register = client.get(reverse("plans:list")).content.decode()
    row = register.split(f'href="{old.get_absolute_url()}"')[1].split("</a>")[0]
    assert "历史" in row


def test_a_successor_that_not_everybody_may_read_is_not_named(client, old, new):
    services.mark_replaced(document=old, by=new, actor=None)
    PlanDocument.objects.filter(pk=new.pk).update(visibility=Visibility.INTERNAL)
    page = client.get(old.get_absolute_url()).content.decode()
    assert "历史文件。" in page and new.title not in page


def test_a_document_in_force_names_no_successor(client, new):
    page = client.get(new.get_absolute_url()).content.decode()
    assert "历史文件" not in page and "代替" not in page.split("<main")[1]


def test_an_editor_marks_what_is_replaced_as_historic_with_one_press(
    client, world, old, new, relation
):
    client.force_login(world.editor)
    relations = reverse("plans_desk:relations", args=[new.slug])
    assert "把它标为历史，由这份代替" in client.get(relations).content.decode()
    old.refresh_from_db()
    assert not old.is_historic, "confirming the relation alone changes nothing"
    answer = supersede(client, new, relation).content.decode()
    old.refresh_from_db()
    assert (old.is_historic, old.replaced_by) == (True, new)
    assert "已标为历史文件" in answer and "把它标为历史" not in answer
    assert "这一份已经标过" in supersede(client, new, relation).content.decode()


def test_the_press_is_offered_to_who_edits_the_other_document_and_for_no_other_relation(
    client, world, old, new, relation
):
    PlanDocument.objects.filter(pk=old.pk).update(owner_unit=world.other_town)
    client.force_login(world.editor)
    relations = reverse("plans_desk:relations", args=[new.slug])
    assert "把它标为历史" not in client.get(relations).content.decode()
    supersede(client, new, relation)
    old.refresh_from_db()
    assert not old.is_historic
    PlanDocument.objects.filter(pk=old.pk).update(owner_unit=world.town)
    other = services.relate(document=new, kind="implements", other=old, actor=world.editor)
    supersede(client, new, other)
    old.refresh_from_db()
    assert not old.is_historic


def test_no_two_documents_replace_each_other(old, new):
    services.mark_replaced(document=old, by=new, actor=None)
    with pytest.raises(services.PlanRefused):
        services.mark_replaced(document=new, by=old, actor=None)


def test_a_draft_replaces_nothing_yet(import_small, small_text, old):
    draft = import_small(small_text.replace("演练", "培训"), publish=False, apart=True).document
    with pytest.raises(services.PlanRefused):
        services.mark_replaced(document=old, by=draft, actor=None)
