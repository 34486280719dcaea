import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation import charts
from portal.foundation.charts.shapes import NARROW, WIDE, figure, text_width

NAMESPACE = re.compile(r"\{.*\}")
numbers = st.one_of(
    st.integers(min_value=-1000, max_value=100_000),
    st.decimals(min_value=-100, max_value=200, places=1, allow_nan=False),
)


def parse(chart: charts.Chart) -> ElementTree.Element:
    return ElementTree.fromstring(chart.svg)


def words(chart: charts.Chart) -> list[str]:
    return [node.text or "" for node in parse(chart).iter("text")]


def bar_length(chart: charts.Chart) -> float:
    path = parse(chart).find("g[@class='d']/path")
    assert path is not None
    start, end = (float(x) for x in re.findall(r"[ML]([\d.]+) ", path.attrib["d"]))
    return end - start


def test_a_bar_is_as_long_as_its_share_of_the_scale() -> None:
    chart = charts.bar_gauge(title="演练", value=50, unit="%", width=NARROW)
    assert bar_length(chart) == pytest.approx(NARROW / 2 - 1)


def test_a_count_runs_on_a_scale_of_counts_to_its_target() -> None:
    chart = charts.bar_gauge(title="综合应急演练", value=1, target=2, unit="次", width=WIDE)
    assert bar_length(chart) == pytest.approx(WIDE / 2 - 1)
    assert words(chart) == ["0", "目标 2\u00a0次"]


def test_the_label_of_the_target_displaces_the_end_of_the_scale_it_would_lie_on() -> None:
    assert "100%" in words(charts.bar_gauge(title="率", value=20, target=50, unit="%"))
    assert "100%" not in words(charts.bar_gauge(title="率", value=20, target=95, unit="%"))
    assert "0" not in words(charts.bar_gauge(title="率", value=20, target=2, unit="%"))


def test_the_sentence_says_what_is_missing() -> None:
    chart = charts.bar_gauge(title="持证志愿者", value=212, target=300, unit="人")
    assert chart.summary == "持证志愿者：212\u00a0人，目标 300\u00a0人，还差 88\u00a0人。"
    assert chart.table.header == ("指标", "数值", "目标", "相差")
    assert chart.table.rows == (("持证志愿者", "212\u00a0人", "300\u00a0人", "还差 88\u00a0人"),)


def test_rates_differ_by_percentage_points() -> None:
    chart = charts.bar_gauge(title="覆盖率", value=Decimal("79.1"), target=85, unit="%")
    assert chart.summary.endswith("还差 5.9\u00a0个百分点。")


def test_a_passed_and_a_met_target_are_said() -> None:
    assert "超出 5\u00a0人" in charts.bar_gauge(title="x", value=10, target=5, unit="人").summary
    assert "正好相等" in charts.bar_gauge(title="x", value=5, target=5, unit="人").summary


def test_no_figure_yet_is_said_and_draws_no_bar() -> None:
    chart = charts.bar_gauge(title="知晓率", value=None, target=50, unit="%")
    assert parse(chart).find("g[@class='d']") is None
    assert chart.summary == "知晓率：还没有数据，目标 50%。"
    assert "没有数据" in chart.table.rows[0]


def test_a_pass_line_is_called_by_its_own_word() -> None:
    chart = charts.bar_gauge(title="得分", value=86, target=80, scale_max=100, target_word="及格")
    assert "及格 80" in words(chart)
    assert chart.summary == "得分：86，及格 80，超出 6。"
    assert chart.table.header == ("指标", "数值", "及格", "相差")


def test_an_estimate_is_a_mark_on_its_interval() -> None:
    chart = charts.interval_gauge(title="城镇知晓率", value=53.6, low=47.9, high=59.3, target=50)
    assert chart.summary == "城镇知晓率：估计 53.6%，95% 区间 47.9—59.3%，目标 50%。"
    tree = parse(chart)
    band = tree.find("g[@class='v']/path")
    assert band is not None
    start, end = (float(x) for x in re.findall(r"[ML]([\d.]+) ", band.attrib["d"]))
    assert (start, end) == pytest.approx((0.479 * NARROW, 0.593 * NARROW), abs=0.1)


def test_a_chart_is_one_image_with_one_sentence_and_no_inline_style() -> None:
    chart = charts.bar_gauge(title='<b>"x"</b>', value=1, target=2, unit="次")
    tree = parse(chart)
    assert tree.attrib["role"] == "img"
    assert tree.attrib["aria-label"] == chart.summary
    assert "style" not in chart.svg
    assert "#" not in chart.svg
    assert "<b>" not in chart.svg


@given(value=st.none() | numbers, target=st.none() | numbers, unit=st.sampled_from(["%", "人", ""]))
def test_every_gauge_stays_inside_its_drawing(value, target, unit) -> None:
    for width in (NARROW, WIDE):
        chart = charts.bar_gauge(title="任意", value=value, target=target, unit=unit, width=width)
        tree = parse(chart)
        assert tree.attrib["viewBox"] == f"0 0 {width} {chart.height}"
        for node in tree.iter("path"):
            for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", node.attrib["d"]):
                assert 0 <= float(x) <= width
                assert 0 <= float(y) <= chart.height
        assert len(chart.table.rows[0]) == len(chart.table.header)


def test_figures_have_no_needless_zeros() -> None:
    assert figure(Decimal("53.60"), "%") == "53.6%"
    assert figure(Decimal("1E+2")) == "100"
    assert figure(-0.04, digits=1) == "0"
    assert figure(2, "次") == "2\u00a0次"


def test_han_are_square_in_the_estimate_of_widths() -> None:
    assert text_width("目标") == 30
