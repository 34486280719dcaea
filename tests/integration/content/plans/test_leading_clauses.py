"""A clause that leads into a list is cited, hashed and followed with it."""

from typing import Any

import pytest
from django.urls import reverse

from content.pages import anchors
from content.plans import services
from content.plans.domain.leading import LONGEST
from content.plans.enums import ClauseKind
from content.plans.models import Clause
from content.plans.selectors.lists import hash_of, shown_hashes

pytestmark = pytest.mark.django_db

DUTIES = """（三）应急值守。值班人员接到报告后组织开展以下工作：

1.核实受伤、被困的人数；

2.转移受威胁群众。

"""
TABLE = """（三）主要指标。指标见下表。

| 指标 | 2025年 | 2026年 |
| --- | --- | --- |
| 知晓率（%） | 60 | 90 |

1.县应急管理局每季度通报一次进度；

2.各乡镇每半年自查一次。

"""
CAPTIONED = TABLE.replace("| 指标 |", "表1 主要指标\n\n| 指标 |").replace("指标见下表。", "")
PLACE = "安澜县人民政府\n2026年3月1日"


def with_duties(text: str, duties: str = DUTIES) -> str:
    assert text.count(PLACE) == 1
    return text.replace(PLACE, duties + PLACE)


@pytest.fixture
def leading(import_small, small_text) -> Clause:
    version = import_small(with_duties(small_text)).version
    return version.clauses.get(text__endswith="以下工作：")


@pytest.fixture
def told() -> Any:
    heard: list[tuple[str, bool]] = []

    def hear(key: str, withdrawn: bool, **_: Any) -> None:
        heard.append((key, withdrawn))

    anchors.changed.connect(hear)
    yield heard
    anchors.changed.disconnect(hear)


def test_what_is_cited_is_the_clause_with_its_list(leading):
    cited = anchors.resolve(leading.key)
    assert cited and cited.status == "current"
    assert cited.text.splitlines() == [
        "值班人员接到报告后组织开展以下工作：",
        "1.核实受伤、被困的人数；",
        "2.转移受威胁群众。",
    ]


def test_a_change_of_an_item_is_a_change_of_what_leads_to_it(
    leading, import_small, small_text, told
):
    before = anchors.resolve(leading.key)
    told.clear()
    text = with_duties(small_text, DUTIES.replace("受威胁群众", "全部群众"))
    import_small(text, slug=leading.version.document.slug)
    after = anchors.resolve(leading.key)
    assert before and after
    assert after.status == "changed" and "全部群众" in after.text
    assert after.content_hash != before.content_hash
    assert (leading.key, False) in told
    # Its own words, by which versions are matched, are the same.
    now = Clause.objects.filter(anchor=leading.anchor).latest("version__number")
    assert now.pk != leading.pk and now.content_hash == leading.content_hash


@pytest.mark.parametrize("duties", [TABLE, CAPTIONED])
def test_a_table_is_cited_and_followed_without_the_list_behind_it(
    import_small, small_text, told, duties
):
    imported = import_small(with_duties(small_text, duties))
    table = imported.version.clauses.get(kind=ClauseKind.TABLE)
    cited = anchors.resolve(table.key)
    assert cited and cited.text == "指标 · 2025年 · 2026年\n知晓率（%） · 60 · 90"
    assert cited.content_hash == table.content_hash == hash_of(table)
    told.clear()
    text = with_duties(small_text, duties.replace("每半年自查", "每季度自查"))
    import_small(text, slug=imported.document.slug)
    after = anchors.resolve(table.key)
    assert after and after.status == "current" and after.content_hash == cited.content_hash
    assert told and table.key not in {key for key, _ in told}


def test_what_speaks_of_the_table_below_is_cited_and_followed_with_it(
    import_small, small_text, told
):
    imported = import_small(with_duties(small_text, TABLE))
    leading = imported.version.clauses.get(text__contains="下表")
    cited = anchors.resolve(leading.key)
    assert cited and cited.text.splitlines()[:3] == [
        "指标见下表。",
        "指标 · 2025年 · 2026年",
        "知晓率（%） · 60 · 90",
    ]
    told.clear()
    import_small(with_duties(small_text, TABLE.replace("90", "95")), slug=imported.document.slug)
    assert (leading.key, False) in told


def test_of_a_list_too_long_to_quote_it_is_said_that_it_goes_on(import_small, small_text):
    duties = "".join(f"{n}.巡查第{n}处隐患点。\n\n" for n in range(1, LONGEST + 6))
    text = with_duties(small_text, f"（三）巡查。巡查以下隐患点：\n\n{duties}")
    imported = import_small(text)
    leading = imported.version.clauses.get(text="巡查以下隐患点：")
    cited = anchors.resolve(leading.key)
    assert cited and cited.text.splitlines()[-2:] == [
        f"{LONGEST}.巡查第{LONGEST}处隐患点。",
        f"（这里只列前 {LONGEST} 条，后面还有，见原文。）",
    ]
    assert cited.content_hash == shown_hashes(imported.version.pk)[leading.anchor]
    import_small(text.replace(f"第{LONGEST}处", "第九处"), slug=imported.document.slug)
    after = anchors.resolve(leading.key)
    assert after and after.status == "changed"


def test_a_change_elsewhere_leaves_it_as_it_was(leading, import_small, small_text, told):
    before = anchors.resolve(leading.key)
    told.clear()
    text = with_duties(small_text.replace("组织2次综合", "组织3次综合"))
    import_small(text, slug=leading.version.document.slug)
    after = anchors.resolve(leading.key)
    assert before and after and after.status == "current"
    assert after.content_hash == before.content_hash
    assert leading.key not in {key for key, _ in told}


def test_the_lists_of_many_clauses_cost_one_query_more(leading, django_assert_num_queries):
    plain = leading.version.clauses.exclude(text__contains="：").exclude(text="")
    keys = [clause.key for clause in plain]
    anchors.resolve_many(keys)
    with django_assert_num_queries(1):
        anchors.resolve_many(keys)
    with django_assert_num_queries(2):
        assert leading.key in anchors.resolve_many([*keys, leading.key])


def test_an_internal_document_keeps_its_list_at_home(leading, world):
    services.change_document(
        document=leading.version.document, actor=world.editor, visibility="internal"
    )
    cited = anchors.resolve(leading.key)
    assert cited is not None and cited.text == "" and not cited.public


def test_the_last_words_of_a_clause_that_is_gone_are_those_with_its_list(
    leading, client, import_small, small_text
):
    import_small(small_text, slug=leading.version.document.slug)
    page = (
        client.get(reverse("plans:clause", args=[leading.anchor]))
        .content.decode()
        .replace("<wbr>", "")
    )
    assert "以下工作：" in page and "2.转移受威胁群众。" in page
