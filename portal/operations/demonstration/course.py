"""The course of 安澜县 and its lessons, each with the sources its sentences rest on."""

from datetime import date
from functools import partial
from typing import Any

from content.courses.models import CourseIndexPage, CoursePage, LessonPage
from content.guides.models import GuidePage
from content.taxonomy.models import Audience, Hazard
from portal.operations.demonstration import library
from portal.operations.demonstration.frame import PHASES, child, codes_of, owner, read, sources


def load(parent: CourseIndexPage, guide: GuidePage) -> CoursePage:
    data = read("content/course-first-response.json")
    listed = {
        row["code"]: row
        for row in [*data["sources"], *read("content/guide-earthquake.json")["sources"]]
    }

    def make() -> CoursePage:
        page = CoursePage(
            title=data["title"],
            summary=data["summary"],
            search_description=data["summary"],
            aims=data["aims"],
            hours=data["hours"],
            outcomes=[("item", text) for text in data["objectives"]],
            teacher="王志远",
            teacher_about="县应急管理局教官（虚构人物）",
            owner_unit=owner(),
            is_demonstration=True,
            reviewed_by="王志远，县应急管理局教官（虚构人物）",
            reviewed_on=date(2026, 6, 1),
            review_due=date(2027, 6, 1),
        )
        page.audiences = Audience.objects.filter(slug__in=data["audiences"])
        page.hazards = Hazard.objects.filter(slug__in=data["hazards"])
        page.sources = sources([listed[code] for code in cited(*data["lessons"])])
        return page

    course = child(parent, CoursePage, data["slug"], make)
    for row in data["lessons"]:
        child(course, LessonPage, row["slug"], partial(_lesson, row, guide, listed))
    return course


def _lesson(row: dict[str, Any], guide: GuidePage, listed: dict[str, dict[str, Any]]) -> LessonPage:
    page = LessonPage(
        title=row["title"],
        minutes=row["minutes"],
        owner_unit=owner(),
        is_demonstration=True,
        reviewed_by="王志远，县应急管理局教官（虚构人物）",
        reviewed_on=date(2026, 6, 1),
        review_due=date(2027, 6, 1),
        body=[part for block in row["body"] for part in _lesson_block(block, guide)],
    )
    page.sources = sources([listed[code] for code in cited(row)])
    return page


def cited(*lessons: dict[str, Any]) -> list[str]:
    """Codes of the sources the lessons rest on."""
    return codes_of(*(block.get("basis", []) for lesson in lessons for block in lesson["body"]))


def _lesson_block(block: dict[str, Any], guide: GuidePage) -> list[tuple[str, Any]]:
    value = block["value"]
    if block["type"] == "markdown":
        first, _newline, rest = value.partition("\n")
        if first.startswith("## "):
            return [("heading", first.removeprefix("## ").strip()), ("text", rest.strip())]
        return [("text", value)]
    if block["type"] == "key_points":
        return [("key_points", {"title": "", "items": value})]
    if block["type"] == "note":
        return [("note", {"kind": "", "text": value})]
    return [("anchor", {"key": _reference(value, guide), "title": ""})]


def _reference(value: dict[str, str], guide: GuidePage) -> str:
    if "document" in value:
        return library.clause_numbered(value["document"], value["clause_number"]).key
    phase = PHASES[value["phase"]]
    first = guide.by_phase[phase]["steps"].bound_blocks[0]
    return f"paragraph:{first.id}"
