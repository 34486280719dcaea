"""Every outlet × every role: what somebody may not read leaves no trace for them. Each row of the
table says its words to whoever may read them, so that it could fail."""

from urllib.parse import urlsplit

import pytest
from django.urls import get_resolver

from content.plans import services
from content.plans.domain import paging
from content.plans.models import PlanDocument
from content.plans.services.reach import settle_document
from search.indexing import services as indexing
from tests.samples import hidden_clauses as sample
from tests.samples import hidden_contents as contents
from tests.samples import hidden_elsewhere as elsewhere
from tests.samples import hidden_planning as planning
from tests.samples.hidden_clauses import SLUG, said_in
from tests.samples.hidden_contents import WORDS
from tests.samples.hidden_readers import GRADES, PUBLIC, READS, bring_in, joined, reader, words_told
from tests.samples.reviewed_plans import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_dir(tmp_path, settings):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def plan(world):
    return bring_in(world, *GRADES)


def names_of_plans():
    """Every address of the two rooms of plans, and of what is said of their clauses."""
    found = set()
    for space in ("plans", "plans_desk", "comments", "errata", "errata_desk"):
        resolver = get_resolver().namespace_dict[space][1]
        found |= {f"{space}:{name}" for name in resolver.reverse_dict if isinstance(name, str)}
    return found


def test_an_address_of_the_plans_is_tried_with_every_role_or_says_why_not():
    listed = sample.OUTLETS.keys() | sample.SHOWS_NO_CLAUSE | sample.TAKES_ONLY_FORMS
    assert names_of_plans() == listed, "一个新的地址：写进 tests/samples/hidden_clauses.py"


@pytest.fixture
def busy(plan, world):
    """With a draft, targets, a drill, and what each of these people marked when they could."""
    indexing.drain()
    contents.aim_at_each(plan)
    elsewhere.drill_on(plan, world.editor)
    PlanDocument.objects.filter(pk=plan.pk).update(original_for_readers=True)
    services.import_document(
        actor=world.editor, owner_unit=world.town, slug=SLUG,
        text=contents.text_of(*GRADES, edition="以下"),
    )  # fmt: skip
    return plan


@pytest.mark.parametrize("role", READS)
def test_no_outlet_says_a_word_of_what_a_role_may_not_read(role, busy, world, client):
    person = reader(world, role)
    if person is not None:
        elsewhere.mark_each(busy, person)
        client.force_login(person)
    told = words_told(client, sample.OUTLETS | elsewhere.OUTLETS, busy)
    for (name, address), words in told.items():
        assert words <= READS[role], f"{role}: {address}"
        assert name not in elsewhere.FOR_ALL_ALIKE or words <= {PUBLIC}, f"{role}: {address}"
    by_name = joined(told)
    assert {name for name in sample.WHOLE if by_name[name] != READS[role]} == set()
    for address in sample.ELSEWHERE:
        said = said_in(client.get(address))
        asked = urlsplit(address).query
        for grade, word in WORDS.items():
            # The page repeats what was asked: of a hit, the sentence of the clause tells.
            trace = f"{word}</mark>局" if word in asked else word
            assert grade in READS[role] or trace not in said, f"{role}: {address}"
    found = said_in(client.get(f"/search/?q={WORDS[PUBLIC]}巡查"))
    assert f"{WORDS[PUBLIC]}</mark>" in found


def test_each_row_says_its_words_to_whoever_may_read_them_and_could_fail(busy, world, client):
    elsewhere.mark_each(busy, world.administrator)
    client.force_login(world.administrator)
    told = joined(words_told(client, sample.OUTLETS | elsewhere.OUTLETS, busy))
    silent = sample.SAYS_NO_CLAUSE | elsewhere.SAYS_NO_CLAUSE
    assert {name for name, words in told.items() if not words} == silent
    assert {name for name, words in told.items() if words == {PUBLIC}} == elsewhere.FOR_ALL_ALIKE
    assert {
        name for name, words in told.items() if words != set(GRADES)
    } == silent | elsewhere.FOR_ALL_ALIKE


@pytest.mark.parametrize("role", READS)
def test_no_page_of_a_long_text_says_a_word_more(role, plan, world, client, monkeypatch):
    monkeypatch.setattr(paging.page_numbers, "__defaults__", (3_000,))
    settle_document(plan)
    person = reader(world, role)
    if person is not None:
        client.force_login(person)
    pages = {name: sample.OUTLETS[name] for name in ("plans:document", "plans:page")}
    told = words_told(client, pages, plan)
    assert set().union(*told.values()) == READS[role]
    if len(READS[role]) > 1:
        assert joined(told)["plans:page"] - {PUBLIC}


@pytest.fixture
def programme(world):
    made = services.import_document(
        actor=world.editor, owner_unit=world.town, slug=planning.SLUG, text=planning.TEXT,
        family="planning", kind="work_plan",
    )  # fmt: skip
    published(made.version, world.editor, world.reviewer)
    programme = PlanDocument.objects.select_related("current_version").get(slug=planning.SLUG)
    planning.set_to_work(programme, world.editor)
    for grade in set(GRADES) - {PUBLIC}:
        clause = programme.current_version.clauses.get(heading=f"{WORDS[grade]}工作")
        assert services.set_visibility(clause=clause, visibility=grade, actor=world.editor)
    return programme


@pytest.mark.parametrize("role", READS)
def test_no_outlet_of_a_planning_document_says_more_than_a_role_may_read(
    role, programme, world, client
):
    person = reader(world, role)
    if person is not None:
        client.force_login(person)
    told = words_told(client, planning.OUTLETS, programme)
    for (name, address), words in told.items():
        assert words <= READS[role], f"{role}: {address}"
        assert name not in planning.FOR_ALL_ALIKE or words <= {PUBLIC}, f"{role}: {address}"
    by_name = joined(told)
    assert {name for name in planning.WHOLE if by_name[name] != READS[role]} == set()
    if role == "administrator":
        assert {name for name, words in by_name.items() if words != set(GRADES)} == (
            planning.FOR_ALL_ALIKE
        )
