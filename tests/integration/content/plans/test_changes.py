"""What was changed since the version before, as a reader sees it."""

import re

import pytest
from django.urls import reverse

from content.plans import clause_questions, services
from content.plans.enums import Visibility
from content.plans.models import PlanDocument

JOINED = "（三）工作要求。演练方案要写明时间、地点和参加单位。演练以前要告诉周围群众，避免恐慌。"
FIRST = "（三）工作要求。演练方案要写明时间、地点和参加单位。"
SECOND = "（四）提前告知。演练以前要告诉周围群众，避免恐慌。"


def words(response):
    """Text of a page, without what a screen reader hears and the eye does not see."""
    page = re.sub(r'<span class="vh">.*?</span>', "", response.content.decode())
    return re.sub(r"<[^>]+>", "", page)


@pytest.fixture
def address(small_text, import_small):
    """Imports the text with these replacements as the next version; its page of changes."""

    def run(*replaced, text=small_text, slug=None):
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        plan = import_small(text, slug=slug).document
        return reverse("plans:changes", args=[plan.slug])

    return run


def slug_of(address):
    return address.split("/")[2]


def test_the_page_says_in_words_how_many_clauses_changed_and_how(client, address, small_text):
    first = address()
    address(
        ("2次综合应急演练", "3次综合应急演练"),
        ("（二）工作原则。先桌面、后实战。\n\n", ""),
        ("（二）评估改进", "（二）经费保障。演练经费列入年度预算。\n\n（三）评估改进"),
        slug=slug_of(first),
    )
    page = client.get(first)
    assert "第 2 版和第 1 版比，改了什么" in words(page)
    assert "新增 1 条，修改 1 条，删除 1 条，其余没有变。" in words(page)
    assert "先桌面、后实战。" in words(page)
    body = page.content.decode()
    assert re.search(r"<del>.*?2<.*?</del><ins>.*?3<.*?</ins>", body)
    assert "（删去：" in body
    assert "（新写：" in body


def test_a_changed_table_stays_a_table_and_marks_the_cell(client, address):
    table = "青河镇防汛预案\n一、物资\n名称\t数量\n沙袋\t200\n水泵\t3\n"
    first = address(text=table)
    address(("水泵\t3", "水泵\t5"), text=table, slug=slug_of(first))
    answer = client.get(first)
    page = answer.content.decode()
    assert "表：名称、数量" in words(answer)
    drawn = page[page.index('<table class="tbl">') : page.index("</table>")]
    assert re.findall(r"<th[^>]*>([^<]+)", drawn) == ["名称", "数量"]
    assert re.findall(r"<td>([^<]+)", drawn) == ["沙袋", "200", "水泵"]
    [cell] = re.findall(r'<td class="sel">(.*?)</td>', drawn)
    assert "<del>" in cell and "<ins>" in cell and "｜" not in page


def test_a_table_that_came_or_went_is_drawn_as_one(client, address):
    text = "青河镇防汛预案\n一、物资\n做好储备。\n"
    first = address(text=text)
    address(text=f"{text}名称\t数量\n沙袋\t200\n水泵\t3\n", slug=slug_of(first))
    page = client.get(first).content.decode()
    assert page.count("<td>") == 4 and "新增" in page
    address(text=f"{text}按时清点。\n", slug=slug_of(first))
    page = client.get(f"{first}?after=3").content.decode()
    assert page.count("<td>") == 4 and "最后的文字" in page


def test_a_split_and_a_join_are_named_as_such(client, address, small_text):
    first = address(("（二）工作原则。先桌面、后实战。", f"（二）工作原则。先桌面。\n\n{JOINED}"))
    slug = slug_of(first)
    second = small_text.replace(
        "（二）工作原则。先桌面、后实战。", f"（二）工作原则。先桌面。\n\n{FIRST}\n\n{SECOND}"
    )
    address(text=second, slug=slug)
    address(
        ("（二）工作原则。先桌面、后实战。", f"（二）工作原则。先桌面。\n\n{JOINED}"),
        ("2次综合", "4次综合"),
        slug=slug,
    )
    split = words(client.get(first, {"before": 1, "after": 2}))
    assert "拆分 1 条，其余没有变。" in split
    assert "修改 1 条，合并 1 条，其余没有变。" in words(client.get(first))


def test_any_two_published_versions_can_be_compared(client, address):
    first = address()
    slug = slug_of(first)
    address(("每年3月底前", "每年4月底前"), slug=slug)
    address(("每年3月底前", "每年4月底前"), ("至少组织2次", "至少组织4次"), slug=slug)
    assert "修改 1 条" in words(client.get(first))
    page = client.get(first, {"before": 1, "after": 3})
    assert "第 3 版和第 1 版比" in words(page)
    assert "修改 2 条" in words(page)
    assert words(client.get(first, {"before": 3, "after": 1})).count("修改 2 条") == 1
    assert "没有可比的" in words(client.get(first, {"before": 2, "after": 2}))
    for wrong in ("9", "0", "x", "-1", "１"):
        assert client.get(first, {"before": wrong}).status_code == 404


def test_a_draft_is_never_compared_in_public(client, address, import_small, small_text):
    first = address()
    import_small(small_text.replace("2次", "5次"), publish=False, slug=slug_of(first))
    assert "只发布过这一版" in words(client.get(first))
    assert client.get(first, {"after": 2}).status_code == 404
    assert "改了什么" not in words(client.get(f"/plans/{slug_of(first)}/"))


def test_the_reading_page_and_the_page_about_the_file_lead_to_the_changes(client, address):
    first = address()
    address(("2次", "3次"), slug=slug_of(first))
    for name in ("document", "about"):
        page = client.get(reverse(f"plans:{name}", args=[slug_of(first)])).content.decode()
        assert f'href="{first}"' in page


