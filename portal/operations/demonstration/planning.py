"""What 安澜县 has made of its five-year plan and its points of work: the tasks as an editor
confirmed them, how far some of them are, and the drills that its general plan asks for more often
than the law."""

from datetime import date
from typing import Final

from content.plans.enums import Confidence, DueSpan, DueWhat, Kind, Level
from content.plans.models import DueRule, PlanDocument, PlanTask, ProgressNote
from content.plans.selectors.task_proposals import found_in
from content.plans.services import attach, confirm_tasks, note_progress, save_rule
from content.plans.services.progress import Said
from content.plans.task_states import ProgressKind, TaskStanding
from portal.foundation import pdf
from portal.people.models import Division, User

from .county import DIVISION_CODE

POINTS: Final = "annual-work-points"
FIVE_YEARS: Final = "five-year-plan"
CONFIRMED: Final = 10
"""Tasks of the five-year plan; the others wait for an editor, as in a county halfway through."""
YEAR: Final = (date(2026, 1, 1), date(2026, 12, 31))
NOTED: Final = date(2026, 6, 30)
SOURCE: Final = "安澜县应急管理局 2026 年上半年小结（虚构）"
MANUAL: Final = "编制应急工作手册"
NOTES: Final = {
    MANUAL: (TaskStanding.DONE, "手册已经编印，发到有关部门和乡镇。"),
    "推进乡村两级预案编制：8个乡镇在6月底前完成本级应急预案修订": (
        TaskStanding.DONE, "8个乡镇的应急预案已经修订，报县人民政府备案。",
    ),
    "推进乡村两级预案编制：9月底前，有山洪、地质灾害危险区的村完成本村应急预案编制": (
        TaskStanding.UNDER_WAY, "村（社区）预案正在编制。",
    ),
    "应急科普与培训平台工程：2026年底前上线运行": (
        TaskStanding.UNDER_WAY, "平台的指南、课程和测试已经建好，正在青河镇试用。",
    ),
    "灾害信息员能力提升工程": (
        TaskStanding.UNDER_WAY, "60名灾害信息员的培训档案已经建立，应急终端正在采购。",
    ),
}  # fmt: skip
"""By the name of the task; of the others nothing was noted, as it is in a county."""
CONTENTS: Final = (
    "值班和信息报告", "先期处置", "响应启动和终止", "指挥部和工作组", "队伍和物资调用", "信息发布",
)  # fmt: skip
GENERAL: Final = "安澜县突发事件总体应急预案"
PUBLISHED: Final = date(2026, 1, 16)
"""When the general plan was: what it asks for is asked from then on."""
DRILLS: Final = (
    ("7.4（1）", (Kind.GENERAL,), Level.COUNTY, (6, DueSpan.MONTH), ""),
    ("7.4（2）", (Kind.SPECIAL,), "", (1, DueSpan.YEAR),
     "地震、防汛抗旱、森林草原火灾、突发公共卫生事件"),
    ("7.4（3）", (Kind.GENERAL, Kind.UNIT), "", (1, DueSpan.YEAR), ""),
)  # fmt: skip
"""Which item of the clause asks for a drill how often, of plans of which kinds, from which level
up, and of which names. Two a year are one in every half; the half year of (3) is the law's own
rule."""


def load() -> str:
    editor = User.objects.get(username="editor-chen")
    _confirm(FIVE_YEARS, editor, CONFIRMED)
    _confirm(POINTS, editor)
    tasks = PlanTask.objects.filter(document__slug__in=(FIVE_YEARS, POINTS)).order_by("pk")
    for task in tasks:
        if task.name not in NOTES:
            continue
        standing, text = NOTES[task.name]
        note = note_progress(
            document=task.document, public=True, actor=editor,
            said=Said(
                kind=ProgressKind.YEARLY, covers_from=YEAR[0], covers_to=YEAR[1], noted_on=NOTED,
                text=text, task=task, standing=standing,
                source=SOURCE,
            ),
        )  # fmt: skip
        if task.name == MANUAL:
            _enclose_contents(note, editor)
    _ask_for_drills()
    return f"{len(tasks)} 项"


def _confirm(slug: str, editor: User, most: int | None = None) -> None:
    """The tasks of a document; of many those that name somebody, then those that name a day."""
    version = PlanDocument.objects.get(slug=slug).current_version
    if version is None:
        return
    found = found_in(version)
    if most is not None:
        found.sort(key=lambda one: (not one.proposal.leads, one.proposal.due is None))
        found = found[:most]
    confirm_tasks(version=version, chosen=[one.value for one in found], actor=editor)


def _enclose_contents(note: ProgressNote, editor: User) -> None:
    """What the manual holds, for everybody to take along; a second set-up encloses no second."""
    if note.attachments.exists():
        return
    heading = "应急工作手册目录"
    points = "".join(f"<li>{one}</li>" for one in CONTENTS)
    html = f"<h1>{heading}</h1><ol>{points}</ol><p>安澜县是虚构的，这份材料只作示范。</p>"
    attach(
        note=note, data=pdf.render(html, title=heading).content, name=f"{heading}.pdf",
        title=heading, public=True, actor=editor,
    )  # fmt: skip


def _ask_for_drills() -> None:
    """A county that has rules of its general plan keeps them as they are."""
    if DueRule.objects.filter(source=GENERAL).exists():
        return
    for article, kinds, lowest_level, (amount, span), named in DRILLS:
        save_rule(
            rule=None, kinds=kinds, actor=User.objects.get(username="admin-zhao"),
            what=DueWhat.DRILL, amount=amount, span=span, lowest_level=lowest_level, regime="",
            named=named, division=Division.objects.get(code=DIVISION_CODE), source=GENERAL,
            article=article, confidence=Confidence.READ, valid_from=PUBLISHED, valid_to=None,
        )  # fmt: skip
