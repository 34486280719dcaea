"""Whether an indicator speaks of what a target is about."""

import pytest

from content.targets.domain.alike import speaks_of


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("持证应急志愿者人数", "应急志愿者"),
        ("当年综合演练次数", "综合应急演练"),
        ("有持证灾害信息员的村（社区）比例", "灾害信息员配备率"),
        ("持证人数", ""),
        ("", "知晓率"),
        ("持证人数", "比例"),
    ],
)
def test_one_word_in_common_is_enough_and_without_words_nothing_is_said(name, subject):
    assert speaks_of(name, subject)


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("有持证灾害信息员的村（社区）比例", "公众应急知识知晓率"),
        ("当年演练次数", "隐患排查次数"),
        ("持证人数比例", "知晓率的比例"),
    ],
)
def test_how_it_is_counted_is_no_word_in_common(name, subject):
    assert not speaks_of(name, subject)