@pytest.mark.parametrize("visibility", [Visibility.INTERNAL, Visibility.RESTRICTED])
def test_changes_are_read_by_whoever_reads_the_plan(
    client, world, import_small, small_text, visibility
):
    plan = import_small(visibility=visibility)
    import_small(small_text.replace("2次", "3次"), slug=plan.document.slug)
    address = reverse("plans:changes", args=[plan.document.slug])
    for person in (None, world.learner, world.other_editor):
        if person:
            client.force_login(person)
        assert client.get(address).status_code == 404
    client.force_login(world.editor)
    response = client.get(address)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_an_old_link_leads_to_the_version_that_deleted_its_clause(
    client, address, small_text, import_small
):
    first = address()
    slug = slug_of(first)
    gone = PlanDocument.objects.get(slug=slug).current_version.clauses.get(heading="工作原则")
    without = ("（二）工作原则。先桌面、后实战。\n\n", "")
    address(without, slug=slug)
    address(without, ("2次", "3次"), slug=slug)
    page = client.get(reverse("plans:clause", args=[gone.anchor])).content.decode()
    assert f'href="{first}?before=1&amp;after=2"' in page
    assert "删除 1 条" in words(client.get(f"{first}?before=1&after=2"))
    assert "删除" not in words(client.get(first))


def test_an_old_link_names_what_its_clause_became(client, address, small_text, import_small):
    first = address(
        ("（二）工作原则。先桌面、后实战。", f"（二）工作原则。先桌面。\n\n{FIRST}\n\n{SECOND}")
    )
    slug = slug_of(first)
    plan = PlanDocument.objects.get(slug=slug)
    gone = plan.current_version.clauses.get(heading="提前告知")
    address(
        ("（二）工作原则。先桌面、后实战。", f"（二）工作原则。先桌面。\n\n{JOINED}"), slug=slug
    )
    plan.refresh_from_db()
    stays = plan.current_version.clauses.get(heading="工作要求")
    page = client.get(reverse("plans:clause", args=[gone.anchor]))
    assert "现行版本里没有这一条" in words(page)
    assert "它并进了" in words(page)
    assert reverse("plans:clause", args=[stays.anchor]) in page.content.decode()


def test_the_query_count_does_not_grow_with_the_changes(
    client, address, django_assert_max_num_queries, monkeypatch
):
    monkeypatch.setattr(clause_questions, "_counters", [])
    many = "安澜县防汛工作方案\n" + "\n".join(
        f"{n}．第{n}项。做好第{n}件事。" for n in range(1, 60)
    )
    first = address(text=many)
    address(text=many.replace("做好", "认真做好"), slug=slug_of(first))
    client.get("/plans/")
    with django_assert_max_num_queries(11):
        page = client.get(first)
    assert "修改 59 条" in words(page)
    assert "第 1 页，共 2 页" in words(page)


def test_the_page_is_kept_only_for_versions_that_exist(client, address):
    first = address()
    address(("2次", "3次"), slug=slug_of(first))
    asked = client.get(first, {"before": 1, "after": 2}).wsgi_request
    assert asked.vouched_query == "after=2&before=1"
    made_up = client.get(first, {"q": "x"}).wsgi_request
    assert made_up.vouched_query == ""


def test_an_old_link_to_a_clause_that_was_split_names_the_other_half_at_the_clause(
    client, world, address, small_text, monkeypatch
):
    first = address(("（二）工作原则。先桌面、后实战。", f"（二）工作原则。先桌面。\n\n{JOINED}"))
    plan = PlanDocument.objects.get(slug=slug_of(first))
    old = plan.current_version.clauses.get(heading="工作要求")
    lasting = reverse("plans:clause", args=[old.anchor])
    assert "split" not in client.get(lasting)["Location"]
    split = small_text.replace(
        "（二）工作原则。先桌面、后实战。", f"（二）工作原则。先桌面。\n\n{FIRST}\n\n{SECOND}"
    )
    address(text=split, slug=plan.slug)
    plan.refresh_from_db()
    other = plan.current_version.clauses.get(heading="提前告知")
    target = client.get(lasting)["Location"]
    assert f"?split={old.anchor}#" in target
    with monkeypatch.context() as long_text:
        long_text.setattr("content.plans.selectors.changes.LONGEST_ASKED", 5)
        assert "split" not in client.get(lasting)["Location"]
    page = client.get(target.partition("#")[0])
    said = words(page).partition("这一条以前还包括：")[2]
    assert said.startswith("（四）提前告知")
    assert "以前还包括" not in words(client.get(plan.get_absolute_url()))
    assert "split" not in client.get(reverse("plans:clause", args=[other.anchor]))["Location"]
    services.set_visibility(clause=other, visibility="restricted", actor=world.editor)
    assert "split" not in client.get(lasting)["Location"]
    assert "以前还包括" not in words(client.get(target.partition("#")[0]))
    for wrong in ("x", "\0", "9" * 400):
        assert client.get(plan.get_absolute_url(), {"split": wrong}).status_code == 200


def test_what_a_document_closes_with_is_called_so(client, address):
    text = "青河镇防汛预案\n\n一、物资\n\n做好储备。\n\n安澜县人民政府办公室\n\n2026年4月28日\n"
    first = address(text=text)
    address(("4月28日", "9月28日"), text=text, slug=slug_of(first))
    page = re.sub(r"\s+", " ", words(client.get(first)))
    assert "修改 落款 " in page and "修改 安澜县人民政府" not in page
