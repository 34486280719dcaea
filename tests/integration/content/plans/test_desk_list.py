"""The list of documents on the workbench, when there are many."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.plans.models import PlanDocument, PlanVersion
from content.plans.views import workbench
from tests.samples.reviewed_plans import approved, asked


@pytest.fixture
def listed(client, world):
    def run(query="", person=None):
        client.force_login(person or world.editor)
        answer = client.get(reverse("plans_desk:list") + query)
        text = answer.content.decode().replace("<wbr>", "")
        return answer.status_code, text[text.index("<h1") : text.index("</main>")]

    return run


def titles(page):
    return re.findall(r'<th scope="row"><a[^>]*>([^<]+)', page)


@pytest.fixture
def library(world, import_small):
    import_small(title="青河镇防汛应急预案", publish=False)
    head = "索引号：QH001-2027-00009\n文号：青政发〔2027〕9号\n森林防火工作计划\n"
    numbered = f"{head}一、总则\n每年至少组织2次演练。"
    import_small(numbered, title="森林防火工作计划")
    import_small("一、总则\n每年至少组织4次演练。", title="消防工作计划", unit=world.other_town)
    return world


def test_one_page_holds_no_more_than_its_share_and_the_next_goes_on(listed, library, monkeypatch):
    monkeypatch.setattr(workbench, "A_PAGE", 2)
    first, second = titles(listed()[1]), titles(listed("?page=2")[1])
    assert len(first) == 2 and second == ["消防工作计划"]
    assert not {*first} & {*second}


def test_what_a_person_edits_stands_before_what_they_may_read(listed, library):
    _status, page = listed()
    assert titles(page)[-1] == "消防工作计划"
    assert page.index("你能改、能发布的") < page.index("森林防火") < page.index("可以阅读的")


@pytest.mark.parametrize(
    "words",
    ["森林防火", "森 林", "《森林防火工作计划》", "青政发〔2027〕9", "青政发(2027)9号", "９号"],
)
def test_part_of_a_title_or_a_number_finds_a_document_however_it_is_typed(listed, library, words):
    assert titles(listed(f"?q={words}")[1]) == ["森林防火工作计划"]


def test_the_unit_finds_its_documents(listed, library):
    name = library.other_town.name
    assert titles(listed(f"?q={name}")[1]) == ["消防工作计划"]


def test_the_number_of_a_draft_finds_nothing_for_who_may_not_see_the_draft(listed, library):
    assert titles(listed("?q=安政发〔2026〕100")[1]) == ["青河镇防汛应急预案"]
    assert titles(listed("?q=安政发〔2026〕100", library.other_editor)[1]) == []


def test_the_number_of_a_draft_of_a_plan_in_force_finds_it_only_for_whose_it_is(
    listed, library, import_small
):
    plan = PlanDocument.objects.get(title="森林防火工作计划")
    import_small(
        "索引号：QH001-2028-00001\n文号：青政发〔2028〕1号\n森林防火工作计划\n"
        "一、总则\n每年至少组织6次演练。",
        title=plan.title, slug=plan.slug, publish=False,
    )  # fmt: skip
    assert plan.versions.count() == 2
    assert titles(listed("?q=青政发〔2027〕9", library.other_editor)[1]) == [plan.title]
    assert titles(listed("?q=青政发〔2028〕1")[1]) == [plan.title]
    assert titles(listed("?q=青政发〔2028〕1", library.other_editor)[1]) == []


def test_filters_narrow_and_stay_in_the_address_of_the_next_page(listed, library, monkeypatch):
    monkeypatch.setattr(workbench, "A_PAGE", 1)
    _status, page = listed("?q=工作计划&kind=work_plan")
    assert "共 2 件" in page
    assert re.search(r'href="\?[^"]*kind=work_plan[^"]*page=2', page)
    assert 'value="工作计划"' in page and "清除筛选" in page


def test_drafts_and_what_waits_for_review_are_found_by_their_state(listed, library):
    assert titles(listed("?state=draft")[1]) == ["青河镇防汛应急预案"]
    assert titles(listed("?state=review")[1]) == []
    asked(PlanVersion.objects.get(published_at=None), library.editor)
    assert titles(listed("?state=review")[1]) == ["青河镇防汛应急预案"]
    assert titles(listed("?state=review", library.other_editor)[1]) == []
    PlanDocument.objects.filter(title="森林防火工作计划").update(status="historic")
    assert titles(listed("?state=historic")[1]) == ["森林防火工作计划"]
    assert titles(listed("?state=in_force")[1]) == ["消防工作计划"]


@pytest.mark.parametrize("query", ["?kind=nothing", "?state=x%27", f"?q={'长' * 200}", "?q=%00"])
def test_a_filter_that_cannot_be_says_so_and_keeps_what_was_typed(listed, library, query):
    status, page = listed(query)
    assert status == 422 and titles(page) == [] and "bad" in page


@pytest.mark.parametrize("query", ["?page=999", "?page=-1", "?page=x", "?q=%E6%B2%A1%E6%9C%89"])
def test_a_page_or_a_word_that_is_not_there_is_no_error(listed, library, query):
    status, page = listed(query)
    assert status == 200 and (titles(page) or "没有这样的文件" in page)


def test_marks_alone_find_nothing_and_break_nothing(listed, library):
    assert titles(listed("?q=%25_")[1]) == []


def test_what_waits_above_the_list_is_cut_and_counted(listed, library, import_small, monkeypatch):
    monkeypatch.setattr(workbench, "LISTED", 1)
    for number in (5, 6):
        text = f"一、总则\n每年至少组织{number}次演练。"
        version = import_small(text, title=f"计划{number}", publish=False).version
        asked(version, library.editor)
    _status, page = listed("", library.reviewer)
    assert "等你审核的 2 份" in page and page.count("》第 1 版") == 1
    assert "看全部等审核的" in page


def test_what_is_approved_and_waits_to_be_published_is_cut_and_counted(
    listed, library, import_small, monkeypatch
):
    monkeypatch.setattr(workbench, "LISTED", 1)
    for number in (5, 6, 7):
        text = f"一、总则\n每年至少组织{number}次演练。"
        version = import_small(text, title=f"计划{number}", publish=False).version
        approved(version, library.editor, library.reviewer)
    _status, page = listed("", library.reviewer)
    assert "已批准，等发布" in page and "还有 2 份" in page


def test_a_filtered_list_reads_as_often_for_many_as_for_one(client, library, import_small):
    def reads():
        address = reverse("plans_desk:list") + "?q=计划&kind=work_plan"
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    client.force_login(library.editor)
    once = reads()
    for number in range(4):
        import_small(f"一、总则\n每年至少组织{number + 5}次演练。", title=f"计划{number}")
    assert reads() == once
