"""Front page, earthquake guide, course and experts of 安澜县."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any, Final, TypeVar

from django.conf import settings
from django.utils.dateparse import parse_date
from wagtail.models import Page, Site

from content.courses.models import CourseIndexPage, CoursePage, LessonPage
from content.experts.enums import ExpertCategory, ParticipationKind, PublicField
from content.experts.models import ExpertIndexPage, ExpertPage, Participation
from content.guides.models import GuideIndexPage, GuidePage
from content.pages.enums import Confidence, ParagraphKind
from content.pages.models import KnowledgePage, PageSource, Paragraph
from content.taxonomy.enums import Phase
from content.taxonomy.models import Audience, Hazard
from portal.home.models import HomePage
from portal.operations.demonstration import FOLDER, county, library
from portal.people.models import Division, Unit, User

P = TypeVar("P", bound=Page)

PHASES: Final = {
    "before": Phase.PREPARE,
    "warning": Phase.WARNING,
    "during": Phase.DURING,
    "after": Phase.AFTER,
}
TABS: Final = {"during": "摇晃时"}
ELDER_LABELS: Final = {
    "before": "平时怎么准备",
    "warning": "收到预警怎么办",
    "during": "正在晃怎么办",
    "after": "晃完以后怎么办",
}
CATEGORIES: Final = {
    "自然灾害": ExpertCategory.NATURAL,
    "事故灾难": ExpertCategory.ACCIDENT,
    "公共卫生": ExpertCategory.HEALTH,
    "社会安全": ExpertCategory.SECURITY,
    "综合管理": ExpertCategory.COMPREHENSIVE,
}
PARTICIPATIONS: Final = {
    "plan_review": ParticipationKind.REVIEW,
    "guide_review": ParticipationKind.REVIEW,
    "training": ParticipationKind.TEACHING,
    "consultation": ParticipationKind.ADVICE,
    "drill_assessment": ParticipationKind.DRILL,
}
CONFIDENCE: Final = {"H": Confidence.ORIGINAL, "M": Confidence.REPRINT}


def read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def load() -> str:
    home = _home()
    guides = _child(home, GuideIndexPage, "guides", lambda: GuideIndexPage(title="怎么办"))
    courses = _child(home, CourseIndexPage, "courses", lambda: CourseIndexPage(title="学习"))
    experts = _child(home, ExpertIndexPage, "experts", lambda: ExpertIndexPage(title="专家库"))
    made = {row["key"]: _expert(experts, row) for row in read("experts.json")["experts"]}
    guide = _guide(guides, read("content/guide-earthquake.json"), made["expert-natural"])
    _course(courses, read("content/course-first-response.json"), guide)
    return f"{KnowledgePage.objects.live().count()} 页"


def _home() -> HomePage:
    home = HomePage.objects.first() or _first_home()
    host, _colon, port = settings.BASE_URL.split("://", 1)[1].partition(":")
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": host,
            "port": int(port or 80),
            "root_page": home,
            "site_name": "安澜",
        },
    )
    return home


def _first_home() -> HomePage:
    root = Page.objects.get(depth=1)
    for starter in root.get_children().exact_type(Page):
        # Wagtail's own welcome page stands where ours belongs.
        starter.delete()
    root = Page.objects.get(depth=1)
    home = HomePage(title="安澜县应急知识与培训", slug="home")
    root.add_child(instance=home)
    _publish(home)
    return home


def _child(parent: Page, kind: type[P], slug: str, make: Callable[[], P]) -> P:
    """The page of this address, made and published where it is missing."""
    parent.refresh_from_db()
    found = kind.objects.child_of(parent).filter(slug=slug).first()
    if found is not None:
        return found
    page = make()
    page.slug = slug
    page.live = False
    parent.add_child(instance=page)
    _publish(page)
    return page


def _publish(page: Page) -> None:
    page.full_clean()
    writer, publisher = _hands(page)
    page.save_revision(user=writer, log_action=True).publish(user=publisher)


def _hands(page: Page) -> tuple[User, User]:
    """Who writes and who publishes: editor and reviewer for what people read, the
    administrator for the frame it stands in."""
    if isinstance(page, KnowledgePage):
        names = ("editor-chen", "reviewer-sun")
    else:
        names = ("admin-zhao", "admin-zhao")
    writer, publisher = (User.objects.get(username=name) for name in names)
    return writer, publisher


def _owner() -> Unit:
    return Unit.objects.get(code="anlan")


def _sources(rows: list[dict[str, Any]]) -> list[PageSource]:
    return [
        PageSource(
            sort_order=place,
            title=row["title"],
            issuer=row["issuer"],
            url=row.get("url", ""),
            read_part=row.get("read", "")[:160],
            read_on=date(2026, 5, 10),
            confidence=CONFIDENCE.get(row["confidence"], Confidence.UNSEEN),
        )
        for place, row in enumerate(rows)
    ]


# Guide --------------------------------------------------------------------------


def _guide(parent: GuideIndexPage, data: dict[str, Any], reviewer: ExpertPage) -> GuidePage:
    def make() -> GuidePage:
        page = GuidePage(
            title=data["title"],
            search_description=data["search_description"],
            owner_unit=_owner(),
            reviewed_by=f"{reviewer.title}，{reviewer.post}（示例专家）",
            reviewer_key=reviewer.knowledge_key,
            reviewed_on=parse_date(data["reviewed_on"]),
            review_due=parse_date(data["review_due"]),
            phases=[("phase", _phase(row, data)) for row in data["phases"]],
        )
        page.hazards = Hazard.objects.filter(slug=data["hazard"])
        page.sources = _sources(data["sources"])
        return page

    return _child(parent, GuidePage, data["slug"], make)


def _phase(row: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    urgent = row["phase"] in {"during", "after", "warning"}
    return {
        "phase": PHASES[row["phase"]],
        "tab": TABS.get(row["phase"], ""),
        "heading": row["situation"],
        "situation": row.get("place", ""),
        "elder_label": ELDER_LABELS[row["phase"]],
        "steps": [
            {"title": step["title"], "detail": step["detail"], "more": step.get("more", "")}
            for step in row["steps"]
        ],
        "phones_title": "有人受伤、被困" if urgent else "",
        "phones": [{"name": phone["label"], "number": phone["number"]} for phone in data["phones"]]
        if urgent
        else [],
        "dos": row["dos"],
        "donts": row["donts"],
        "sections": [
            {"title": section["title"], "items": section["items"]} for section in row["sections"]
        ],
        "notes": [{"who": note["who"], "text": note["what"]} for note in data["audience_notes"]]
        if row["phase"] == "during"
        else [],
    }


def paragraph_saying(text: str, slug: str = "earthquake") -> Paragraph:
    """The paragraph of a published guide whose first line is `text`."""
    page = GuidePage.objects.get(slug=slug)
    found = [
        paragraph
        for paragraph in Paragraph.objects.filter(page=page, withdrawn_at=None)
        if paragraph.text == text or paragraph.text.splitlines()[0] == text
    ]
    if not found:
        raise library.ClauseNotFound(f"{slug}: {text}")
    return next((p for p in found if p.kind == ParagraphKind.STEP), found[0])


# Course -------------------------------------------------------------------------


def _course(parent: CourseIndexPage, data: dict[str, Any], guide: GuidePage) -> None:
    def make() -> CoursePage:
        page = CoursePage(
            title=data["title"],
            summary=data["summary"],
            search_description=data["summary"],
            aims=data["aims"],
            hours=data["hours"],
            outcomes=[("item", text) for text in data["objectives"]],
            teacher="王志远",
            teacher_about="县应急管理局教官（示例）",
            owner_unit=_owner(),
            reviewed_by="王志远，县应急管理局教官（示例）",
            reviewed_on=date(2026, 6, 1),
            review_due=date(2027, 6, 1),
        )
        page.audiences = Audience.objects.filter(slug__in=data["audiences"])
        page.hazards = Hazard.objects.filter(slug__in=data["hazards"])
        page.sources = _sources(data["sources"])
        return page

    course = _child(parent, CoursePage, data["slug"], make)
    for row in data["lessons"]:
        _child(course, LessonPage, row["slug"], lambda row=row: _lesson(row, guide))  # type: ignore[misc]


def _lesson(row: dict[str, Any], guide: GuidePage) -> LessonPage:
    return LessonPage(
        title=row["title"],
        minutes=row["minutes"],
        owner_unit=_owner(),
        reviewed_by="王志远，县应急管理局教官（示例）",
        reviewed_on=date(2026, 6, 1),
        review_due=date(2027, 6, 1),
        body=[part for block in row["body"] for part in _lesson_block(block, guide)],
    )


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


# Experts ------------------------------------------------------------------------


def _expert(parent: ExpertIndexPage, row: dict[str, Any]) -> ExpertPage:
    def make() -> ExpertPage:
        page = ExpertPage(
            title=row["name"],
            category=CATEGORIES[row["category"]],
            post=row["title"],
            unit_text=row["unit"],
            specialities="、".join(row["specialities"]),
            about="\n\n".join(row["bio"]),
            term_start=parse_date(row["term"]["start"]),
            term_end=parse_date(row["term"]["end"]),
            division=Division.objects.get(code=county.DIVISION_CODE),
            consent_on=parse_date(row["term"]["start"]),
            public_fields=PublicField.values,
            owner_unit=_owner(),
        )
        page.participations = [
            Participation(
                sort_order=place,
                on=parse_date(entry["date"]),
                kind=PARTICIPATIONS[entry["kind"]],
                what=entry["summary"][:120],
            )
            for place, entry in enumerate(row["participation"])
        ]
        return page

    return _child(parent, ExpertPage, row["key"], make)
