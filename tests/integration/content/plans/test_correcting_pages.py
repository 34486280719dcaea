"""The proof with its way to correct each stretch, and the page that says what it is."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.plans import services
from content.plans.domain.corrections.model import CorrectionKind as Says
from content.plans.models import PlanCorrection, PlanVersion, Rereading
from content.plans.selectors.corrections import stretch_at
from tests.samples.reviewed_plans import published

DIGITS = "一二三四五六七八九"
NUMBERS = [*DIGITS, "十"] + [
    f"{tens}十{ones}" for tens in ["", *DIGITS[1:7]] for ones in ["", *DIGITS] if tens or ones
]


@pytest.fixture
def draft(import_small):
    return import_small(publish=False).version


@pytest.fixture
def page(client, world, draft):
    """Open the page of the stretch with these words, or send one of its forms."""

    def run(words, **sent):
        client.force_login(world.editor)
        at = draft.original.index(words)
        address = reverse("plans_desk:correct", args=[draft.pk, at])
        if not sent:
            return client.get(address)
        state = stretch_at(draft, at).state
        prefix = "" if sent["form"] == "quick" else f"{sent['form']}-"
        named = {f"{prefix}{key}": value for key, value in sent.items() if key != "form"}
        return client.post(address, {f"{prefix}state": state, "form": sent["form"], **named})

    return run


def proof(client, draft):
    return client.get(reverse("plans_desk:review", args=[draft.pk])).content.decode()


def test_each_stretch_of_a_draft_leads_to_its_correction_and_none_of_what_is_published(
    client, world, draft
):
    client.force_login(world.editor)
    html = proof(client, draft)
    links = re.findall(rf'href="(/workbench/plans/versions/{draft.pk}/correct/\d+/)"', html)
    # Every clause, the three header fields and the title.
    assert len(links) == len(set(links)) == draft.clauses.count() + 3 + 1
    for link in links:
        assert client.get(link).status_code == 200
    published(draft, world.editor, world.reviewer)
    html = proof(client, draft)
    assert "/correct/" not in html
    assert "改正这一版" in html
    answer = client.get(links[0])
    assert answer.status_code == 302


def test_one_press_changes_the_level_and_leads_back_to_the_same_clause(page, draft, client):
    assert "降一级" not in page("（一）工作目标").content.decode()
    answer = page("（二）工作原则", form="quick", do="down")
    clause = draft.clauses.get(heading="工作原则")
    assert clause.depth == 2
    assert answer["Location"].endswith(f"#{clause.fragment}")
    assert f'id="{clause.fragment}"' in proof(client, draft)
    page("（二）工作原则", form="quick", do="up")
    assert draft.clauses.get(heading="工作原则").depth == 1
    assert [row.level for row in PlanCorrection.objects.standing()] == [2]


def test_a_level_that_nothing_above_leaves_room_for_is_told(page, draft, client):
    at = draft.original.index("一、总体")
    page("一、总体", form="begin", at=at, kind="heading", level="4")
    assert "它上面没有第 3 级的标题，现在排在第 1 级" in proof(client, draft)


def test_a_clause_is_split_at_the_sentence_that_is_chosen(page, draft):
    at = draft.original.index("先桌面")
    shown = page("（二）工作原则").content.decode()
    assert f'value="{at}"' in shown
    answer = page("（二）工作原则", form="begin", at=at, kind="paragraph")
    clause = draft.clauses.get(text="先桌面、后实战。")
    assert clause.kind == "paragraph"
    assert answer["Location"].endswith(f"#{clause.fragment}")


def test_the_end_of_a_heading_is_chosen_among_its_marks(page, draft):
    page("（一）编制", form="end", ends="3")
    clause = draft.clauses.get(text__startswith="编制计划。")
    assert (clause.number, clause.heading) == ("（一）", "")


def test_a_header_field_is_none_and_a_line_is_one(page, draft):
    at = draft.original.index("文号")
    page("文号", form="begin", at=at, kind="text")
    draft.refresh_from_db()
    assert "document_number" not in [field["key"] for field in draft.fields]
    assert draft.document_number == ""
    page("文号", form="begin", at=at, kind="field", key="document_number")
    draft.refresh_from_db()
    assert draft.document_number == "安政发〔2026〕100号"


def test_lines_become_a_table_and_lines_again(page, draft, client):
    first, last = (draft.original.index(words) for words in ("（一）编制", "（二）评估"))
    page("（一）编制", form="table", first=first, last=last, columns="2")
    table = draft.clauses.get(kind="table")
    assert [cell.text[:4] for cell in table.table.cells.all()] == ["（一）编", "（二）评"]
    shown = page("（一）编制").content.decode()
    assert "不是表格" in shown
    page("（一）编制", form="quick", do="no_table")
    assert not draft.clauses.filter(kind="table").exists()
    assert draft.clauses.filter(heading="编制计划").exists()


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"form": "begin", "kind": "heading"}, "选标题是第几级。"),
        ({"form": "begin", "kind": "field"}, "选是哪一项公开信息。"),
        ({"form": "begin"}, "选它是什么。"),
        ({"form": "end"}, "选一处。"),
        ({"form": "quick"}, "选一种改法。"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_corrected(page, draft, sent, words):
    if sent["form"] == "begin":
        sent = {**sent, "at": draft.original.index("（二）工作原则")}
    answer = page("（二）工作原则", **sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not PlanCorrection.objects.exists()


def test_an_older_page_is_told_and_its_choice_stays(client, world, draft, page):
    at = draft.original.index("（二）工作原则")
    state = stretch_at(draft, at).state
    services.correct_draft(version=draft, actor=world.reviewer, at=at, kind=Says.BOUNDARY, ends=3)
    client.force_login(world.editor)
    answer = client.post(
        reverse("plans_desk:correct", args=[draft.pk, at]),
        {"form": "begin", "begin-state": state, "begin-at": at, "begin-kind": "join"},
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "这一段被别人改过" in html
    assert re.search(r'value="join"[^>]*checked', html)
    assert PlanCorrection.objects.count() == 1
    assert stretch_at(draft, at).state in html


def test_the_list_says_who_corrected_what_and_takes_it_back(client, world, draft, page):
    page("（二）工作原则", form="quick", do="join")
    html = proof(client, draft)
    listed = html.split('id="corrections"')[1].split("</section>")[0]
    assert "改正 1 处" in listed
    assert "（二）工作原则。先桌面、后实战。" in listed
    assert "接着上一条的正文" in listed
    assert str(world.editor) in listed
    row = PlanCorrection.objects.get()
    answer = client.post(reverse("plans_desk:undo_correction", args=[draft.pk, row.pk]))
    assert answer["Location"].endswith("#corrections")
    assert draft.clauses.filter(heading="工作原则").exists()
    assert "改正 1 处" not in proof(client, draft)


def test_who_edits_another_unit_corrects_nothing(client, world, draft):
    client.force_login(world.other_editor)
    at = draft.original.index("（二）工作原则")
    address = reverse("plans_desk:correct", args=[draft.pk, at])
    assert client.get(address).status_code == 404
    assert client.post(address, {"form": "quick", "do": "join"}).status_code == 404
    assert not PlanCorrection.objects.exists()


def test_from_a_published_version_one_button_leads_to_a_draft_of_its_text(
    client, world, import_small
):
    version = import_small().version
    client.force_login(world.editor)
    answer = client.post(reverse("plans_desk:start_correction", args=[version.pk]))
    draft = version.document.versions.get(number=2)
    assert answer["Location"] == reverse("plans_desk:review", args=[draft.pk]) + "#proof"
    assert "/correct/" in proof(client, draft)


def test_a_long_draft_says_that_it_is_being_read(client, world, draft, page, monkeypatch):
    monkeypatch.setattr(services.corrections, "READ_AT_ONCE", 10)
    monkeypatch.setattr(services.corrections, "ask_worker", lambda waiting: None)
    page("（二）工作原则", form="quick", do="join")
    html = proof(client, draft)
    assert "重新读要一两分钟" in html
    assert "正在按改正重新读" in html
    services.read_again(waiting=Rereading.objects.get())
    assert "正在按改正重新读" not in proof(client, draft)


def test_the_proof_reads_as_often_for_many_corrections_as_for_one(client, world, draft, page):
    def reads():
        with CaptureQueriesContext(connection) as queries:
            proof(client, draft)
        return len(queries)

    page("（二）工作原则", form="quick", do="join")
    proof(client, draft)
    one = reads()
    page("（二）评估", form="quick", do="join")
    page("（一）编制", form="end", ends="3")
    assert reads() == one


def test_a_text_of_many_articles_and_no_title_shows_none_of_them_as_its_title(
    client, world, import_small
):
    articles = "\n\n".join(f"第{number}条 做好第{number}项工作。" for number in NUMBERS)
    untitled = import_small(articles, publish=False, title="安澜县防汛办法").version
    assert untitled.clauses.count() == len(NUMBERS)
    pointed = [{"code": "x", "text": "看这一条", "node": 50}]
    PlanVersion.objects.filter(pk=untitled.pk).update(notes=pointed)
    untitled.refresh_from_db()
    client.force_login(world.editor)
    review = client.get(reverse("plans_desk:review", args=[untitled.pk])).context["review"]
    assert review.title_at is None
    [note] = review.notes
    assert str(untitled.clauses.get(position=50).anchor) in note
