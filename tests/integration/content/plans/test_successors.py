"""A historic document names its successor on each of its pages; what replaces it says so once."""

from itertools import pairwise

import pytest
from django.urls import reverse
from django.utils import timezone

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


@pytest.mark.parametrize(("years", "is_over"), [(-1, True), (0, False)])
def test_a_document_whose_period_is_over_says_so_though_nobody_replaced_it(
    client, old, years, is_over
):
    end = timezone.localdate().year + years
    PlanDocument.objects.filter(pk=old.pk).update(period_start=end - 4, period_end=end)
    page = client.get(old.get_absolute_url()).content.decode()
    assert ("规划期已过。" in page) is is_over and "历史文件" not in page
    about = client.get(reverse("plans:about", args=[old.slug])).content.decode()
    force = about.split("<dt>效力</dt>")[1].split("</dd>")[0]
    assert ("规划期已过" in force, "现行" in force) == (is_over, not is_over)
    register = client.get(reverse("plans:list")).content.decode()
    row = register.split(f'href="{old.get_absolute_url()}"')[1].split("</a>")[0]
    assert ("规划期已过" in row) is is_over


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


def replaced(document, by):
    document.refresh_from_db()
    return services.change_document(
        document=document, actor=None, status="historic", replaced_by=by
    )


@pytest.mark.parametrize("between", [0, 1, 3])
def test_no_chain_of_successors_leads_back(old, new, import_small, small_text, between):
    chain = [old]
    for number in range(between):
        text = small_text.replace("演练工作", f"演练第{'一二三'[number]}").replace(
            "00100", f"9{number}"
        )
        chain.append(import_small(text.replace("100号", f"9{number}号"), apart=True).document)
    chain.append(new)
    for earlier, later in pairwise(chain):
        replaced(earlier, later)
    with pytest.raises(services.PlanRefused, match=f"《{old.title}》已经由这份文件代替") as caught:
        replaced(new, old)
    assert caught.value.field == "replaced_by"
    new.refresh_from_db()
    assert (new.status, new.replaced_by) == ("in_force", None)
    # Forwards one may still skip what lies between.
    replaced(old, new)


def test_the_register_says_at_the_field_which_document_cannot_be_the_successor(
    client, world, old, new
):
    services.mark_replaced(document=old, by=new, actor=None)
    client.force_login(world.editor)
    address = reverse("plans_desk:change", args=[new.slug])
    form = client.get(address).context["form"]
    typed = {name: form[name].value() for name in form.fields}
    typed = {name: "" if value is None else value for name, value in typed.items()}
    typed |= {"hazards": [], "status": "historic", "replaced_by": old.pk}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    (words,) = answer.context["form"].errors["replaced_by"]
    assert f"《{old.title}》已经由这份文件代替，不能反过来又代替它。" in words
    assert answer.context["form"]["replaced_by"].value() == str(old.pk)
    new.refresh_from_db()
    assert not new.is_historic


def test_a_draft_replaces_nothing_yet(import_small, small_text, old):
    draft = import_small(small_text.replace("演练", "培训"), publish=False, apart=True).document
    with pytest.raises(services.PlanRefused):
        services.mark_replaced(document=old, by=draft, actor=None)
