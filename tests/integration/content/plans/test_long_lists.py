"""The lists of what falls due and what to revise first, when there are many plans."""

from datetime import date

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.enums import Kind
from content.plans.views import dues, revisions

PLAN = "青河镇{what}应急预案\n\n1 总则\n\n1.1 目的\n\n做好{what}工作。\n"
WHATS = ("防汛", "防火", "抗震")


@pytest.fixture
def plans(import_small, world, client):
    client.force_login(world.editor)
    return [import_small(PLAN.format(what=what), kind=Kind.SPECIAL).document for what in WHATS]


def rows(client, name, query=""):
    answer = client.get(reverse(f"plans_desk:{name}") + query)
    text = answer.content.decode().replace("<wbr>", "")
    return answer.status_code, [what for what in WHATS if f"{what}应急预案</a>" in text], text


def test_every_plan_that_falls_due_is_on_one_of_the_pages(client, plans, monkeypatch):
    monkeypatch.setattr(dues, "A_PAGE", 2)
    first, second = rows(client, "dues")[1], rows(client, "dues", "?page=2")[1]
    assert len(first) == 2 and {*first, *second} == {*WHATS} and len(second) == 1


def test_a_plan_is_found_among_those_that_fall_due_and_the_page_keeps_the_words(
    client, plans, monkeypatch
):
    assert rows(client, "dues", "?q=防火")[1] == ["防火"]
    monkeypatch.setattr(dues, "A_PAGE", 2)
    _status, _found, text = rows(client, "dues", "?q=应急预案")
    assert "q=%E5%BA%94%E6%80%A5%E9%A2%84%E6%A1%88&amp;page=2" in text


@pytest.mark.parametrize(("query", "status"), [("没有", 200), ("长" * 99, 422), ("%00", 422)])
def test_words_that_find_nothing_say_so(client, plans, query, status):
    found = rows(client, "dues", f"?q={query}")
    assert found[:2] == (status, []) and "没有这样的文件" in found[2]


def test_what_to_revise_first_goes_on_on_the_next_page(client, plans, world, monkeypatch):
    for plan in plans:
        services.set_trigger(
            document=plan, what="experience", noticed_on=date(2026, 9, 1), actor=world.editor,
            reason="演练发现职责不清。",
        )  # fmt: skip
    monkeypatch.setattr(revisions, "A_PAGE", 2)
    first, second = rows(client, "revisions")[1], rows(client, "revisions", "?page=2")[1]
    assert len(first) == 2 and len(second) == 1 and not {*first} & {*second}
