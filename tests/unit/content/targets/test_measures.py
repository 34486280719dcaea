"""Which measures count what a text says."""

from decimal import Decimal

import pytest

from content.targets.domain.measures import in_measure, measures_beside, measures_of
from content.targets.enums import Measure


def test_every_unit_that_is_known_names_measures_that_an_indicator_can_have():
    for unit in ("%", "％", "人", "人次", "场", "个", "处", "小时"):
        assert measures_of(unit) <= set(Measure.values), unit
    assert measures_of("小时") == frozenset()
    assert measures_of("") is None and measures_of("个/村") is None


@pytest.mark.parametrize(
    ("text", "value", "measures"),
    [
        ("卫生应急培训覆盖率不低于85%。", "85", {"percent"}),
        ("覆盖率达到８５％以上", "85", {"percent"}),
        ("覆盖率达到百分之85", "85", {"percent"}),
        ("志愿者达到1,200人", "1200", {"people"}),
        ("志愿者达到1.2万人", "12000", {"people"}),
        ("培训12人，演练12次", "12", {"people", "times"}),
        ("到2026年12月，不少于12人", "12", None),
        ("志愿者不少于12人", "15", None),
        ("合格率不低于3.12%", "12", None),
        ("每次不少于3小时", "3", set()),
    ],
)
def test_a_figure_is_read_with_the_unit_behind_it(text, value, measures):
    assert measures_beside(text, Decimal(value)) == measures


def test_ten_thousands_and_thousandths_are_written_as_an_indicator_counts_them():
    assert in_measure(Decimal("1.2"), "万人") == 12_000
    assert in_measure(Decimal(5), "‰") == Decimal("0.5")
    assert in_measure(Decimal(85), "%") == 85
