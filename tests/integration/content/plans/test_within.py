"""A clause leads to what it cites and explains the words it uses."""

import re

import pytest
from django.urls import reverse

from content.plans.enums import Visibility

PLAN = """安澜县防汛应急预案

1 总则

1.1 编制依据

依据《安澜县应急演练工作计划（2026—2028年）》制定。

2 组织指挥体系

2.1 指挥机构

县人民政府设立县防汛抗旱指挥部（以下简称县防指）。

3 应急处置

3.1 先期处置

乡镇人民政府报告县防指，转移群众见3.2，不见9.9。

3.2 人员转移

先转移老年人。
"""


def reading(client, plan):
    return client.get(plan.document.get_absolute_url()).content.decode()


def clause(plan, heading):
    return plan.version.clauses.get(heading=heading)


def test_a_number_of_the_same_plan_becomes_a_link_to_its_clause(client, import_small):
    plan = import_small(PLAN)
    page = reading(client, plan)
    place = f"#{clause(plan, '人员转移').fragment}"
    assert re.search(rf'转移群众<a href="[^"]*{place}">见3.2</a>，不见9.9', page)


@pytest.mark.parametrize(
    ("cited", "link", "heading"),
    [("按3.2报告", "按3.2", "人员转移"), ("具体见第3章", "第3章", "应急处置")],
)
def test_a_number_is_a_link_however_the_sentence_goes_on(
    client, import_small, cited, link, heading
):
    plan = import_small(PLAN.replace("见3.2", cited))
    place = f"#{clause(plan, heading).fragment}"
    assert re.search(rf'<a href="[^"]*{place}">{link}</a>', reading(client, plan))


def test_a_document_that_the_library_holds_becomes_a_link_for_whoever_reads_it(
    client, world, import_small
):
    plan, other = import_small(PLAN), import_small()
    address = other.document.get_absolute_url()
    assert f'<a href="{address}">安澜县应急演练工作计划' in reading(client, plan).replace("《", "")
    type(other.document).objects.filter(pk=other.document.pk).update(visibility=Visibility.INTERNAL)
    client.force_login(world.learner)
    assert address not in reading(client, plan)


def test_a_short_name_is_explained_below_the_clause_that_uses_it(client, import_small):
    plan = import_small(PLAN)
    page = reading(client, plan)
    terms = re.findall(r'<details class="terms">.*?</details>', page, flags=re.DOTALL)
    assert len(terms) == 1
    assert "<dt>县防指</dt><dd>县防汛抗旱指挥部" in terms[0]
    assert reverse("plans:clause", args=[clause(plan, "指挥机构").anchor]) in terms[0]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        ("依照《中华人民共和国防洪法》第三章执行。", False),
        ("依照防洪法第三章执行。", False),
        ("按照第三章执行。", True),
    ],
)
def test_a_chapter_of_another_text_is_no_link(client, import_small, text, linked):
    plan = import_small(
        f"安澜县防汛办法\n第一章 总则\n第一条 {text}\n第二章 分工\n第二条 县水利局负责。\n"
        "第三章 保障\n第三条 县财政局负责。"
    )
    assert (">第三章</a>" in reading(client, plan)) is linked


def test_neighbouring_pages_are_named_by_their_chapters(client, import_small):
    chapters = [
        f"{n} 第{n}部分工作\n"
        + "\n".join(f"{n}.{m} 事项\n" + "做好工作。" * 90 for m in range(1, 9))
        for n in range(1, 4)
    ]
    plan = import_small("安澜县防汛应急预案\n" + "\n".join(chapters))
    plan.version.refresh_from_db()
    second = client.get(reverse("plans:page", args=[plan.document.slug, 2])).content.decode()
    assert "上一页：1 第1部分工作" in second
    assert "下一页：3 第3部分工作" in second


def test_an_annex_is_a_link_to_the_clause_of_its_chapter(client, import_small):
    plan = import_small(
        PLAN.replace("见3.2", "见附件4.1、附件4.9") + "\n4 附件\n\n4.1 成员单位职责\n\n乡镇负责。\n"
    )
    place = f"#{clause(plan, '成员单位职责').fragment}"
    assert re.search(rf'<a href="[^"]*{place}">附件4.1</a>、附件4.9', reading(client, plan))
