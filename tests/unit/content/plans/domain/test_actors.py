"""Who does what, on the county's own documents as read by hand, and on the forms of a sentence."""

import json

import pytest

from content.plans.domain.actors import Said, actors_of
from tests.samples.actors import DOCUMENTS, ROOT, duties_in, said, said_in

EXPECTED = json.loads((ROOT / "tests" / "data" / "actors.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_actors_of_our_own_documents_are_those_that_were_read_by_hand(name):
    said = said_in((DOCUMENTS / name).read_bytes(), name)
    found = {actor.name: [duty.sentence[:24] for duty in actor.duties] for actor in actors_of(said)}
    assert found == EXPECTED[name]


def test_every_sentence_is_quoted_word_for_word():
    for file in sorted(DOCUMENTS.glob("*.*")):
        said = said_in(file.read_bytes(), file.name)
        tables = {one.anchor: str(one.rows) for one in said if one.rows}
        for actor in actors_of(said):
            for duty in actor.duties:
                text = duty.said.text or tables[duty.said.anchor]
                assert duty.sentence.rpartition("：")[2] in text
                assert duty.sentence in text or text == tables.get(duty.said.anchor)
                if duty.office or duty.said.heading:
                    continue
                names = (actor.name, *actor.names)
                shared = actor.name.removesuffix("部门").removesuffix("单位")
                assert any(name in duty.sentence for name in (*names, shared)), actor


@pytest.mark.parametrize(
    ("name", "actors"),
    [
        ("bortala-13th-five-year-plan.txt", 18),
        ("leping-14th-five-year-plan.txt", 8),
        ("zengcheng-2015-work-plan.txt", 0),
    ],
)
def test_real_plans_name_few_actors_and_none_where_nobody_is_named(shared_plan, name, actors):
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
        ("县自然资源和规划局负责监测。", ["县自然资源和规划局"]),
        ("县教育和体育局和县公安局负责护送。", ["县教育和体育局", "县公安局"]),
        (
            "县粮食和物资储备局、县城市管理和综合执法局应当到场。",
            ["县粮食和物资储备局", "县城市管理和综合执法局"],
        ),
        ("县农业农村和科技局负责统计。", ["县农业农村和科技局"]),
        ("县应急管理局主要负责组织演练。", ["县应急管理局"]),
        ("县、乡镇人民政府应当组织疏散。", ["县人民政府", "乡镇人民政府"]),
        ("县人民政府及其有关部门应当公布电话。", ["县人民政府", "有关部门"]),
        ("各县（市、区）人民政府负责落实。", ["县（市、区）人民政府"]),
        ("各县市要编制风险清单。", ["县市人民政府"]),
        ("州、县市每年至少组织2次演练。", ["州人民政府", "县市人民政府"]),
        ("州、县市应急办每年召开1次会议。", ["州应急办", "县市应急办"]),
        ("工业园区管委会应当派人值守。", ["工业园区管委会"]),
        ("县人武部、县红十字会负责动员。", ["县人武部", "县红十字会"]),
        ("村党组织书记负责指挥。", ["村党组织书记"]),
        ("任何单位和个人不得瞒报。", ["任何单位和个人"]),
        ("每年4月30日前，乡镇人民政府和成员单位完成汛前检查。", ["乡镇人民政府", "成员单位"]),
        (
            "巡查人员发现渗水，或者村（社区）发现人员被困的，应当立即报告。",
            ["巡查人员", "村（社区）"],
        ),
        (
            "县民政局、县财政局以及供电、通信等单位，按照各自职责做好保障。",
            ["县民政局", "县财政局", "供电单位", "通信单位"],
        ),
        ("供水、供电单位在2小时内提出抢修方案。", ["供水单位", "供电单位"]),
        ("有山洪危险区的村，每年汛前至少组织1次演练。", ["村（社区）"]),
        ("县防汛办公室设在县水利局，承担综合协调工作。", ["县防汛办公室"]),
        ("在操场的学生原地蹲下。", ["学生"]),
        ("受伤学生由校医检查。", ["校医"]),
        ("门卫发现有人强行进入的，不上前拦阻。", ["门卫"]),
        ("本预案由校长签发。", ["校长"]),
        ("教师只在火很小的情况下扑救。", ["教师"]),
        ("县公安局赶赴现场。", ["县公安局"]),
        ("抢险救援组抢救被困人员。", ["抢险救援组"]),
        ("县交通运输局除雪除冰。", ["县交通运输局"]),
        ("乡镇转移受威胁群众。", ["乡镇人民政府"]),
        ("县人民医院救治伤员。", ["县人民医院"]),
        ("县公安局封控事发区域。", ["县公安局"]),
        ("水库管理单位巡查大坝，村干部值守路口。", ["村干部", "水库管理单位"]),
        ("供电公司抢修受损线路；通信企业抢通光缆。", ["供电公司", "通信企业"]),
        ("各成员单位自动进入响应状态。", ["成员单位"]),
        ("社会应急力量不得自行进入危险区域。", ["社会应急力量"]),
        ("通信中断的乡镇，应当启用卫星电话。", ["乡镇人民政府"]),
        ("县人民政府成立前线指挥部。", ["县人民政府"]),
        ("每个村民小组确定1名转移责任人。", ["村民小组"]),
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
        "《突发事件应对法》规定，县级以上人民政府应当建立制度。",
        "根据《防洪法》第四十一条规定，县防汛抗旱指挥部负责防汛。",
        "为落实县人民政府应当承担的责任，县应急管理局依法制定本预案。",
        "灾害信息员，是指县应急管理局应当培训的人员。",
        "公告写明“各单位应当停工”。",
        "气象台发布红色预警后，应当立即停课。",
        "督促企业落实责任。",
        "合理划分各级政府及相关部门任务。",
        "建立以社区、学校、企业等基层组织为重点的格局。",
        "县水利局值班电话0000-0000000。",
        "乡镇储备能够满足100人的需要。",
        "副指挥长由县水利局主要负责人担任。",
        "县民政局救助管理站设在城关镇。",
        "县民政局救助站24小时开放。",
        "医院救治能力不能满足需要。",
        "群众转移安置工作有序。",
        "供水单位抢修方案报批。",
        "乡镇值守电话公布。",
        "县卫生健康局支援力量到达。",
        "社区封控期间，应当保障供应。",
        "按照县防指决定组织停课。",
        "每个楼梯口安排教师值守。",
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


def test_who_finds_something_is_not_who_has_to_come():
    found = duties_in("护林员发现火情的，乡镇人民政府应当派人到场。")
    assert list(found) == ["乡镇人民政府"]


@pytest.mark.parametrize(
    ("heading", "above", "chapter", "text", "names"),
    [
        ("", "县水利局职责", "", "负责水情监测。", ["县水利局"]),
        ("", "启动条件", "", "县气象台发布红色预警。由县长决定启动。", ["县长"]),
        ("编制目的", "", "", "县水利局负责水情。", []),
        ("", "", "一、现状与形势", "各乡镇组织演练120次。", []),
    ],
)
def test_headings_say_whom_a_clause_speaks_of_and_whether_it_orders(
    heading, above, chapter, text, names
):
    clause = Said("a", chapter, "1", heading, text, above=above)
    assert [actor.name for actor in actors_of([clause])] == names


def test_what_is_decided_stands_before_who_decides_it():
    found = duties_in("转移300人以上。由县长决定启动。")
    assert found == {"县长": ["转移300人以上。由县长决定启动。"]}


def test_what_opens_and_never_ends_is_read_in_one_pass():
    for mark in ("“", "《", "（", "由", "县、", "和"):
        assert actors_of([said(mark * 20_000 + "县水利局")]) == []
