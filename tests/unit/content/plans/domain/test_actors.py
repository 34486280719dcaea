"""Who does what, on the county's own documents as read by hand, and on the forms of a sentence."""

import json
from pathlib import Path

import pytest

from content.plans.domain.actors import Said, actors_of
from content.plans.domain.parse import NodeKind
from content.plans.domain.pipeline import parse_bytes

ROOT = Path(__file__).parents[5]
DOCUMENTS = ROOT / "portal" / "operations" / "demonstration" / "documents"
EXPECTED = json.loads((ROOT / "tests" / "data" / "actors.json").read_text(encoding="utf-8"))
LEFT_OUT = (NodeKind.TITLE, NodeKind.NOTICE, NodeKind.TABLE, NodeKind.CLOSING)


def said_in(data, name):
    parsed = parse_bytes(data, name)
    found = []
    for at, node in enumerate(parsed.nodes):
        if node.kind not in LEFT_OUT:
            found.append(Said(str(at), "", node.number, node.heading, node.text))
    return found


def duties_in(*texts):
    said = [Said(str(at), "", "", "", text) for at, text in enumerate(texts)]
    return {actor.name: [duty.sentence for duty in actor.duties] for actor in actors_of(said)}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_actors_of_our_own_documents_are_those_that_were_read_by_hand(name):
    said = said_in((DOCUMENTS / name).read_bytes(), name)
    found = {actor.name: [duty.sentence[:24] for duty in actor.duties] for actor in actors_of(said)}
    assert found == EXPECTED[name]


def test_every_sentence_is_quoted_word_for_word():
    for file in sorted(DOCUMENTS.glob("*.*")):
        said = said_in(file.read_bytes(), file.name)
        for actor in actors_of(said):
            for duty in actor.duties:
                assert duty.sentence in duty.said.text
                assert any(name in duty.sentence for name in (actor.name, *actor.names)) or (
                    duty.said.heading
                ), (file.name, actor.name, duty.sentence)


@pytest.mark.parametrize(
    ("name", "actors"),
    [
        ("bortala-13th-five-year-plan.txt", 6),
        ("leping-14th-five-year-plan.txt", 6),
        ("zengcheng-2015-work-plan.txt", 0),
    ],
)
def test_real_plans_name_few_actors_and_no_sentence_for_one(shared_plan, name, actors):
    found = actors_of(said_in(shared_plan(name), name))
    assert len(found) == actors
    assert all(len(actor.name) <= 12 for actor in found)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("县应急管理局负责值班。", ["县应急管理局"]),
        ("县交通运输局、县公安局：负责道路抢通。", ["县交通运输局", "县公安局"]),
        ("县住房和城乡建设局和县公安局应当立即到场。", ["县住房和城乡建设局", "县公安局"]),
        ("发生险情的，村民委员会应当立即报告。", ["村（居）民委员会"]),
        ("首次会议由县防指办公室组织。", ["县防指办公室"]),
        ("险情扩大时报告；乡镇在30分钟内续报。", ["乡镇人民政府"]),
        ("责任单位：县财政局、各乡镇人民政府。", ["县财政局", "乡镇人民政府"]),
        ("有关部门应当配合。", ["有关部门"]),
    ],
)
def test_a_subject_is_found_in_the_forms_that_plans_use(sentence, names):
    assert sorted(duties_in(sentence)) == sorted(names)


@pytest.mark.parametrize(
    "sentence",
    [
        "县防指办公室设在县应急管理局。",
        "主任由分管应急工作的副县长担任。",
        "应当立即报告县应急管理局。",
        "由有权发布的单位分别发布。",
        "气象部门发布的信息不是预警。",
        "坚持统一领导、分级负责。",
        "鼓励社会公众参与。",
        "农村应当加强防范。",
        "组织编制预案。",
        "",
    ],
)
def test_what_names_nobody_to_act_is_left_out(sentence):
    assert duties_in(sentence) == {}


def test_a_short_name_counts_for_the_full_one_and_its_office_for_the_office():
    found = duties_in(
        "县人民政府设立县防汛抗旱指挥部（以下简称县防指）。",
        "县防指统一指挥。县防指办公室立即核实。县防汛抗旱指挥部办公室应当上报。",
    )
    assert found["县防汛抗旱指挥部"] == ["县防指统一指挥。"]
    assert len(found["县防汛抗旱指挥部办公室"]) == 2


def test_a_text_in_traditional_script_is_quoted_as_written():
    found = duties_in("縣應急管理局應當立即報告。")
    assert list(found.values()) == [["縣應急管理局應當立即報告。"]]
