"""What the demonstration may claim: which grade a source has, what no authority backs, and
that nobody real has signed any of it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[4]
DEMONSTRATION = ROOT / "portal/operations/demonstration"
FOLDERS = (DEMONSTRATION / "documents", DEMONSTRATION / "manuals")
DOCUMENTS = {path.stem: path for folder in FOLDERS for path in folder.glob("*.[mt]*")}
GUIDE_PAGE = (ROOT / "docs/content/earthquake-guide.md").read_text(encoding="utf-8")
TEXTS_PAGE = (ROOT / "docs/content/demonstration-texts.md").read_text(encoding="utf-8")


def read(name: str) -> Any:
    return json.loads((DEMONSTRATION / name).read_text(encoding="utf-8"))


def document(stem: str) -> str:
    return DOCUMENTS[stem].read_text(encoding="utf-8")


GUIDE = read("content/guide-earthquake.json")
COURSE = read("content/course-first-response.json")
QUESTIONS = read("content/questions.json")["questions"]
POOL = read("experts.json")
SOURCES = {row["code"]: row for row in [*COURSE["sources"], *GUIDE["sources"]]}
SETTLED = re.compile(r"D[1-7]")


def guide_sentences() -> Iterator[tuple[str, str, list[str]]]:
    """Heading, sentence and codes of everything the guide says."""
    for phase in GUIDE["phases"]:
        for step in phase["steps"]:
            yield "", step["title"], step["basis"]
        for field in ("dos", "donts"):
            for text, basis in zip(phase[field], phase[f"{field}_basis"], strict=True):
                yield "", text, basis
        for section in phase["sections"]:
            for text, basis in zip(section["items"], section["items_basis"], strict=True):
                yield section["title"], text, basis
    for note in GUIDE["audience_notes"]:
        yield "", note["what"], note["basis"]


def advice() -> Iterator[tuple[str, str]]:
    """Place and text of every sentence that tells somebody what to do or what is so.
    Wrong options stay out: there a wrong act stands on purpose."""
    for stem in DOCUMENTS:
        yield stem, document(stem)
    for phase in GUIDE["phases"]:
        for step in phase["steps"]:
            yield "guide", "。".join([step["title"], step["detail"], step.get("more", "")])
    for _heading, text, _basis in guide_sentences():
        yield "guide", text
    for rumour in GUIDE["rumours"]:
        yield "guide", rumour["fact"]
    for lesson in COURSE["lessons"]:
        for part in lesson["body"]:
            if part["type"] != "reference":
                value = part["value"]
                yield lesson["slug"], value if isinstance(value, str) else "\n".join(value)
    for question in QUESTIONS:
        yield question["id"], question["explanation"]
        for option in question.get("options", []):
            if option["id"] in question["key"]:
                yield question["id"], option["text"]
    for expert in POOL["experts"]:
        yield expert["key"], "\n".join(expert["bio"])
        for entry in expert["participation"]:
            yield expert["key"], entry["summary"]


# Withdrawn, disputed or dangerous advice: a pattern, and words of the kind it is to catch.
REFUSED = [
    (r"三角(区|空间)|生命三角", "躲到生命三角"),
    (r"门框", "站到门框下面"),
    (r"(躲进|躲到|跑进|跑到)(卫生间|厕所)", "就近跑进卫生间"),
    (r"湿毛巾", "用湿毛巾捂住口鼻穿过浓烟"),
    (r"(?<!不)跳楼|落水管|结绳", "三层以下可以跳楼"),
    (r"(?<!不)乘(坐)?电梯", "乘电梯撤离"),
    (r"(?<!不)(扒|撬)门", "扒门出去"),
    (r"(?<!不)(顺风跑|往山上跑)", "往山上跑"),
    (r"点火自救|点火烧", "点火自救"),
    (r"逆风(快)?跑", "逆风跑出火场"),
    (r"头枕|高跟鞋", "拔出座椅头枕砸窗"),
    (r"等(车里)?水(灌)?满|车尾空气", "等水满了再推门"),
    (r"米字", "窗上贴米字胶"),
    (r"酒精(擦|浴)", "用酒精擦身降温"),
    (r"雪搓|火烤", "用雪搓冻伤的手"),
    (r"(?<!不)控水|倒挂|倒立拍背", "把溺水的人倒挂控水"),
    (r"灌醋|酸菜汤", "给中毒的人灌醋"),
    (r"碘片|抢盐", "自己服碘片"),
    (r"抱(住)?(大)?树", "抱住大树"),
    (r"装死|白毛巾", "倒地装死"),
    (r"12119|112(?!\d)", "打12119报火警"),
    (r"轮胎放气|放掉.{0,4}胎气", "给轮胎放气防滑"),
    (r"(开进|停到|停进)地下车库", "把车开进地下车库"),
    (r"等.{0,6}24小时.{0,4}报警", "等满24小时再报警"),
    (r"都在洪水淹没线以上|绝对安全", "安置点都在洪水淹没线以上"),
    (r"治安管理处罚法", "依治安管理处罚法第二十五条"),
    (r"堵漏|堵堤坝", "普通群众不得自行堵漏"),
    (r"(锣|哨).{0,8}表示", "铜锣连续急敲，表示立即转移"),
    (r"电梯停到|关停.{0,4}切断", "将电梯停到未进水的楼层"),
    (r"上前拦阻|来得及关的才关", "门卫不上前拦阻"),
    (r"独处", "不让其独处"),
    (r"水库(下游|出现险情)[^。]{0,24}高处", "水库下游和沿河的群众到河道两侧高处"),
    (r"级风以下", "选择三级风以下天气用火"),
    (r"河滩", "就近到公路、河滩"),
    (r"封存[^。；]{0,30}拨打120", "封存剩余食品，记录名单，拨打120"),
    (r"保留样品[^。]{0,10}病人", "停止供应可疑食品，保留样品；病人转送医院"),
    (r"报警、切断电源", "立即喊人、报警、切断电源"),
    (r"常通风", "勤洗手、常通风"),
    (r"复杂埋压|就近救助被埋压", "遇到复杂埋压的"),
]


@pytest.mark.parametrize(("pattern", "caught"), REFUSED, ids=[row[1] for row in REFUSED])
def test_what_the_facts_refuse_is_advised_nowhere(pattern, caught):
    assert re.search(pattern, caught)
    for place, text in advice():
        found = re.search(pattern, text)
        assert not found, (place, text[max(0, found.start() - 20) : found.end() + 20])


# Sources


def test_no_clause_of_the_plans_tells_people_what_no_source_supports():
    clauses = TEXTS_PAGE.partition("## Public-protection clauses")[2].partition("## The course")[0]
    rows = [row for row in clauses.splitlines() if row.startswith("| ")]
    assert len(rows) > 20
    assert not [row for row in rows if "no source" in row.split("|")[3]]


def test_a_plan_of_an_invented_county_proves_only_what_that_county_arranges():
    for code, source in SOURCES.items():
        assert (source["confidence"] == "local") == (code in DOCUMENTS), code


def test_what_rests_on_the_county_alone_says_so():
    for heading, text, basis in guide_sentences():
        named = {code.partition(" ")[0] for code in basis}
        elsewhere = {
            code
            for code in named
            if SETTLED.fullmatch(code) or SOURCES[code]["confidence"] in {"H", "M"}
        }
        assert elsewhere or "本县" in heading + text, text


def test_a_block_of_a_lesson_that_rests_on_the_county_alone_says_so():
    for lesson in COURSE["lessons"]:
        for part in lesson["body"]:
            if part["type"] != "markdown":
                continue
            named = {code.partition(" ")[0] for code in part["basis"]} - DOCUMENTS.keys()
            elsewhere = {code for code in named if not SETTLED.fullmatch(code)}
            about_the_county = lesson["slug"] == "read-the-county-plan"
            assert elsewhere or about_the_county or "本县" in part["value"], part["value"][:30]


@pytest.mark.parametrize("code", SOURCES)
def test_the_pages_for_editors_give_a_source_the_same_grade(code):
    page = GUIDE_PAGE if code in {row["code"] for row in GUIDE["sources"]} else TEXTS_PAGE
    row = re.search(rf"^\| {re.escape(code)} \| .+ \| (H|M|local) \|$", page, re.MULTILINE)
    assert row and row[1] == SOURCES[code]["confidence"]


def test_every_code_of_a_lesson_is_a_source_and_every_source_is_used():
    used = {
        code.partition(" ")[0]
        for lesson in COURSE["lessons"]
        for part in lesson["body"]
        for code in part.get("basis", [])
    }
    assert {code for code in used if not SETTLED.fullmatch(code)} <= SOURCES.keys()
    assert {row["code"] for row in COURSE["sources"]} <= used
    for source in SOURCES.values():
        assert source["title"] and source["issuer"] and source["read"]


# Signatures


def test_no_expert_of_the_demonstration_passes_for_a_real_one():
    assert "虚构" in POOL["notice"] and "没有真实的专家" in POOL["notice"]
    for expert in POOL["experts"]:
        assert "示例单位" in expert["unit"]
        for entry in expert["participation"]:
            if entry["kind"] == "guide_review":
                assert entry["summary"].startswith("示范记录")


def test_every_document_says_that_its_county_is_invented():
    for stem in DOCUMENTS:
        header = document(stem)[:400]
        assert "安澜县为虚构的演示县" in header, stem


def test_no_route_or_shelter_is_called_checked():
    routes = document("town-plan")
    assert "虚构的演示示例，没有经过核对" in routes
    assert "没有核对、没有标明的，不得启用" in routes


def test_telephone_numbers_of_the_county_cannot_be_dialled():
    for stem in DOCUMENTS:
        for number in re.findall(r"\d{3,4}-\d{7,8}|1[3-9]\d{9}", document(stem)):
            assert number == "0000-0000000", (stem, number)
