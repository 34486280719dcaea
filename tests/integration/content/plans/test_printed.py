"""The whole plan as a PDF: bookmarks, running head, and what it refuses to make."""

import io
import re
import shutil
from contextlib import ExitStack, contextmanager

import pytest
from django.urls import reverse
from pypdf import PdfReader

from content.plans import papers, services
from content.plans.enums import Visibility
from content.plans.models import TableCell
from portal.foundation.locks import only_one
from portal.foundation.pdf import turns

PLAN = """安澜县防汛应急预案

1 总则

1.1 适用范围

本预案适用于本县。

2 应急处置

2.1 先期处置

组织开展以下工作：

（1）核实人数；

（2）划定警戒区域。

2.2 响应级别

| 级别 | 条件 |
| --- | --- |
| Ⅰ级 | 水库可能溃坝 |
| Ⅱ级 | 河水超过保证水位 |
"""


@pytest.fixture
def plan(import_small, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return import_small(PLAN)


def address(plan):
    return reverse("plans:pdf", args=[plan.document.slug])


def read(client, plan):
    response = client.get(address(plan))
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(response.content))


def words(page):
    return re.sub(r"\s", "", page.extract_text())


def titles(outline):
    return [titles(one) if isinstance(one, list) else one.title for one in outline]


def test_the_bookmarks_are_the_headings_in_their_tree(client, plan):
    assert titles(read(client, plan).outline) == [
        "1 总则", ["1.1 适用范围"], "2 应急处置", ["2.1 先期处置", "2.2 响应级别"],
    ]  # fmt: skip


def test_every_page_carries_the_title_and_its_number(client, import_small, plan):
    many = PLAN + "\n\n".join(
        f"3.{n} 第{n}项\n\n" + "各乡镇做好值班值守工作。" * 30 for n in range(1, 9)
    )
    reader = read(client, import_small(many.replace("防汛", "防洪")))
    assert len(reader.pages) > 1
    for number, page in enumerate(reader.pages, start=1):
        assert "安澜县防洪应急预案" in words(page)
        assert f"{number}/{len(reader.pages)}" in words(page)
        assert page.mediabox.height == pytest.approx(842, abs=1)


def test_every_clause_and_cell_is_printed(client, plan):
    printed = "".join(words(page) for page in read(client, plan).pages)
    for clause in plan.version.clauses.all():
        assert re.sub(r"\s", "", clause.number + clause.heading + clause.mark) in printed
        assert re.sub(r"\s", "", clause.text) in printed
    assert "（1）核实人数；" in printed
    assert "水库可能溃坝" in printed


def test_what_is_too_long_is_refused_with_a_sentence_that_says_what_to_do(
    client, plan, monkeypatch
):
    monkeypatch.setattr(papers, "MOST_CLAUSES", 3)
    response = client.get(address(plan))
    assert response.status_code == 413
    assert "一次最多印 3 条" in response.content.decode()
    assert "打开要用的那一章" in response.content.decode()


def test_headings_and_every_cell_of_a_table_count_towards_the_length(client, plan, monkeypatch):
    headings = sum(len(one.heading) for one in plan.version.clauses.all())
    texts = sum(len(one.text) for one in plan.version.clauses.all())
    cells = TableCell.objects.filter(table__clause__version=plan.version)
    inside = sum(len(one.text) + papers.OF_A_CELL for one in cells)
    assert headings and inside
    monkeypatch.setattr(papers, "MOST_CHARACTERS", texts + headings + inside - 1)
    assert client.get(address(plan)).status_code == 413
    monkeypatch.setattr(papers, "MOST_CHARACTERS", texts + headings + inside)
    assert client.get(address(plan)).status_code == 200


def test_a_historic_plan_names_on_paper_what_replaces_it(client, plan, import_small):
    new = import_small(PLAN.replace("防汛", "防汛抗旱"), apart=True)
    services.change_document(
        document=plan.document, actor=None, status="historic", replaced_by=new.document
    )
    first = words(read(client, plan).pages[0])
    assert "历史文件，已不再执行，仅供查阅。由《安澜县防汛抗旱应急预案》代替。" in first


def test_it_is_made_once_a_version(client, plan, monkeypatch):
    made = []
    render = papers.pdf.render
    monkeypatch.setattr(papers.pdf, "render", lambda *a, **k: made.append(1) or render(*a, **k))
    for _each in range(2):
        read(client, plan)
    assert len(made) == 1


@pytest.mark.parametrize("refused", ["plan-papers", "locks"])
def test_a_disk_that_refuses_costs_only_the_kept_file(client, plan, tmp_path, refused):
    shutil.rmtree(tmp_path / refused, ignore_errors=True)
    (tmp_path / refused).write_text("in the way")
    assert len(read(client, plan).pages) == 1


def test_a_historic_plan_says_on_paper_that_it_is_no_longer_followed(client, plan):
    services.change_document(document=plan.document, actor=None, status="historic")
    assert "历史文件，已不再执行" in words(read(client, plan).pages[0])


@pytest.mark.parametrize("visibility", [Visibility.INTERNAL, Visibility.RESTRICTED])
def test_it_is_for_whoever_reads_the_plan(
    client, world, import_small, settings, tmp_path, visibility
):
    settings.DATA_DIR = tmp_path
    plan = import_small(PLAN, visibility=visibility)
    for person in (None, world.learner, world.other_editor):
        if person:
            client.force_login(person)
        assert client.get(address(plan)).status_code == 404
    client.force_login(world.editor)
    assert "no-store" in client.get(address(plan))["Cache-Control"]


def test_the_queries_do_not_grow_with_the_clauses(
    client, import_small, plan, django_assert_max_num_queries
):
    many = PLAN + "\n\n".join(f"3.{n} 第{n}项\n\n做好第{n}件事。" for n in range(1, 40))
    longer = import_small(many.replace("防汛", "防洪"))
    client.get("/plans/")
    with django_assert_max_num_queries(5):
        client.get(address(longer))


def test_the_page_about_the_file_leads_to_it(client, plan):
    page = client.get(reverse("plans:about", args=[plan.document.slug])).content.decode()
    assert f'href="{address(plan)}"' in page


def test_more_than_are_made_at_a_time_are_told_when_to_come_again(client, plan, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.2)
    with ExitStack() as others:
        for number in range(turns.PLACES):
            assert others.enter_context(only_one(f"paper-place-{number}"))
        response = client.get(address(plan))
    assert response.status_code == 503 and int(response["Retry-After"]) > 0
    assert "no-store" in response["Cache-Control"]
    assert "过十几秒再打开" in response.content.decode()
    assert len(read(client, plan).pages) == 1


def test_a_paper_that_is_kept_waits_for_nobody(client, plan, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.2)
    read(client, plan)
    with ExitStack() as others:
        for number in range(turns.PLACES):
            others.enter_context(only_one(f"paper-place-{number}"))
        assert client.get(address(plan)).status_code == 200


def test_whoever_waited_for_the_same_paper_is_given_the_one_made_meanwhile(
    client, plan, monkeypatch
):
    made, turn = [], papers.pdf.turn
    render = papers.pdf.render
    monkeypatch.setattr(papers.pdf, "render", lambda *a, **k: made.append(1) or render(*a, **k))

    @contextmanager
    def after_another(name):
        monkeypatch.setattr(papers.pdf, "turn", turn)
        read(client, plan)
        with turn(name):
            yield

    monkeypatch.setattr(papers.pdf, "turn", after_another)
    assert client.get(address(plan)).status_code == 200
    assert made == [1]
