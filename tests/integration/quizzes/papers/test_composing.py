"""A draft is never emptied by mistake, nor changed from one kind to the other unasked."""

from decimal import Decimal
from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from portal.foundation.audit.models import AuditEvent
from quizzes.papers import services
from quizzes.papers.enums import Composition
from quizzes.papers.models import AssessmentVersion
from tests.samples.controls import forms_of

pytestmark = pytest.mark.django_db

NO_ROWS = {"cell-TOTAL_FORMS": "1", "cell-INITIAL_FORMS": "0", "cell-0-count": ""}
ONE_CELL = {**NO_ROWS, "cell-0-count": "1", "cell-0-mark": "3"}


@pytest.fixture
def client(world):
    client = Client()
    client.force_login(world.examiner)
    return client


@pytest.fixture
def listed(world, draft, make_question):
    """A draft with a fixed list of two."""
    questions = [make_question(stem=f"第 {n} 题") for n in range(2)]
    services.compose_fixed(
        version=draft,
        by=world.examiner,
        questions=[services.FixedQuestion(one, Decimal(5)) for one in questions],
    )
    return draft


@pytest.fixture
def drawn(world, draft, make_question):
    """A draft by a blueprint of two cells, with a question that could be picked."""
    make_question()
    cells = [services.CellDraft(count=n, mark=Decimal(2)) for n in (1, 3)]
    services.compose_blueprint(version=draft, by=world.examiner, cells=cells)
    return draft


def at(name):
    return reverse(f"papers:{name}", args=["flood"])


def held(draft):
    kept = AssessmentVersion.objects.get(pk=draft.pk)
    return (
        kept.composition,
        list(kept.cells.values_list("pk", "count", "mark")),
        list(kept.entries.values_list("pk", "question_version", "mark")),
    )


def as_drawn(response, address):
    """What a browser sends of the page when nobody touches it."""
    page = BeautifulSoup(response.content, "html.parser")
    form = next(form for action, _words, form in forms_of(page) if action in {"", address})
    return {name: values for name, values in form.sent({}).items() if name != "csrfmiddlewaretoken"}


@pytest.mark.parametrize("sent", ["nothing", "untouched"])
def test_an_empty_choice_wipes_no_blueprint_and_says_what_to_do(client, drawn, sent):
    before, events = held(drawn), AuditEvent.objects.count()
    data = as_drawn(client.get(at("fixed")), at("fixed")) if sent == "untouched" else {}
    answer = client.post(at("fixed"), data)
    assert answer.status_code == 422
    assert "一道题也没有勾，没有保存，卷里原来的都在。勾上要考的题" in answer.content.decode()
    assert held(drawn) == before and AuditEvent.objects.count() == events


def test_a_list_with_every_tick_taken_off_stays_as_it_was(client, listed):
    before = held(listed)
    data = as_drawn(client.get(at("fixed")), at("fixed"))
    unticked = {name: values for name, values in data.items() if not name.endswith("chosen")}
    for sent in ({}, unticked):
        assert client.post(at("fixed"), sent).status_code == 422
        assert held(listed) == before


def test_a_blueprint_without_a_cell_wipes_no_list_and_says_what_to_do(client, listed):
    before = held(listed)
    for sent in (NO_ROWS, as_drawn(client.get(at("blueprint")), at("blueprint"))):
        answer = client.post(at("blueprint"), sent)
        assert answer.status_code == 422
        assert "一格也没有写，没有保存，卷里原来的都在" in answer.content.decode()
        assert held(listed) == before


def test_a_row_wholly_cleared_is_a_cell_taken_out_and_the_last_one_stays(client, drawn):
    page = as_drawn(client.get(at("blueprint")), at("blueprint"))
    without = {**page, "cell-1-count": "", "cell-1-mark": ""}
    assert client.post(at("blueprint"), without).status_code == 302
    assert drawn.cells.get().count == 1
    page = as_drawn(client.get(at("blueprint")), at("blueprint"))
    answer = client.post(at("blueprint"), {**page, "cell-0-count": "", "cell-0-mark": ""})
    assert answer.status_code == 422 and drawn.cells.get().count == 1


def test_from_a_blueprint_to_a_list_is_asked_first_and_the_choice_comes_along(client, drawn):
    before = held(drawn)
    page = client.get(at("fixed"))
    chosen = {
        name.replace("-position", "-chosen"): ["on"]
        for name in as_drawn(page, at("fixed"))
        if name.endswith("-position")
    }
    marks = {name.replace("-chosen", "-mark"): ["7"] for name in chosen}
    asked = client.post(at("fixed"), {**as_drawn(page, at("fixed")), **chosen, **marks})
    words = asked.content.decode()
    assert asked.templates[0].name == "frames/confirm.html" and held(drawn) == before
    assert "2 格，共抽 4 题。改了，这张蓝图就没有了" in words and "你选的 1 题" in words
    assert client.post(at("fixed"), as_drawn(asked, at("fixed"))).status_code == 302
    drawn.refresh_from_db()
    assert (drawn.composition, drawn.cells.count()) == (Composition.FIXED, 0)
    assert drawn.entries.get().mark == 7


