"""Earthquake guide, course and experts of 安澜县."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from django.utils.dateparse import parse_date

from content.courses.models import CoursePage
from content.experts.enums import ExpertCategory, ParticipationKind, PublicField
from content.experts.models import ExpertIndexPage, ExpertPage, Participation
from content.guides.models import GuideIndexPage, GuidePage
from content.pages.enums import ParagraphKind
from content.pages.models import KnowledgePage, Paragraph
from content.taxonomy.models import Hazard
from portal.operations import first_county
from portal.operations.demonstration import county, course, library
from portal.operations.demonstration.frame import PHASES, child, codes_of, owner, read, sources
from portal.people.models import Division

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


def load() -> str:
    frame = first_county.load_pages()
    pool = read("experts.json")
    made = {row["key"]: _expert(frame.experts, row, pool["notice"]) for row in pool["experts"]}
    guide = _guide(frame.guides, read("content/guide-earthquake.json"), made["expert-natural"])
    lessons = course.load(frame.courses, guide)
    _go_on(guide, lessons)
    return f"{KnowledgePage.objects.live().count()} 页"


# Guide --------------------------------------------------------------------------


def _guide(parent: GuideIndexPage, data: dict[str, Any], reviewer: ExpertPage) -> GuidePage:
    def make() -> GuidePage:
        page = GuidePage(
            title=data["title"],
            search_description=data["search_description"],
            owner_unit=owner(),
            is_demonstration=True,
            reviewed_by=f"{reviewer.title}，{reviewer.post}（虚构人物）",
            reviewer_key=reviewer.knowledge_key,
            reviewed_on=parse_date(data["reviewed_on"]),
            review_due=parse_date(data["review_due"]),
            phases=[("phase", _phase(row, data)) for row in data["phases"]],
        )
        page.hazards = Hazard.objects.filter(slug=data["hazard"])
        page.sources = sources(data["sources"])
        return page

    return child(parent, GuidePage, data["slug"], make)


def _go_on(guide: GuidePage, lessons: CoursePage) -> None:
    """接着学, once there is something to go on to."""
    if guide.related:
        return
    clause = library.clause_saying("earthquake-plan", "组织群众自救互救")
    guide.related = [
        ("page", {"page": lessons, "title": ""}),
        ("anchor", {"key": clause.key, "title": "本县预案怎么写自救互救"}),
    ]
    guide.save_revision().publish()


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
            *({"title": part["title"], "items": part["items"]} for part in row["sections"]),
            *([_rumours(data["rumours"])] if row["phase"] == "before" else []),
        ],
        "notes": [
            {"who": note["who"], "text": note["what"]}
            for note in data["audience_notes"]
            if row["phase"] in note["phases"]
        ],
        "sources": "、".join(_by_weight(list(_bases(row, data)), data)),
    }


def _by_weight(bases: list[list[str]], data: dict[str, Any]) -> list[str]:
    """An issuer's own page (H) before a relayed one, then the source that most sentences rest
    on: a page and its print show the first five."""
    places = {source["code"]: place for place, source in enumerate(data["sources"])}
    relayed = {source["code"] for source in data["sources"] if source["confidence"] != "H"}
    borne = Counter(code for basis in bases for code in codes_of(basis))
    return sorted(borne, key=lambda code: (code in relayed, -borne[code], places[code]))


def _bases(row: dict[str, Any], data: dict[str, Any]) -> Iterator[list[str]]:
    """What the sentences of a phase rest on, in the order in which they are read."""
    yield from (step["basis"] for step in row["steps"])
    yield from row["dos_basis"]
    yield from row["donts_basis"]
    yield from (basis for part in row["sections"] for basis in part["items_basis"])
    if row["phase"] == "before":
        yield from (rumour["basis"] for rumour in data["rumours"])
    for note in data["audience_notes"]:
        if row["phase"] in note["phases"]:
            yield note["basis"]


def _rumours(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What is not so, who said that and in which year. 不实 stands first, so that nobody who
    stops reading takes the claim along."""
    said = "{verdict}：“{claim}”。{fact}（{issuer}，{year}）"
    return {
        "title": "这些说法不实",
        "items": [said.format(**row, year=row["date"][:4]) for row in rows],
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


# Experts ------------------------------------------------------------------------


def _expert(parent: ExpertIndexPage, row: dict[str, Any], notice: str) -> ExpertPage:
    """`notice` tells the reader that the person is invented."""

    def make() -> ExpertPage:
        page = ExpertPage(
            title=row["name"],
            category=CATEGORIES[row["category"]],
            post=row["title"],
            unit_text=row["unit"],
            specialities="、".join(row["specialities"]),
            about="\n\n".join([notice, *row["bio"]]),
            term_start=parse_date(row["term"]["start"]),
            term_end=parse_date(row["term"]["end"]),
            division=Division.objects.get(code=county.DIVISION_CODE),
            consent_on=parse_date(row["term"]["start"]),
            public_fields=PublicField.values,
            owner_unit=owner(),
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

    return child(parent, ExpertPage, row["key"], make)
