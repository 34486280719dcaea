"""A planning document in which each grade of clause carries a word of its own: the outlets that
say nothing of a response plan."""

from datetime import date
from typing import Final

from django.urls import reverse

from content.plans import services
from content.plans.models import Clause, PlanDocument, PlanTask, PlanVersion, ProgressNote
from content.plans.selectors.goals import goals_of
from content.plans.selectors.task_proposals import found_in
from content.plans.services.progress import Said
from portal.people.models import User
from tests.samples.hidden_clauses import Addresses, numbers, of_plan, versions
from tests.samples.hidden_contents import WORDS

SLUG: Final = "hidden-planning"
TEXT: Final = "安澜县应急工作计划（2026年）\n\n为做好工作，制定本计划。\n" + "".join(
    f"""
{number}、{word}工作

（一）编制{word}清单。3月底前编制{word}清单。责任单位：县{word}局。

（二）{word}目标。到2026年，{word}应急管理体系基本健全。

（三）{word}指标。到2026年，{word}知晓率达到80%以上。
"""
    for number, word in zip("一二三", WORDS.values(), strict=True)
)


def set_to_work(plan: PlanDocument, editor: User) -> None:
    """Its tasks are confirmed, and an entry that everybody may read hangs on each clause."""
    version = plan.current_version
    services.confirm_tasks(
        version=version, chosen=[one.value for one in found_in(version)], actor=editor
    )
    day = date(2026, 6, 30)
    for clause in _tasks(plan):
        said = Said(
            kind="yearly", covers_from=date(2026, 1, 1), covers_to=day, noted_on=day,
            text="过半。", clause_key=clause.key,
        )  # fmt: skip
        services.note_progress(document=plan, said=said, public=True, actor=editor)


def _tasks(plan: PlanDocument) -> list[Clause]:
    return list(plan.current_version.clauses.filter(heading__startswith="编制").order_by("pk"))


def _of_tasks(name: str, plan: PlanDocument) -> list[str]:
    tasks = PlanTask.objects.filter(document=plan)
    version = plan.current_version_id
    return [reverse(name, args=[version, one.anchor, one.digest]) for one in tasks]


def _of_goals(name: str, plan: PlanDocument) -> list[str]:
    version = PlanVersion.objects.get(pk=plan.current_version_id)
    return [
        reverse(name, args=[version.pk, one.clause.anchor, one.goal.start])
        for one in goals_of(version)
    ]


def _entries(name: str, plan: PlanDocument) -> list[str]:
    return [
        reverse(name, args=[pk])
        for pk in ProgressNote.objects.filter(document=plan).values_list("pk", flat=True)
    ]


OUTLETS: Final[dict[str, Addresses]] = {
    "plans:document": of_plan(),
    "plans:tasks": of_plan(),
    "plans:progress": of_plan(),
    "plans:json": of_plan(),
    "plans_desk:late_tasks": lambda name, _plan: [reverse(name)],
    "plans_desk:tasks": versions,
    "plans_desk:task": _of_tasks,
    "plans_desk:task_units": versions,
    "plans_desk:drafts": versions,
    "plans_desk:decide": numbers,
    "plans_desk:goals": versions,
    "plans_desk:goal_proxy": _of_goals,
    "plans_desk:goal_decline": _of_goals,
    "plans_desk:progress": of_plan(),
    "plans_desk:progress_add": of_plan(),
    "plans_desk:progress_correct": _entries,
    "plans_desk:workbook": of_plan(),
}
WHOLE: Final = frozenset({"plans:document", "plans:tasks", "plans:json"})
"""They show a reader all that they may read."""
FOR_ALL_ALIKE: Final = frozenset(
    {"plans:progress", "plans_desk:progress", "plans_desk:goal_proxy"}
)  # fmt: skip
"""What stands there is public: of a hidden clause they tell nobody anything."""
