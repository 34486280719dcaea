"""What states a target and nothing to do, and what is a task as well."""

import pytest

from content.plans.domain.pure_targets import is_pure_target

TARGETS = """到2030年，公众应急知识知晓率达到95%以上。
应急避难场所达到20处。
2027年底前，灾害信息员持证率达到100%，群众满意度不低于90%。
隐患排查整治率达到98%
公众知晓率，城市居民达50%，农村居民达30%。
到2027年、2030年，宣传教育覆盖率分别达到90%、95%。
与2025年相比，生产安全事故死亡率下降15%，应急能力明显提升。
一是预警信息覆盖率达到95%。
普及率由2025年的40%提高到2030年的80%。
應急知識知曉率達到95%。""".splitlines()
BOTH = """开展科普进村入户，公众应急知识知晓率达到95%。
到2030年建成避难场所20处。
每个社区配备灾害信息员不少于2名。
组织综合演练不少于2次。
通过广泛宣传，知晓率达到95%。
6月底前完成隐患排查，整治率达到100%。
各乡镇组建不少于20人的救援队。
将避难场所纳入规划，人均面积不低于1.5平方米
3月底前编制演练计划。
持证率达到100%。加强考核。""".splitlines()


@pytest.mark.parametrize("words", TARGETS)
def test_a_number_to_be_reached_is_no_task(words):
    assert is_pure_target(words[:20], words)


@pytest.mark.parametrize("words", BOTH)
def test_what_is_done_so_that_a_number_is_reached_stays_a_task(words):
    assert not is_pure_target(words[:20], words)


def test_a_heading_that_says_what_is_done_makes_it_a_task():
    assert not is_pure_target("开展科普进村入户", "公众知晓率达到95%。")
    assert is_pure_target("公众知晓率", "公众知晓率达到95%。")


def test_words_without_a_number_are_no_target():
    assert not is_pure_target("应急能力", "应急能力明显提升。")
    assert not is_pure_target("", "")


def test_what_was_never_cut_into_sentences_stays_a_task():
    assert not is_pure_target("知晓率", "知晓率达到95%，" * 2000)
