from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.pages.rendering import (
    ATTRIBUTES,
    MAX_LENGTH,
    TAGS,
    TextTooLong,
    clean_html,
    is_safe_address,
    plain_text,
    render_markdown,
    scheme_of,
)


class Collector(HTMLParser):
    """Every tag and attribute of a fragment, as a parser sees it."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(fragment)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    handle_startendtag = handle_starttag


WRITTEN_BY_US = {("a", "rel"), ("th", "class"), ("td", "class"), ("img", "loading")}


def assert_harmless(fragment: str) -> None:
    seen = Collector(fragment)
    assert set(seen.tags) <= TAGS, fragment
    for tag, name, value in seen.attributes:
        assert name in ATTRIBUTES.get(tag, ()) or (tag, name) in WRITTEN_BY_US, fragment
        assert name != "style", fragment
        if name == "href":
            assert is_safe_address(value), fragment
        if name == "src":
            assert value.startswith("/"), fragment


HOSTILE_ADDRESSES = [
    "javascript:1",
    "javascript:1//@",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\u00a0javascript:alert(1)",
    "\u2028javascript:1",
    "\u3000javascript:1",
    "\ufeffjavascript:1",
    "\x01javascript:1",
    "java\tscript:1",
    "java\nscript:1",
    "java\u200bscript:1",
    "java\u00adscript:1",
    "&#106;avascript:1",
    "&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:1",
    "&amp;#106;avascript:1",
    "javascript&colon;1",
    "javascript&#58;1",
    "vbscript:1",
    "data:text/html;base64,PHNjcmlwdD4=",
    "data:image/svg+xml,<svg onload=1>",
    "file:///etc/passwd",
    "ftp://host/x",
    "blob:1",
    "view-source:1",
    "host:80/x",
    "1:2",
    ":80",
    "/\\evil.example",
    "\\\\evil.example",
]


@pytest.mark.parametrize("address", HOSTILE_ADDRESSES)
def test_a_hostile_address_never_becomes_a_link(address: str) -> None:
    assert not is_safe_address(address)
    for source in (
        f"[x]({address})",
        f"[x](<{address}>)",
        f"[x][1]\n\n[1]: {address}",
        f'<a href="{address}">x</a>',
        f"<a href='{address}'>x</a>",
        f"<a href={address}>x</a>",
        f"![x]({address})",
        f'<img src="{address}">',
        f"<{address}>",
    ):
        for fragment in (render_markdown(source), clean_html(source)):
            assert_harmless(fragment)
            addresses = {a[2] for a in Collector(fragment).attributes if a[1] in {"href", "src"}}
            assert addresses <= {"java"}  # an unquoted address ends at its first space


@pytest.mark.parametrize(
    "address",
    ["/guides/earthquake/", "guide/", "?q=地震", "#step-1", "https://www.gov.cn/x?y=1:2",
     "http://localhost:8000/", "mailto:a@b.cn", "tel:119", "//www.gov.cn/", "/a:b", "./a:b"],
)  # fmt: skip
def test_an_honest_address_stays(address: str) -> None:
    assert is_safe_address(address)
    assert f'href="{address}"' in render_markdown(f"[x]({address})")


HOSTILE_FRAGMENTS = [
    "<script>alert(1)</script>",
    "<scr<script>x</script>ipt>alert(1)</script>",
    "<script src=//evil.example>",
    "<SCRIPT\n>alert(1)</SCRIPT\n>",
    "<img src=x onerror=alert(1)>",
    "<img src=/media/a.png onload=alert(1)>",
    "<img src=//evil.example/a.png>",
    "<svg onload=alert(1)><a xlink:href='javascript:1'>x</a></svg>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<td style='text-align:left;background:url(javascript:1)'>x</td>",
    "<iframe srcdoc='<script>1</script>'></iframe>",
    "<form action=/accounts/logout/ method=post><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<a href='/x' onclick=alert(1) target=_blank id=top class=button>x</a>",
    "<!--<img src=x onerror=1>--><!-->x",
    "<details open ontoggle=alert(1)>x</details>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example>",
    "<object data=x></object><embed src=x>",
    "<template><img src=x onerror=1></template>",
    "<textarea><img src=x onerror=1></textarea>",
    "<x-y onclick=1>x</x-y>",
    "<a\x00 href=javascript:1>x</a>",
    '[x](/a"onmouseover="alert(1))',
    "![x](/a.png\"onerror=\"alert(1))",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "[<img src=x onerror=1>](/x)",
    "| <script>1</script> |\n|-|\n| <img src=x onerror=1> |",
    "*[HTML]: \"onclick=1\n\nHTML",
]  # fmt: skip


@pytest.mark.parametrize("source", HOSTILE_FRAGMENTS)
def test_a_hostile_fragment_leaves_only_our_tags_and_attributes(source: str) -> None:
    for fragment in (render_markdown(source), clean_html(source)):
        assert_harmless(fragment)
    assert_harmless(render_markdown(f"1. a\n\n    > {source}\n\n{source}{source}"))


def test_a_dropped_element_takes_its_text_with_it() -> None:
    assert plain_text("前<script>alert(1)</script>后") == "前后"
    assert "alert" not in clean_html("<style>alert</style>")


@given(
    st.text(
        alphabet=st.sampled_from("<>\"'=/:ajvscript&#;x()[]!`*_\\ \t\n\x00\u2028|-"), max_size=80
    )
)
@settings(max_examples=150, deadline=None)
def test_no_mixture_of_markup_characters_gets_through(source: str) -> None:
    assert_harmless(render_markdown(source))
    assert_harmless(clean_html(source))


@given(st.text(max_size=200))
@settings(max_examples=80, deadline=None)
def test_cleaning_twice_changes_nothing(source: str) -> None:
    once = clean_html(source)
    assert clean_html(once) == once


def test_an_external_link_says_so_and_an_inner_one_does_not() -> None:
    outside = render_markdown("[应急管理部](https://www.mem.gov.cn/)")
    assert 'rel="nofollow noopener external"' in outside
    assert "rel=" not in render_markdown("[地震](/guides/earthquake/)")


def test_headings_leave_h1_to_the_page() -> None:
    assert render_markdown("# 一\n\n## 二\n\n###### 六") == (
        "<h2>一</h2>\n<h3>二</h3>\n<h4>六</h4>"
    )


def test_a_whole_text_whose_sections_are_second_level_still_starts_at_h2() -> None:
    assert render_markdown("## 一\n\n### 细", top=2) == "<h2>一</h2>\n<h3>细</h3>"
    assert render_markdown("# 题", top=2) == "<h2>题</h2>"


def test_a_table_keeps_its_shape_and_its_alignment_as_a_class() -> None:
    table = render_markdown("| 级别 | 人数 |\n|:-|-:|\n| 一级 | 30 |")
    assert '<th class="align-start">级别</th>' in table
    assert '<td class="align-end">30</td>' in table
    assert "style" not in table


def test_an_image_is_ours_and_always_has_a_text_alternative() -> None:
    assert render_markdown("![桌下](/media/a.png)") == (
        '<p><img alt="桌下" src="/media/a.png" loading="lazy"></p>'
    )
    assert "<img" not in render_markdown("![x](https://evil.example/pixel.png)")


def test_plain_text_is_what_a_reader_reads() -> None:
    source = "# 先做什么\n\n- **伏地**\n- 遮挡 &amp; 手抓牢\n\n| 甲 | 乙 |\n|-|-|\n| 1 | a<b |"
    assert plain_text(source).split("\n") == [
        "先做什么", "伏地", "遮挡 & 手抓牢", "甲 乙", "1 a<b",
    ]  # fmt: skip


def test_plain_text_keeps_the_lines_of_a_code_block() -> None:
    assert plain_text("    一\n    二") == "一\n二"


@pytest.mark.parametrize(
    "source",
    ["[" * 20_000, "![x](" * 5_000, "<script " * 5_000, "> " * 5_000 + "x", "<div>" * 5_000,
     "a\n: b\n" * 2_000, "<b>" * 5_000],
    ids=["brackets", "images", "scripts", "quotes", "divisions", "definitions", "bold"],
)  # fmt: skip
def test_text_built_to_exhaust_the_converter_is_still_rendered(source: str) -> None:
    assert_harmless(render_markdown(source))


def test_a_text_beyond_the_limit_is_refused_with_its_length() -> None:
    with pytest.raises(TextTooLong) as refused:
        render_markdown("字" * (MAX_LENGTH + 1))
    assert refused.value.length == MAX_LENGTH + 1


def test_empty_text_renders_to_nothing() -> None:
    assert render_markdown("") == ""
    assert plain_text(" \n\n") == ""


def test_a_scheme_is_read_as_a_browser_reads_it() -> None:
    assert scheme_of(" J\tAVA\u200bSCRIPT:1") == "javascript"
    assert scheme_of("/a:b") == ""
    assert scheme_of("a b:c") == "ab"
    assert scheme_of("1:2") is None
