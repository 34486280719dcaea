"""Rewriting the text of a page leaves everything else byte for byte."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.domain import script
from themes.domain.pages import rewrite_text
from themes.traditional import convert_page, to_traditional


def shout(text: str) -> str:
    """Marks every Han character that was offered for conversion; lengths stay."""
    return text.replace("国", "國")


def rewritten(body: str) -> str:
    return rewrite_text(body, shout, lang="zh-Hant")


@pytest.mark.parametrize(
    "kept",
    [
        '<span translate="no">国</span>',
        "<span translate=no>国</span>",
        '<p lang="zh-Hant">国<b>国</b></p>',
        '<p lang="ug">国</p>',
        "<script>let 国 = '<b>国</b>';</script>",
        "<style>.国{}</style>",
        "<textarea>国</textarea>",
        "<option>国</option>",
        '<input value="国" name="国" data-x="国">',
        "<!-- 国 -->",
        '<a href="/国/?q=国">x</a>',
        """<a data-x=' title="国"'>x</a>""",
        '<meta name="description" content="国">',
        "&lt;&#22269;&nbsp;",
        '<p translate="no">国<br>国<img src="国"></p>',
    ],
)
def test_what_must_not_change_does_not(kept: str) -> None:
    assert rewritten(f"<div>{kept}</div>") == f"<div>{kept}</div>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>国</p>", "<p>國</p>"),
        ("<img alt=\"国\" title='国'>", "<img alt=\"國\" title='國'>"),
        ('<input placeholder="国" value="国">', '<input placeholder="國" value="国">'),
        ('<td data-label="国">1</td>', '<td data-label="國">1</td>'),
        ('<a aria-label="国">国</a>', '<a aria-label="國">國</a>'),
        ('<option value="1">国</option>', '<option value="1">國</option>'),
        ('<i translate="no">国</i>国', '<i translate="no">国</i>國'),
        (
            '<p translate="no">国<b translate="yes">国</b>国</p>',
            '<p translate="no">国<b translate="yes">國</b>国</p>',
        ),
        ("<title>国</title>", "<title>國</title>"),
        ("国 < 国 & 国", "國 < 國 & 國"),
        ('<html lang="zh-CN"><p>国</p>', '<html lang="zh-Hant"><p>國</p>'),
        ("<html><p>国</p>", '<html lang="zh-Hant"><p>國</p>'),
        ("<p>国\r\n国\n国</p>\n", "<p>國\r\n國\n國</p>\n"),
        ("<p>国<br/>国</p>", "<p>國<br/>國</p>"),
    ],
)
def test_what_should_change_does(before: str, after: str) -> None:
    assert rewritten(before) == after


def test_a_phrase_cut_by_word_breaks_is_converted_as_a_whole() -> None:
    assert convert_page("<h1>头<wbr>发</h1>") == "<h1>頭<wbr>髮</h1>"
    assert convert_page("<h1>发<wbr>生</h1>") == "<h1>發<wbr>生</h1>"


TAGS = ["<p>", "</p>", "<p class='国'>", "<br>", "<wbr>", "</", "</div>", '<img alt="国">']
KEPT = ["<span translate='no'>", "</span>", "<script>国</script>", "<!-- 国 -->", "<li lang=ug>"]
ODD = ["<textarea>国", "</textarea>", "<!doctype html>", "<![CDATA[国]]>", "<a title='国", "'>"]
WORDS = [
    "国",
    "a ",
    "\n",
    "\r\n",
    "&amp;",
    "&nbsp",
    "&#22269;",
    "<",
    ">",
    "&",
    "\x00",
    "😀",
    "<?国?>",
]
FRAGMENTS = st.lists(st.sampled_from([*TAGS, *KEPT, *ODD, *WORDS]), max_size=25)


@given(FRAGMENTS)
def test_any_page_comes_back_byte_for_byte_when_nothing_is_converted(pieces: list[str]) -> None:
    page = "".join(pieces)
    assert rewrite_text(page, lambda text: text, lang="zh-Hant") == page


@given(FRAGMENTS)
def test_only_the_converted_characters_differ(pieces: list[str]) -> None:
    page = "".join(pieces)
    after = rewritten(page)
    assert len(after) == len(page)
    assert all(a == b or (b, a) == ("国", "國") for a, b in zip(after, page, strict=True))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<h1 translate="no">沈怀远</h1><p>沈怀远说国</p>', "<p>沈怀远说國</p>"),
        ('<i translate="no">国国</i><b title="国国国">国国</b>', '<b title="国国國">国国</b>'),
        ('<i translate="no">国，国</i><b>国，国</b>', "<b>國，國</b>"),  # no name
    ],
)
def test_a_name_is_written_one_way_on_the_whole_page(before: str, after: str) -> None:
    assert rewritten(before).endswith(after)


def test_forms_are_those_in_use_and_words_stay_ours() -> None:
    assert to_traditional("核验证书才可以，群测群防") == "核驗證書才可以，群測群防"
    assert to_traditional("信息、软件、志愿者") == "信息、軟件、志願者"


def test_text_without_han_is_left_alone() -> None:
    assert to_traditional("GB/T 2260") == "GB/T 2260"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("碎玻璃不扎脚", "碎玻璃不扎腳"),
        ("组长发布疏散信号，并发布信号", "組長發佈疏散信號，並發佈信號"),
        ("应当包括发生时间，并为扑火人员", "應當包括發生時間，並為撲火人員"),
        ("证明复课，并联系专业队伍", "證明復課，並聯繫專業隊伍"),
        ("青河干流，没有采用", "青河幹流，沒有採用"),
        ("“安全”里，一并合并，头发", "“安全”裡，一併合併，頭髮"),
    ],
)
def test_words_cut_wrongly_by_the_converter_are_set_right(before: str, after: str) -> None:
    assert to_traditional(before) == after


NAMES = ("安澜", "安澜县", "沈怀远", "安澜县第一小学突发事件应急预案")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("主办：安澜县应急管理局", "主辦：安澜县应急管理局"),
        ("安澜县人民政府办公室发布", "安澜县人民政府办公室發佈"),
        (
            "安澜县青河镇人民政府和安澜县疾病预防控制中心",
            "安澜县青河镇人民政府和安澜县疾病预防控制中心",
        ),
        ("预案 - 安澜县", "預案 - 安澜县"),
        ("安澜发布", "安澜發佈"),
        ("按《突发事件应对法》发布", "按《突发事件应对法》發佈"),
        ("安澜县第一小学突发事件应急预案发布", "安澜县第一小学突发事件应急预案發佈"),
        ("安澜县发生地震时由县应急局发布", "安澜县發生地震時由縣應急局發佈"),
        ("专家沈怀远", "專家沈怀远"),
        ("见国办发〔2024〕5号的规定", "見国办发〔2024〕5号的規定"),
        ("安政办发〔2026〕第4号发布", "安政办发〔2026〕第4号發佈"),
        ("贯彻国办发〔2024〕5号", "貫徹国办发〔2024〕5号"),
        (
            "学习国发〔2024〕5号，贯彻安政办发〔2026〕4号",
            "學習国发〔2024〕5号，貫徹安政办发〔2026〕4号",
        ),
        (
            "钻研国办函〔2024〕5号和转发应急发〔2024〕5号",
            "鑽研国办函〔2024〕5号和轉發应急发〔2024〕5号",
        ),
        ("转发鲁政发〔2024〕5号", "轉發鲁政发〔2024〕5号"),
    ],
)
def test_a_known_name_stays_whole(before: str, after: str) -> None:
    assert convert_page(f"<p>{before}</p>", NAMES) == f"<p>{after}</p>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("国国国发", "[国国国]发"),
        ("国国发", "[国国]发"),
        ("国海县局发", "[国海县局]发"),
        ("发国海县县局", "发[国海县县局]"),
        ("国海县的局", "[国海县]的局"),
        ("《国发》《发", "[《国发》]《发"),
        ("国海县国国", "[国海县][国国]"),
        ("发", "发"),
    ],
)
@pytest.mark.parametrize("own", [set(), {"国国"}, {"国国国", "国海县"}, {"国海县县", "国海县"}])
def test_names_of_the_page_and_of_the_county_are_kept_alike(
    before: str, after: str, own: set[str]
) -> None:
    known = frozenset({"国国", "国国国", "国海县", "国海县县"}) - own
    kept: list[str] = []
    spared = script.sparing(known, own, lambda text: kept.append(text) or text)
    assert spared(before) == before
    assert kept == [part for part in re.split(r"\[[^]]*\]", after) if part]


def test_the_names_of_the_county_are_prepared_once_for_all_pages() -> None:
    script._table_of_known.cache_clear()
    known = frozenset(f"第{number}村" for number in range(2000))
    for number in range(20):
        page = f'<h1 translate="no">沈怀{chr(0x56FD + number)}</h1><p>第7村发布</p>'
        assert convert_page(page, known).endswith("<p>第7村發佈</p>")
    assert script._table_of_known.cache_info().misses == 1
