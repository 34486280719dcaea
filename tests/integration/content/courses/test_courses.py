import uuid
from typing import Any
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from content.courses.blocks import LessonBody, MarkdownBlock
from content.courses.models import CoursePage, LessonPage
from content.guides.blocks import AnchorKeyBlock
from content.pages.anchors import Anchor
from content.pages.models import Paragraph
from content.pages.services import withdraw
from search.documents.models import SearchDocument
from tests.samples import pages as samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(world: Any) -> CoursePage:
    page = samples.course(samples.courses(samples.home()), world.county)
    for number in (1, 2, 3):
        samples.lesson(page, world.county, number, title=f"课文{'一二三'[number - 1]}")
    return CoursePage.objects.get(pk=page.pk)


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode().replace("<wbr>", "")


def test_a_course_lists_its_lessons_in_order_with_their_minutes(
    client: Client, course: CoursePage
) -> None:
    page = html(client, "/courses/first-response/")
    assert page.index("课文一") < page.index("课文二") < page.index("课文三")
    assert "3 课" in page.replace("\xa0", " ") and "读完约 60 分钟" in page.replace("\xa0", " ")
    for words in ("自救、互救", "判断现场能不能进", "王志强"):
        assert words in page
    assert 'href="/courses/first-response/lesson-1/"' in page


def test_the_list_says_which_courses_no_expert_has_checked(
    client: Client, course: CoursePage
) -> None:
    assert "示范内容" not in html(client, "/courses/")
    course.is_demonstration = True
    course.save_revision().publish()
    assert "学时 · 示范内容，未经专家审定" in html(client, "/courses/")


def test_unpublished_and_withdrawn_lessons_leave_the_outline(
    client: Client, world: Any, course: CoursePage
) -> None:
    LessonPage.objects.get(slug="lesson-2").unpublish()
    withdraw(page=LessonPage.objects.get(slug="lesson-3"), actor=world.reviewer, reason="旧了")
    page = html(client, "/courses/first-response/")
    assert "课文一" in page and "课文二" not in page and "课文三" not in page
    assert "旧了" in html(client, "/courses/first-response/lesson-3/")


def test_a_lesson_knows_its_number_and_its_neighbours(client: Client, course: CoursePage) -> None:
    middle = html(client, "/courses/first-response/lesson-2/")
    assert 'rel="prev" href="/courses/first-response/lesson-1/"' in middle
    assert 'rel="next" href="/courses/first-response/lesson-3/"' in middle
    last = html(client, "/courses/first-response/lesson-3/")
    assert 'rel="next"' not in last and "回到课程" in last
    assert 'rel="prev"' not in html(client, "/courses/first-response/lesson-1/")


def test_a_lesson_renders_markdown_and_no_foreign_markup(
    client: Client, world: Any, course: CoursePage
) -> None:
    samples.lesson(
        course, world.county, 4,
        body=[
            ("text", "**好** [x](javascript:1) <script>alert(1)</script><p style='x:y'>y</p>"),
            ("heading", "<img src=x onerror=1>"),
            ("note", {"kind": "", "text": "<b>粗</b>"}),
        ],
    )  # fmt: skip
    page = html(client, "/courses/first-response/lesson-4/")
    assert "<strong>好</strong>" in page
    for bad in ("javascript:", "alert(1)", "<img src=x", "<b>粗", "style="):
        assert bad not in page, bad


def test_every_block_of_a_lesson_is_a_paragraph_at_its_place(
    client: Client, course: CoursePage
) -> None:
    lesson = LessonPage.objects.get(slug="lesson-1")
    rows = list(Paragraph.objects.filter(page_id=lesson.pk).order_by("position"))
    assert [row.kind for row in rows] == ["text", "note", "item", "item"]
    assert {row.section for row in rows} == {"课文一 › 先看再进"}
    assert rows[0].text.split("\n") == ["看上面、看脚下、闻气味。", "停", "看", "退"]
    page = html(client, "/courses/first-response/lesson-1/")
    for row in rows:
        assert f'id="{row.fragment}"' in page, row.text


def test_a_lesson_quotes_an_original_and_says_when_it_is_withdrawn(
    client: Client, world: Any, course: CoursePage
) -> None:
    source = LessonPage.objects.get(slug="lesson-1")
    row = Paragraph.objects.filter(page_id=source.pk, kind="note").get()
    block = ("anchor", {"key": row.anchor_key, "title": "第一课里的话"})
    samples.lesson(course, world.county, 5, body=[block])
    page = html(client, "/courses/first-response/lesson-5/")
    assert row.text in page and f'href="/courses/first-response/lesson-1/#{row.fragment}"' in page
    source.unpublish()
    assert "原文已经撤下" in html(client, "/courses/first-response/lesson-5/")


