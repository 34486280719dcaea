"""An editor reaches the form of a target from a clause of a plan, by a link."""

import pytest

from content.plans.clause_actions import links_for
from content.plans.models import Clause
from content.plans.services import import_document
from tests.samples.reviewed_plans import published

PLAN = "安澜县应急工作计划\n\n一、队伍\n到2026年底，持证应急志愿者不少于12人。\n"


@pytest.fixture
def clause(world) -> Clause:
    imported = import_document(
        actor=world.editor, owner_unit=world.town, text=PLAN, kind="work_plan", slug="work-plan"
    )
    published(imported.version, world.editor, world.reviewer)
    return imported.version.clauses.filter(text__contains="不少于12人").get()


def test_the_link_stands_beside_the_clause_and_opens_the_form(client, world, clause):
    link = next(
        one for one in links_for([clause], world.editor)[clause.anchor] if one.label == "设为目标"
    )
    client.force_login(world.editor)
    page = client.get(link.url)
    assert page.status_code == 200
    assert "不少于12人" in page.content.decode()


def test_an_editor_of_another_town_gets_no_link(world, clause):
    assert "设为目标" not in [
        one.label for one in links_for([clause], world.other_editor)[clause.anchor]
    ]
