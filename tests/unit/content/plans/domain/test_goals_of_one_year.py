"""Goals without a number in the work of one year, where nearly every task has a deadline.

`tests/data/work_points` holds ten such texts of our own; ★ stands before each sentence that a
person reads as a goal of the year.
"""

from pathlib import Path

import pytest

from content.plans.domain.goals import OfOneYear, bare_goals_of
from content.plans.domain.parse import NodeKind
from content.plans.domain.paths import Paths
from content.plans.domain.pipeline import parse_bytes
from content.plans.domain.targets import SENTENCE, TargetSource

TEXTS = sorted((Path(__file__).parents[4] / "data" / "work_points").glob("*.txt"))
TASKS = """年底前，各乡镇完成应急预案修订，进一步完善“一乡一案”。
今年重点抓好三项工作，持续加强风险监测预警。
全年开展“一盔一带”专项行动，全面强化道路交通安全执法。
年内建成县级综合救援基地，配备冲锋舟、无人机等装备。
12月底前，县消防救援大队建立高层建筑消防档案，形成“一楼一策”。
力争年内出台全县应急物资管理办法。
确保应急值班电话24小时畅通。
确保救灾资金专款专用、足额到位。
到2026年底，县财政局将应急经费纳入预算，并逐步增加投入。
年底前开展一次全覆盖排查，问题逐一登记。
严格落实禁火令，坚决遏制野外违规用火。
年底前将演练总结报县应急管理局，由其汇总后全面通报。
进一步健全部门会商机制，及时通报雨情水情。
年内完成对老旧小区消防通道的划线，打通“生命通道”。
各成员单位要在年底前开展自评，不断改进。
今年各地要加强地震监测台站运维，保障数据持续稳定传输。
2026年，建立乡镇综合应急救援队。
年底前，全面落实企业安全生产责任制。""".splitlines()
GOALS = """到今年年底，基层防灾“最后一公里”基本打通。
全年安全生产形势总体平稳。
年底前，乡镇应急值守全部实现规范化，信息报送更加及时准确。
今年，努力使全县火灾形势保持平稳，不发生有影响的火灾。
年内实现村级应急广播全覆盖。
事故起数较2025年明显下降，全年保持平稳态势、总体可控。
通过本次行动，群众投诉明显减少，监管能力得到较大提升。
确保汛期不死人、少损失。""".splitlines()


def read(text, headings=("重点任务",)):
    source = TargetSource(1, NodeKind.CLAUSE, text, headings)
    return [one.sentence for one in bare_goals_of(source, OfOneYear(2026))]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_of_a_whole_text_the_goals_of_the_year_are_read_and_no_task(path):
    marked = path.read_text(encoding="utf-8")
    wanted = [SENTENCE.match(after)[0] for after in marked.split("★")[1:]]
    parsed = parse_bytes(marked.replace("★", "").encode(), path.name)
    one_year, paths, found = OfOneYear(parsed.metadata.period_start), Paths(), []
    for at, node in enumerate(parsed.nodes):
        headings = paths.down_to(at, node.parent, node.heading)
        if node.kind in (NodeKind.NOTICE, NodeKind.TITLE, NodeKind.CLOSING):
            continue
        numbers = [(one.start, one.end) for one in parsed.targets if one.node == at]
        source = TargetSource(at, node.kind, node.text, headings)
        found += [
            one.sentence for one in bare_goals_of(source, one_year)
            if not any(start < one.end and one.start < end for start, end in numbers)
        ]  # fmt: skip
    assert len(found) == len(wanted)
    # A sentence may begin with what is to be done.
    assert all(said in whole for said, whole in zip(wanted, found, strict=True))


def test_the_ten_texts_are_there():
    assert len(TEXTS) == 10


@pytest.mark.parametrize("sentence", TASKS)
def test_a_task_with_a_deadline_is_no_goal(sentence):
    assert read(sentence) == []


@pytest.mark.parametrize("sentence", GOALS)
def test_how_things_shall_stand_at_the_end_of_the_year_is_a_goal(sentence):
    assert read(sentence) == [sentence]


def test_what_was_said_of_an_earlier_year_is_none():
    assert read("2025年，全县防灾能力明显提升。") == []


def test_in_a_plan_for_several_years_the_year_alone_makes_none():
    source = TargetSource(1, NodeKind.CLAUSE, "全年安全生产形势总体平稳。", ("重点任务",))
    assert list(bare_goals_of(source)) == []
