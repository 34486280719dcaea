"""Plans as data: what leaves the portal is what its pages show, in the published words."""

import io
import json
from pathlib import Path

import fastjsonschema
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from content.plans.enums import Visibility
from content.plans.models import PlanDocument

DOCUMENTS = Path(__file__).parents[4] / "portal" / "operations" / "demonstration" / "documents"

WITH_A_TABLE = """安澜县防汛应急预案

1 总则

1.1 目的

根据《中华人民共和国防洪法》，为了安全，制定本预案。

| 级别 | 条件 |
|---|---|
| Ⅰ级 | 水位超过=保证水位 |
| Ⅱ级 | 水位超过警戒水位 |
"""


@pytest.fixture
def valid(client):
    """Checks data against the schema as it is published."""
    schema = client.get(reverse("plans:schema"))
    assert schema["Content-Type"] == "application/schema+json"
    return fastjsonschema.compile(json.loads(schema.content))


def data_of(client, plan):
    response = client.get(reverse("plans:json", args=[plan.slug]))
    assert response.status_code == 200
    return json.loads(response.content)


def test_what_anybody_takes_along_follows_the_published_schema(client, import_small, valid):
    plan = import_small()
    data = data_of(client, plan.document)
    valid(data)
    clauses = list(plan.version.clauses.order_by("position"))
    assert [row["id"] for row in data["clauses"]] == [str(each.anchor) for each in clauses]
    assert [row["text"] for row in data["clauses"]] == [each.text for each in clauses]
    assert data["version"]["document_number"] == "安政发〔2026〕100号"
    law = next(r for row in data["clauses"] for r in row["references"])
    holder = next(row for row in data["clauses"] if law in row["references"])
    assert holder["text"][law["start"] : law["end"]].strip("《》") == law["name"]
    assert law["name"] == "中华人民共和国突发事件应对法"


def test_every_parent_stands_before_its_clause(client, import_small):
    known = set()
    for row in data_of(client, import_small().document)["clauses"]:
        assert row["parent"] is None or row["parent"] in known
        known.add(row["id"])


def test_tables_keep_their_cells_and_a_formula_stays_text(client, import_small, valid, world):
    plan = import_small(WITH_A_TABLE.replace("水位超过=", "=水位"))
    data = data_of(client, plan.document)
    valid(data)
    table = next(row["table"] for row in data["clauses"] if row["table"])
    assert (table["rows"], table["columns"]) == (3, 2)
    assert table["cells"][3]["text"] == "=水位保证水位"
    client.force_login(world.editor)
    response = client.get(reverse("plans_desk:workbook", args=[plan.document.slug]))
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheetnames == [
        "文件", "条文", "表格", "引用", "关系", "期限", "响应级别", "谁做什么", "什么情况做什么",
        "名词", "目标", "任务", "替代指标", "进展",
    ]  # fmt: skip
    cells = {cell.value: cell.data_type for row in book["表格"].iter_rows() for cell in row}
    assert cells["=水位保证水位"] == "s"
    assert book["条文"].max_row == 1 + plan.version.clauses.count()


def test_every_demonstration_document_follows_the_schema_whoever_takes_it(
    client, import_small, valid, world
):
    plans = [
        import_small(text=None, data=file.read_bytes(), name=file.name, apart=True).document
        for file in sorted(DOCUMENTS.iterdir())
    ]
    for person in (None, world.editor):
        if person:
            client.force_login(person)
        for plan in plans:
            valid(data_of(client, plan))


def test_an_internal_plan_is_data_for_its_readers_only_and_in_no_cache(client, import_small, world):
    plan = import_small(visibility=Visibility.INTERNAL)
    address = reverse("plans:json", args=[plan.document.slug])
    assert client.get(address).status_code == 404
    client.force_login(world.editor)
    response = client.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_a_successor_that_the_reader_may_not_read_is_not_named(client, import_small):
    hidden = import_small(visibility=Visibility.RESTRICTED).document
    plan = import_small("安澜县旧方案\n一、总则\n落实到人。").document
    PlanDocument.objects.filter(pk=plan.pk).update(status="historic", replaced_by=hidden)
    assert data_of(client, plan)["plan"]["replaced_by"] is None
    PlanDocument.objects.filter(pk=hidden.pk).update(visibility=Visibility.PUBLIC)
    assert data_of(client, plan)["plan"]["replaced_by"] == str(hidden.public_id)


def test_the_queries_do_not_grow_with_the_text(client, import_small, django_assert_max_num_queries):
    longer = import_small(
        "安澜县防汛工作方案\n" + "\n".join(f"{n}．第{n}项。做好第{n}件事。" for n in range(1, 200))
    )
    with django_assert_max_num_queries(19):
        data_of(client, longer.document)


@pytest.mark.django_db
def test_one_schema_is_published_and_named_in_the_data(client, import_small):
    schema = client.get(reverse("plans:schema")).json()
    assert reverse("plans:schema").endswith("/plan-1.json")
    named = {schema["$id"], schema["properties"]["schema"]["const"]}
    assert named == {data_of(client, import_small().document)["schema"]} == {"anlan-plan-1"}
    for number in (2, 3, 4):
        assert client.get(f"/plans/plan-{number}.json").status_code == 404


WITH_A_CASE = """安澜县防汛应急预案

1 总则

1.1 术语

本预案所称转移责任人，是指村里逐户通知转移的人。县防汛抗旱指挥部（以下简称县防指）统一指挥。

2 应急响应

2.1 巡查

发现管涌险情的，县水利局应当立即采取下列措施：

（1）报告县防指。

（2）组织抢护。
"""


def test_what_is_done_in_which_case_and_what_words_mean_leave_with_their_clauses(
    client, import_small, valid, world
):
    plan = import_small(WITH_A_CASE).document
    data = data_of(client, plan)
    valid(data)
    clauses = {row["id"]: row for row in data["clauses"]}
    (case,) = data["situations"]
    (action,) = case["actions"]
    assert action["text"][action["start"] : action["end"]] == case["name"] == "发现管涌险情的"
    assert action["text"] in clauses[action["clause"]]["text"]
    assert (action["actors"], action["within"]) == (["县水利局"], "立即")
    assert [one["text"] for one in action["points"]] == ["报告县防指。", "组织抢护。"]
    assert all(one["text"] in clauses[one["clause"]]["text"] for one in action["points"])
    assert {one["term"]: one["words"] for one in data["definitions"]} == {
        "转移责任人": "本预案所称转移责任人，是指村里逐户通知转移的人。",
        "县防指": "县防汛抗旱指挥部",
    }
    assert all(one["words"] in clauses[one["clause"]]["text"] for one in data["definitions"])
    client.force_login(world.editor)
    book = load_workbook(
        io.BytesIO(client.get(reverse("plans_desk:workbook", args=[plan.slug])).content)
    )
    parts = [(row[3], row[9]) for row in book["什么情况做什么"].values][1:]
    assert parts == [
        ("actions", action["text"]), ("points", "报告县防指。"), ("points", "组织抢护。"),
    ]  # fmt: skip
    assert [row[0] for row in book["名词"].values][1:] == ["转移责任人", "县防指"]
