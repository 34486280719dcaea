"""Pages of 安澜县 for tests: a page tree, an earthquake guide, a course, an expert."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from wagtail.models import Locale, Page, Site

from content.courses.models import CourseIndexPage, CoursePage, LessonPage
from content.experts.models import ExpertIndexPage, ExpertPage
from content.guides.models import GuideIndexPage, GuidePage
from content.pages.models import PageSource
from content.taxonomy.models import Hazard
from portal.home.models import HomePage
from portal.people.models import Unit

LANGUAGE = "zh-hans"

REVIEWED = date(2026, 5, 12)
DUE = date(2027, 5, 12)

DURING: dict[str, Any] = {
    "phase": "during",
    "tab": "摇晃时",
    "heading": "地震了，先这样做",
    "situation": "室内，正在摇晃",
    "elder_label": "正在摇晃怎么办",
    "steps": [
        {"title": "就近躲避，不要往外跑", "detail": "摇晃时跑，最容易摔伤、被砸。"},
        {"title": "伏低身子，蹲下或跪下", "detail": "降低重心，不会被晃倒。"},
        {"title": "钻到结实的桌子下面", "detail": "没有桌子，就靠内墙角蹲下。"},
        {"title": "护住头和脖子", "detail": "没有东西护，就用双臂抱头。"},
        {"title": "抓牢桌腿，跟着桌子走", "detail": "桌子移动，人也跟着移动。"},
        {
            "title": "等摇晃停了，走楼梯出去",
            "detail": "穿上鞋，看清头顶，不坐电梯。",
            "more": "余震随时会来：\n\n- 离开楼体再停下\n- 不回屋取东西",
        },
    ],
    "phones_title": "有人受伤、被困",
    "phones": [{"name": "急救", "number": "120"}, {"name": "火警 救援", "number": "119"}],
    "dos": ["没有桌子，就靠内墙角蹲下护头", "灶火，伸手够得着才关"],
    "donts": ["不跳楼，不去阳台和窗边", "不坐电梯，不在摇晃时跑下楼", "不专门跑去卫生间、厨房"],
    "sections": [
        {"title": "被压住了", "items": ["捂住口鼻，少说话，保存体力", "敲管道、敲墙，每次三下"]}
    ],
    "notes": [
        {"who": "坐轮椅的人", "text": "刹住轮子，俯身护住头颈"},
        {"who": "抱着孩子的人", "text": "蜷身抱住，护住孩子的头"},
    ],
}
PREPARE: dict[str, Any] = {
    "phase": "prepare",
    "heading": "地震来之前，先做这几样",
    "elder_label": "平时怎么准备",
    "steps": [
        {"title": "把高柜和电视固定在墙上", "detail": "重的东西放到低处。"},
        {"title": "每间屋认一个躲的地方", "detail": "结实的桌下，或离窗远的内墙角。"},
    ],
}


def stream(*phases: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Phases as a stream value takes them from code."""
    return [("phase", {**_empty(), **phase}) for phase in phases]


def _empty() -> dict[str, Any]:
    return {
        "tab": "", "situation": "", "elder_label": "", "phones_title": "",
        "phones": [], "dos": [], "donts": [], "sections": [], "notes": [],
        "sources": "",
    }  # fmt: skip


def publish(parent: Page, page: Page) -> Any:
    """Add and publish as the editor does, so that signals run."""
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def home() -> HomePage:
    """The front page as the root of the default site."""
    root = Page.objects.filter(depth=1).first()
    if root is None:
        # A test that commits leaves nothing behind, not even what Wagtail's migrations made.
        Locale.objects.get_or_create(language_code=LANGUAGE)
        root = Page.add_root(instance=Page(title="Root", slug="root"))
    page = publish(root, HomePage(title="安澜县", slug="anlan"))
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": page, "site_name": "安澜"},
    )
    Site.clear_site_root_paths_cache()
    return page


def guides(parent: Page) -> GuideIndexPage:
    return publish(parent, GuideIndexPage(title="怎么办", slug="guides"))


def guide(
    parent: Page,
    unit: Unit,
    *phases: dict[str, Any],
    title: str = "地震",
    slug: str = "earthquake",
    hazards: Iterable[str] = ("earthquake",),
    **values: Any,
) -> GuidePage:
    """A published guide; the earthquake one unless told otherwise."""
    page = GuidePage(
        title=title,
        slug=slug,
        owner_unit=unit,
        reviewed_by="李明，县地震局工程师",
        reviewed_on=REVIEWED,
        review_due=DUE,
        phases=stream(*(phases or (PREPARE, DURING))),
        **values,
    )
    page.hazards.set(Hazard.objects.filter(slug__in=hazards))
    page.sources = [
        PageSource(
            title="地震避险要点", issuer="应急管理部", url="https://www.mem.gov.cn/",
            read_part="全文", read_on=REVIEWED, confidence="high",
        )
    ]  # fmt: skip
    return publish(parent, page)


def courses(parent: Page) -> CourseIndexPage:
    return publish(parent, CourseIndexPage(title="学习", slug="courses"))


def course(parent: Page, unit: Unit, **values: Any) -> CoursePage:
    return publish(
        parent,
        CoursePage(
            **{
                "title": "志愿者第一响应",
                "slug": "first-response",
                "owner_unit": unit,
                "summary": "到了现场先保自己，再叫人，再救人。",
                "hours": "3.0",
                "aims": ["self_rescue", "mutual_rescue"],
                "outcomes": [
                    ("item", "判断现场能不能进，先保自己"),
                    ("item", "说清地点、人数、险情"),
                ],
                "teacher": "王志强",
                "teacher_about": "县消防救援站",
                **values,
            }
        ),
    )


def lesson(parent: CoursePage, unit: Unit, number: int = 1, **values: Any) -> LessonPage:
    return publish(
        parent,
        LessonPage(
            **{
                "title": f"第{number}课的题目",
                "slug": f"lesson-{number}",
                "owner_unit": unit,
                "minutes": 20,
                "summary": "先看再进。",
                "body": [
                    ("heading", "先看再进"),
                    ("text", "看**上面**、看脚下、闻气味。\n\n1. 停\n2. 看\n3. 退"),
                    ("note", {"kind": "zhu", "text": "有一样不对就退出来"}),
                    ("key_points", {"title": "", "items": ["先保自己", "再叫人"]}),
                ],
                **values,
            }
        ),
    )


def experts(parent: Page) -> ExpertIndexPage:
    return publish(parent, ExpertIndexPage(title="专家库", slug="experts"))


def expert(parent: Page, unit: Unit, **values: Any) -> ExpertPage:
    return publish(
        parent,
        ExpertPage(
            **{
                "title": "陈水生",
                "slug": "chen-shuisheng",
                "owner_unit": unit,
                "category": "natural",
                "post": "高级工程师",
                "unit_text": "安澜县水利局",
                "specialities": "堤防抢险、洪水调度",
                "about": "做了二十年防汛。",
                "term_start": date(2025, 1, 1),
                "term_end": date(2098, 1, 1),
                "consent_on": date(2025, 1, 1),
                "public_fields": ["post", "unit", "specialities", "participation", "about"],
                **values,
            }
        ),
    )