def test_a_quoted_table_comes_as_words_without_its_markup(
    client: Client, world: Any, course: CoursePage
) -> None:
    key = f"clause:{uuid.uuid4()}"
    table = "按下表。\n\n| 级别 | 谁决定 |\n| --- | --- |\n| Ⅰ级 | 县应急委主任 |"
    quoted = Anchor(key, "启动", (), table, "/plans/c/", "0" * 64, "current")
    samples.lesson(course, world.county, 6, body=[("anchor", {"key": key, "title": ""})])
    with patch("content.courses.presentation.anchors.resolve_many", return_value={key: quoted}):
        page = html(client, "/courses/first-response/lesson-6/")
    assert "Ⅰ级 县应急委主任" in page and "---" not in page


def test_a_lesson_names_no_original_that_is_not_public_and_leads_nobody_to_it(
    client: Client, world: Any, course: CoursePage
) -> None:
    key = f"clause:{uuid.uuid4()}"
    kept = Anchor(
        key, "内部方案", ("内部方案",), "", "/plans/n/", "0" * 64, "current", public=False
    )
    block = ("anchor", {"key": key, "title": "内部方案里的话"})
    samples.lesson(course, world.county, 6, body=[block])
    with patch("content.courses.presentation.anchors.resolve_many", return_value={key: kept}):
        page = html(client, "/courses/first-response/lesson-6/")
    assert "这里引的原文不公开" in page
    assert "内部方案" not in page and "/plans/n/" not in page


def test_courses_and_lessons_are_found_and_lost_with_their_publication(course: CoursePage) -> None:
    found = SearchDocument.objects.filter(kind__in=("course", "lesson"))
    assert {row.kind for row in found} == {"course", "lesson"} and found.count() == 4
    lesson = found.get(title="课文一")
    assert lesson.path == ["志愿者第一响应"] and "**" not in lesson.text
    LessonPage.objects.get(slug="lesson-1").unpublish()
    assert not SearchDocument.objects.filter(title="课文一").exists()


def test_a_course_and_a_lesson_cost_at_most_nine_queries(
    client: Client, course: CoursePage, django_assert_max_num_queries: Any
) -> None:
    for address in ("/courses/first-response/", "/courses/first-response/lesson-2/"):
        client.get(address)
        with django_assert_max_num_queries(9):
            client.get(address)


def test_the_list_offers_only_audiences_that_have_a_course(
    client: Client, world: Any, course: CoursePage
) -> None:
    from content.taxonomy.models import Audience

    course.audiences.set([Audience.objects.get(slug="volunteers")])
    course.save_revision().publish()
    samples.course(course.get_parent().specific, world.county, title="家庭防火", slug="home")
    page = html(client, "/courses/")
    assert "?for=volunteers" in page and "?for=elderly" not in page
    chosen = html(client, "/courses/?for=volunteers")
    assert "/courses/first-response/" in chosen and "/courses/home/" not in chosen


def test_tutors_of_courses_and_editors_may_write_lessons_and_reviewers_publish(
    world: Any, course: CoursePage
) -> None:
    assert course.permissions_for_user(world.trainer).can_add_subpage()
    assert not course.permissions_for_user(world.trainer).can_publish()
    assert not course.permissions_for_user(world.editor).can_edit()  # the town's, not the county's
    assert course.permissions_for_user(world.reviewer).can_publish()


def test_the_form_refuses_what_would_be_shown_empty_or_leads_nowhere() -> None:
    for text in ("<script>x</script>", "![](https://evil.example/x.png)"):
        with pytest.raises(ValidationError, match="显示出来是空的"):
            MarkdownBlock().clean(text)
    with pytest.raises(ValidationError, match="现在是 400001 个"):
        MarkdownBlock().clean("字" * 400_001)
    for key in ("第三条", "clause:0", "paragraph:00000000-0000-4000-8000-000000000000"):
        with pytest.raises(ValidationError, match="没有找到"):
            AnchorKeyBlock().clean(key)


def test_a_lesson_without_text_is_refused() -> None:
    with pytest.raises(ValidationError):
        LessonBody().clean(LessonBody().to_python([]))


def test_the_form_of_a_course_keeps_its_aims_in_their_order(world: Any, course: CoursePage) -> None:
    form_class = CoursePage.get_edit_handler().get_form_class()
    field = form_class(instance=course, for_user=world.trainer).fields["aims"]
    assert field.clean(["prevention", "self_rescue"]) == ["prevention", "self_rescue"]
    with pytest.raises(ValidationError):
        field.clean(["flying"])
