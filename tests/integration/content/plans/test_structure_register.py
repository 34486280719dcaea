"""Relations, levels, actors and dues of a plan, as data and on the sheets of a workbook."""

import io
import json
from datetime import date

import fastjsonschema
import pytest
from django.urls import reverse
from openpyxl import load_workbook

from content.plans.enums import Kind, RelationKind, Visibility
from content.plans.models import PlanDocument
from content.plans.services import relate, set_visibility

FLOOD = """青河镇防汛应急预案

1 总则

1.1 编制依据

根据《安澜县防汛应急预案》，制定本预案。

2 响应

2.1 启动条件

（1）Ⅱ级：河水超过警戒水位0.5米。

（2）Ⅲ级：河水超过警戒水位。

2.2 职责

2.2.1 镇人民政府

镇人民政府应当组织转移群众。

青河镇人民政府
2026年3月2日
"""


@pytest.fixture
def flood(import_small):
    return import_small(FLOOD, kind=Kind.SPECIAL)


@pytest.fixture
def data_of(client):
    def run(plan):
        schema = client.get(reverse("plans:schema")).json()
        data = client.get(reverse("plans:json", args=[plan.slug])).json()
        fastjsonschema.compile(schema)(data)
        return data

    return run


def test_levels_and_actors_leave_with_the_clauses_that_say_them(flood, data_of):
    data = data_of(flood.document)
    texts = {row["id"]: row["text"] for row in data["clauses"]}
    (ladder,) = data["levels"]
    assert [(one["level"], one["name"]) for one in ladder["responses"]] == [
        (2, "Ⅱ级"), (3, "Ⅲ级"),
    ]  # fmt: skip
    assert ladder["notes"] == []
    (condition,) = ladder["responses"][0]["conditions"]
    assert condition["text"] == "河水超过警戒水位0.5米。"
    assert condition["text"] in texts[condition["clause"]]
    duty = next(
        duty for actor in data["actors"] if actor["name"] == "镇人民政府"
        for duty in actor["duties"]
    )  # fmt: skip
    assert duty["text"] in texts[duty["clause"]] and "转移群众" in duty["text"]


def test_what_is_said_beside_the_levels_leaves_with_them(import_small, data_of):
    plan = import_small(
        FLOOD.replace("（1）Ⅱ级", "同时符合两个级别的，按较高级别启动：\n\n（1）Ⅱ级"),
        kind=Kind.SPECIAL,
    )
    data = data_of(plan.document)
    (note,) = data["levels"][0]["notes"]
    assert note["text"] == "同时符合两个级别的，按较高级别启动：" and note["label"] == ""
    assert note["clause"] in {row["id"] for row in data["clauses"]}


def test_what_a_hidden_clause_says_is_nobodys_duty_and_no_level(flood, data_of, world):
    for words in ("Ⅱ级", "镇人民政府应当"):
        clause = flood.version.clauses.filter(text__contains=words).get()
        set_visibility(clause=clause, visibility=Visibility.RESTRICTED, actor=world.editor)
    said = json.dumps(data_of(flood.document), ensure_ascii=False)
    assert "转移群众" not in said and "0.5米" not in said


def test_confirmed_relations_name_the_document_and_the_clause_or_a_gap(
    flood, data_of, import_small, world
):
    county = import_small(
        "安澜县防汛应急预案\n\n1 总则\n\n做好工作。\n", kind=Kind.SPECIAL
    ).document
    clause = flood.version.clauses.get(text__contains="根据《安澜县防汛应急预案》")
    for kind, other in (
        (RelationKind.PARENT, {"other": county, "clause_key": clause.key}),
        (RelationKind.BASED_ON, {"named": "中华人民共和国防洪法"}),
    ):
        relate(document=flood.document, kind=kind, actor=world.editor, **other)
    parent, ground = data_of(flood.document)["relations"]
    assert (parent["kind"], parent["id"], parent["clause"]) == (
        "parent", str(county.public_id), str(clause.anchor),
    )  # fmt: skip
    assert (ground["kind"], ground["name"], ground["id"]) == (
        "based_on", "中华人民共和国防洪法", None,
    )  # fmt: skip
    PlanDocument.objects.filter(pk=county.pk).update(visibility=Visibility.RESTRICTED)
    assert [row["kind"] for row in data_of(flood.document)["relations"]] == ["based_on"]


