"""Choosing a document, a clause or a task where there are too many for a list."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.plans.domain.names import title_key
from content.plans.forms.relations import RelationForm
from content.plans.models import PlanDocument
from content.plans.selectors.called import clause_called
from portal.foundation.picking import FEW, SHOWN

MANY = FEW + 5


@pytest.fixture
def plan(import_small):
    return import_small().document


@pytest.fixture
def library(world, plan):
    """A plan among so many that nobody looks through a list of them."""
    PlanDocument.objects.bulk_create(
        PlanDocument(
            title=f"第{number}村防汛预案", title_key=title_key(f"第{number}村防汛预案"),
            slug=f"village-{number}", family="response", kind="grassroots", level="grassroots",
            owner_unit=world.town, current_version_id=plan.current_version_id,
        )
        for number in range(MANY)
    )  # fmt: skip
    return plan


@pytest.fixture
def page(client, world, library):
    client.force_login(world.editor)
    address = reverse("plans_desk:relation_add", args=[library.slug])

    def run(method="get", **sent):
        answer = getattr(client, method)(address, sent)
        return answer.status_code, answer.content.decode()

    return run


def options(text, name="other"):
    held = text[text.index(f'<select name="{name}"') :]
    return re.findall(r'<option value="([\w-]+)"', held[: held.index("</select>")])


def key(number):
    return str(PlanDocument.objects.get(slug=f"village-{number}").pk)


def test_so_many_documents_are_not_listed_and_words_are_asked_for(page):
    status, text = page()
    assert status == 200 and options(text) == []
    assert 'name="other_words"' in text and "themes/pick" in text


def test_a_few_are_listed_as_ever(client, world, plan):
    client.force_login(world.editor)
    text = client.get(reverse("plans_desk:relation_add", args=[plan.slug])).content.decode()
    assert "other_words" not in text


def test_words_find_a_few_and_everything_typed_is_still_there(page):
    status, text = page("post", kind="replaces", other_words="第7村", since="2026-01-01")
    assert status == 422 and options(text) == [key(7)]
    assert "找到 1 个" in text and 'value="第7村"' in text
    assert 'value="2026-01-01"' in text and 'value="replaces" selected' in text


def test_what_was_picked_from_them_is_taken(page, library):
    status, _text = page("post", kind="replaces", other_words="第7村", other=key(7))
    assert status == 302
    assert library.relations.get().other.slug == "village-7"


def test_new_words_beside_an_old_choice_are_looked_for_and_not_passed_over(page, library):
    status, text = page("post", kind="replaces", other_words="第8村", other=key(7))
    assert status == 422 and options(text) == [key(7), key(8)]
    assert not library.relations.exists()


def test_a_choice_without_words_is_taken(page, library):
    assert page("post", kind="replaces", other=key(7))[0] == 302


def test_words_that_many_hold_list_the_first_and_say_how_many_there_are(page):
    _status, text = page("post", kind="replaces", other_words="防汛")
    assert len(options(text)) == SHOWN and f"找到 {MANY} 个" in text


@pytest.mark.parametrize("words", ["没有这个村", "%", "_", "\0", "长" * 10_000, "'; drop"])
def test_words_that_find_nothing_are_no_error_of_the_server(page, words):
    status, text = page("post", kind="replaces", other_words=words)
    assert status == 422 and options(text) == []


@pytest.mark.parametrize("value", ["x", "9" * 30, "\0", "-1", "0"])
def test_a_choice_that_is_none_is_refused_and_not_read_out(page, value):
    status, text = page("post", kind="replaces", other=value, other_words="第7村")
    assert status == 422 and options(text) == [key(7)]
    assert page("post", kind="replaces", other=value)[0] == 422


def test_the_page_asked_for_with_words_lists_what_a_script_puts_in_place(page):
    status, text = page(other_words="第7村")
    assert status == 200 and options(text) == [key(7)]
    assert "找到" not in text


def test_nobody_finds_a_document_that_they_may_not_read(client, world, library):
    PlanDocument.objects.filter(slug="village-7").update(
        visibility="restricted", owner_unit=world.other_town
    )
    form = RelationForm(plan=library, user=world.editor, asked={"other_words": "第7村"})
    assert "第7村" not in str(form["other"]).replace('value="第7村"', "")


def test_a_form_among_thousands_reads_as_often_as_among_a_few(world, plan, request):
    def reads():
        with CaptureQueriesContext(connection) as queries:
            str(RelationForm(plan=plan, user=world.editor, asked={"other_words": "村"})["other"])
        return len(queries)

    few = reads()
    request.getfixturevalue("library")
    assert reads() <= few + 1


def test_what_is_stored_stays_chosen_among_thousands(client, world, library):
    other = PlanDocument.objects.get(slug="village-7")
    PlanDocument.objects.filter(pk=other.pk).update(
        status="historic", replaced_by=PlanDocument.objects.get(slug="village-9")
    )
    client.force_login(world.editor)
    address = reverse("plans_desk:change", args=[other.slug])
    text = client.get(address).content.decode()
    assert options(text, "replaced_by") == [key(9)]
    assert f'value="{key(9)}" selected' in text


def test_each_candidate_for_a_new_version_is_told_from_its_namesakes(client, world, library):
    client.force_login(world.editor)
    text = client.get(reverse("plans_desk:upload") + "?document_words=演练工作").content.decode()
    assert options(text, "document") == [str(library.pk)]
    assert "安政发〔2026〕100号" in text


def test_a_drill_finds_its_plan_and_refuses_the_plans_of_no_drill(client, world, library):
    client.force_login(world.editor)
    address = reverse("drills:new")
    assert options(client.get(address + "?plan_words=第3村").content.decode(), "plan") == [key(3)]
    assert options(client.get(address + "?plan_words=演练工作").content.decode(), "plan") == []


def test_clauses_of_a_long_plan_are_found_by_number_and_words(client, world, import_small):
    lines = "\n".join(f"第{number}条 第{number}项工作每年检查。" for number in range(1, 320))
    plan = import_small(f"一份长的工作方案\n{lines}", title="长的工作方案", kind="scheme").document
    client.force_login(world.editor)
    address = reverse("plans_desk:progress_add", args=[plan.slug])
    text = client.get(address + "?clause_words=第77项").content.decode()
    clause = plan.current_version.clauses.get(clause_called("第77项"))
    assert options(text, "clause") == [str(clause.anchor)]
    assert len(text) < 60_000


def test_the_script_of_the_chooser_is_no_inline_code():
    page = Path("themes/templates/components/pick.html").read_text(encoding="utf-8")
    assert "onclick" not in page and 'type="module" src=' in page


def test_the_plans_that_an_upload_may_be_the_next_version_of_cost_no_query_each(
    client, world, import_small
):
    client.force_login(world.editor)
    address = reverse("plans_desk:upload")

    def asked():
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    import_small()
    asked()
    one = asked()
    for number in range(5):
        import_small(
            f"第{number}村防汛工作计划（2026—2028年）\n\n一、目标\n\n做到。\n", slug=f"v-{number}"
        )
    assert asked() == one