def test_from_a_list_to_a_blueprint_is_asked_first_and_the_cells_come_along(client, listed):
    before = held(listed)
    asked = client.post(at("blueprint"), ONE_CELL)
    words = asked.content.decode()
    assert "固定考 2 题。改了，选好的题、题号和分值就没有了" in words and "你写的 1 格" in words
    assert held(listed) == before
    assert client.post(at("blueprint"), as_drawn(asked, at("blueprint"))).status_code == 302
    listed.refresh_from_db()
    assert (listed.composition, listed.entries.count()) == (Composition.BLUEPRINT, 0)
    assert listed.cells.get().mark == 3


def test_yes_to_giving_up_one_list_gives_up_no_other(world, client, listed, make_question):
    asked = as_drawn(client.post(at("blueprint"), ONE_CELL), at("blueprint"))
    third = make_question(stem="后来选的题")
    services.compose_fixed(
        version=listed, by=world.examiner, questions=[services.FixedQuestion(third, Decimal(5))]
    )
    before = held(listed)
    again = client.post(at("blueprint"), asked)
    assert "你看过以后有了变化" in again.content.decode() and held(listed) == before
    assert client.post(at("blueprint"), as_drawn(again, at("blueprint"))).status_code == 302


def test_the_services_guard_what_a_draft_holds(world, listed, make_question):
    cells = [services.CellDraft(count=1, mark=Decimal(2))]
    picked = [services.FixedQuestion(make_question(stem="另一题"), Decimal(5))]
    before, about = held(listed), {"version": listed, "by": world.examiner}
    for refused, compose in (
        (services.NothingChosen, partial(services.compose_fixed, questions=[])),
        (services.NothingChosen, partial(services.compose_blueprint, cells=[])),
        (services.OtherKindHeld, partial(services.compose_blueprint, cells=cells)),
    ):
        with pytest.raises(refused):
            compose(**about)
        assert held(listed) == before
    services.compose_blueprint(cells=cells, gives_up_list=True, **about)
    with pytest.raises(services.OtherKindHeld):
        services.compose_fixed(questions=picked, **about)
    assert listed.cells.exists()
    services.compose_fixed(questions=picked, gives_up_blueprint=True, **about)
    assert listed.entries.count() == 1 and not listed.cells.exists()


def test_an_older_list_does_not_undo_the_one_chosen_since(world, client, listed, make_question):
    older = as_drawn(client.get(at("fixed")), at("fixed"))
    questions = [entry.question_version.question for entry in listed.entries.all()]
    added = make_question(stem="别人加的题")
    services.compose_fixed(
        version=listed,
        by=world.examiner,
        questions=[services.FixedQuestion(one, Decimal(5)) for one in [*questions, added]],
    )
    before = held(listed)
    mine = {**older, f"q{questions[0].pk}-mark": ["8"]}
    faulty = client.post(at("fixed"), {**mine, f"q{questions[1].pk}-mark": ["x"]})
    answer = client.post(at("fixed"), {**as_drawn(faulty, at("fixed")), **mine})
    page = answer.content.decode()
    assert answer.status_code == 422 and "现在卷里选了 3 题。没有保存" in page
    assert held(listed) == before
    again = as_drawn(answer, at("fixed"))
    assert again[f"q{questions[0].pk}-mark"] == ["8"]
    assert client.post(at("fixed"), again).status_code == 302
    assert [entry.mark for entry in listed.entries.order_by("position")] == [8, 5]


def test_an_older_blueprint_does_not_undo_the_one_written_since(world, client, drawn):
    older = as_drawn(client.get(at("blueprint")), at("blueprint"))
    services.compose_blueprint(
        version=drawn, by=world.examiner, cells=[services.CellDraft(count=9, mark=Decimal(2))]
    )
    before = held(drawn)
    answer = client.post(at("blueprint"), {**older, "cell-0-count": ["2"]})
    assert answer.status_code == 422
    assert "现在蓝图有 1 格。没有保存" in answer.content.decode() and held(drawn) == before
    again = as_drawn(answer, at("blueprint"))
    assert client.post(at("blueprint"), again).status_code == 302
    assert [cell.count for cell in drawn.cells.order_by("position")] == [2, 3]
    assert client.post(at("blueprint"), again).status_code == 302, (
        "sent twice it finds what it wants"
    )


@pytest.mark.parametrize("kind", ["fixed", "blueprint"])
def test_the_page_of_a_draft_that_nobody_touched_is_saved(client, request, kind):
    draft = request.getfixturevalue("listed" if kind == "fixed" else "drawn")
    page = as_drawn(client.get(at(kind)), at(kind))
    changed = {n: ["9"] if n.endswith("-mark") and v != [""] else v for n, v in page.items()}
    assert client.post(at(kind), changed).status_code == 302
    marks = draft.entries if kind == "fixed" else draft.cells
    assert {row.mark for row in marks.all()} == {9}