def test_a_predecessor_that_the_register_names_is_a_relation(flood, data_of, import_small):
    before = import_small("青河镇旧防汛预案\n\n1 总则\n\n做好工作。\n", kind=Kind.SPECIAL).document
    PlanDocument.objects.filter(pk=before.pk).update(status="historic", replaced_by=flood.document)
    (row,) = data_of(flood.document)["relations"]
    assert (row["kind"], row["id"]) == ("replaces", str(before.public_id))


def test_dues_leave_only_with_those_who_read_internal_material_there(client, flood, data_of, world):
    PlanDocument.objects.filter(pk=flood.document.pk).update(
        issued_on=date(2026, 3, 2), evaluated_on=date(2026, 6, 1), regime="work_safety",
        approved_by="青河镇人民政府", sector="village", filed_with="安澜县应急管理局",
    )  # fmt: skip
    data = data_of(flood.document)
    assert data["register"] is None and "安澜县应急管理局" not in json.dumps(data)
    told = {name: data["plan"][name] for name in ("regime", "sector", "approved_by", "issued_on")}
    assert told == {
        "regime": "work_safety", "sector": "village", "approved_by": "青河镇人民政府",
        "issued_on": "2026-03-02",
    }  # fmt: skip
    client.force_login(world.editor)
    register = data_of(flood.document)["register"]
    assert (register["filed_with"], register["evaluated_on"]) == ("安澜县应急管理局", "2026-06-01")
    filing = next(due for due in register["dues"] if due["what"] == "filing")
    assert (filing["counted_from"], filing["due_on"], filing["done_on"]) == (
        "2026-03-02", "2026-03-30", None,
    )  # fmt: skip
    assert "国办发〔2024〕5号" in filing["source"] and filing["confidence"] == "M"


def test_a_planning_document_has_neither_levels_nor_dues_and_the_schema_allows_none(
    client, data_of, import_small, world
):
    client.force_login(world.editor)
    data = data_of(import_small().document)
    assert data["levels"] == [] and data["register"] is None
    validate = fastjsonschema.compile(client.get(reverse("plans:schema")).json())
    for wrong in ({"register": {"dues": []}}, {"levels": [{"about": "", "responses": []}]}):
        with pytest.raises(fastjsonschema.JsonSchemaValueException):
            validate(data | wrong)


def test_the_workbook_has_a_sheet_for_each_and_a_formula_stays_text(client, flood, world):
    relate(document=flood.document, kind=RelationKind.BASED_ON, named="@防洪法", actor=world.editor)
    PlanDocument.objects.filter(pk=flood.document.pk).update(approved_by="=1+1", filed_with="-1+2")
    client.force_login(world.editor)
    answer = client.get(reverse("plans_desk:workbook", args=[flood.document.slug]))
    book = load_workbook(io.BytesIO(answer.content))
    assert [row[1] for row in book["关系"].values][1] == "@防洪法"
    assert {row[0] for row in book["期限"].values} >= {"filing", "disclosure", "drill"}
    assert ("conditions", "河水超过警戒水位0.5米。") in {
        (row[3], row[6]) for row in book["响应级别"].values
    }
    assert "镇人民政府" in {row[0] for row in book["谁做什么"].values}
    risky = {
        cell.value: (cell.data_type, cell.quotePrefix)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value[:1] in "=+-@"
    }
    assert {"=1+1", "-1+2", "@防洪法"} <= risky.keys()
    assert set(risky.values()) == {("s", True)}
