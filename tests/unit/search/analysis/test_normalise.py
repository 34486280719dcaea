import re
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from search.analysis import normalise, units, words
from search.analysis.characters import compatibility
from search.analysis.edits import apply
from search.analysis.numerals import PROTECTED, UNITS, value_of

PLANS = Path(__file__).resolve().parents[5] / "shared" / "plans"

SENTENCES = (
    "县级人民政府每年至少组织两次综合应急演练",
    "地震发生时先避险，震后迅速撤离到应急避难场所",
    "防汛抗旱指挥部启动三级应急响应，二十四小时值班",
    "乡镇街道、企事业单位要制定应急预案并报送备案",
    "发布暴雨橙色预警信号后，学校可以停课",
    "森林火灾扑救以专业队伍为主，不得动员老人和未成年人",
    "危险化学品泄漏时向上风方向撤离，用湿毛巾捂住口鼻",
    "公众应急知识知晓率达到百分之九十五以上",
    "建立健全突发公共卫生事件监测预警和信息报告制度",
    "储备发电机、帐篷、棉被和饮用水等救灾物资",
)
READINGS = {
    "应": "yìng",
    "急": "jí",
    "预": "yù",
    "案": "àn",
    "震": "zhèn",
    "防": "fáng",
    "救": "jiù",
}

fragment = st.sampled_from(SENTENCES).flatmap(
    lambda sentence: st.tuples(
        st.integers(0, len(sentence) - 1), st.integers(1, len(sentence))
    ).map(lambda cut: sentence[cut[0] : cut[0] + cut[1]])
)
sentence = st.lists(fragment, min_size=1, max_size=4).map("，".join)
anything = st.text(max_size=60)
chinese = st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40)
numeric = st.text(
    alphabet="〇零一二三四五六七八九两十百千万亿点第几至分之个0123456789.%级年月日天人元次小时iv五台",
    max_size=24,
)


def tokens(text: str) -> tuple[list[str], list[str]]:
    normal = normalise(text).text
    return [t.text for t in words(normal)], [t.text for t in units(normal)]


@cache
def traditional(config: str) -> OpenCC:
    return OpenCC(config)


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def bracketed(text: str) -> str:
    return "".join(f"{c}({READINGS[c]})" if c in READINGS else c for c in text)


@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2hk"])
@given(text=sentence)
def test_traditional_text_gives_the_tokens_of_simplified_text(config: str, text: str) -> None:
    assert tokens(traditional(config).convert(text)) == tokens(text)


@given(text=st.one_of(sentence, st.text(alphabet="ABCxyz0189-/.% 应急第条", max_size=30)))
def test_full_width_text_gives_the_tokens_of_half_width_text(text: str) -> None:
    assert tokens(full_width(text)) == tokens(text)


@given(text=sentence)
def test_readings_in_brackets_leave_the_tokens_alone(text: str) -> None:
    assert tokens(bracketed(text)) == tokens(text)


def test_no_character_stops_half_way() -> None:
    """薴 became 苧, which becomes 苎."""
    blocks = (range(0x3400, 0xA000), range(0xF900, 0xFB00), range(0x20000, 0x323B0))
    once = {chr(code): normalise(chr(code)).text for block in blocks for code in block}
    assert not {sign: text for sign, text in once.items() if normalise(text).text != text}


@pytest.mark.parametrize(
    "source",
    [anything, chinese, numeric, sentence],
    ids=["any text", "Han", "numerals", "sentences"],
)
def test_normalising_twice_changes_nothing(source: st.SearchStrategy[str]) -> None:
    @settings(max_examples=400)
    @given(text=source)
    def check(text: str) -> None:
        once = normalise(text).text
        assert normalise(once).text == once

    check()


@settings(max_examples=400)
@given(text=st.text(max_size=80))
def test_compatibility_edits_rebuild_the_normal_form_of_unicode(text: str) -> None:
    assert apply(text, compatibility(text)) == unicodedata.normalize("NFKC", text)


@pytest.mark.parametrize(
    "text",
    [
        "가",  # conjoining Hangul
        "ｶﾞ",  # half-width katakana and its voiced mark
        "e\u0301\u0316",  # marks that change their order
        "\u0b47\u0b3e",  # a starter that composes
        "\u1e9b\u0323",
    ],
)
def test_characters_that_merge_are_folded_together(text: str) -> None:
    assert apply(text, compatibility(text)) == unicodedata.normalize("NFKC", text)


@settings(max_examples=300)
@given(text=st.one_of(anything, sentence, numeric, sentence.map(bracketed)))
def test_every_character_points_at_an_existing_stretch_in_order(text: str) -> None:
    normal = normalise(text)
    spans = normal.spans()
    assert len(spans) == len(normal.text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(left[0] <= right[0] for left, right in pairwise(spans))


@given(text=sentence)
def test_offsets_lie_on_the_original_characters_behind_brackets_and_script(text: str) -> None:
    source = traditional("s2t").convert(bracketed(text))
    normal = normalise(source)
    for character, (start, end) in zip(normal.text, normal.spans(), strict=True):
        if re.match("[0-9%]", character):
            assert re.match("[一二两兩三四五六七八九十百千分之]+$", source[start:end])
        else:
            assert normalise(source[start:end]).text == character


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", "10"),
        ("二十四", "24"),
        ("一百零五", "105"),
        ("一千三百五十二", "1352"),
        ("两千", "2000"),
        ("三百万", "300万"),
        ("三万五千", "35000"),
        ("一万零五百", "10500"),
        ("两亿", "2亿"),
        ("一亿三千万", "130000000"),
        ("三百五", None),
        ("三四", None),
        ("百", None),
        ("万", None),
        ("十两", None),
        ("二十两", None),
        ("零", None),
        ("一百零", None),
        ("", None),
    ],
)
def test_a_numeral_has_a_value_only_where_it_is_one_clear_number(
    numeral: str, value: str | None
) -> None:
    assert value_of(numeral) == value


HAN_DIGITS = "零一二三四五六七八九"


def spoken(value: int) -> str:
    """Standard spoken form of 1 … 9999, written independently of the reader under test."""
    parts, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // power % 10
        if digit:
            parts += ("零" if gap and parts else "") + HAN_DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return parts.removeprefix("一") if 10 <= value < 20 else parts


@settings(max_examples=500)
@given(value=st.integers(1, 9999), unit=st.sampled_from(UNITS))
def test_a_spoken_number_before_a_unit_becomes_figures(value: int, unit: str) -> None:
    assume(not (value % 1000 == 0 and unit in "米克"))  # 三千米 is read as 3千米, as it is written
    assert normalise(f"共{spoken(value)}{unit}。").text == f"共{value}{unit}。"


@pytest.mark.parametrize("term", PROTECTED)
def test_a_protected_term_keeps_its_numeral(term: str) -> None:
    assert normalise(f"在{term}处").text == f"在{term}处"


@pytest.mark.parametrize("name", sorted(path.name for path in PLANS.glob("*.txt")) or ["-"])
def test_real_plans_normalise_once_and_for_all(name: str) -> None:
    path = PLANS / name
    if not path.exists():
        pytest.skip("the three published plans lie outside the repository (../shared/plans)")
    for line in path.read_text(encoding="utf-8").splitlines():
        once = normalise(line)
        assert normalise(once.text).text == once.text
        assert len(once.spans()) == len(once.text)
