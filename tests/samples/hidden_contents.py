"""A plan in which each grade of clause carries a word of its own, and what is said of it."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Final
from uuid import uuid4

from django.db.models import Q, QuerySet
from django.utils import timezone

from content.comments.services import write_comment
from content.errata.services import report_error
from content.plans.models import Clause, PlanDocument
from content.plans.services import relate
from content.targets.enums import Comparator, Measure, TargetState
from content.targets.models import Indicator, Target
from portal.people.models import User

WORDS: Final = {"public": "青鸾", "internal": "玄螭", "restricted": "赤霄"}
_CHAPTER: Final = """
{number} {word}工作

{number}.1 {word}职责

县{word}局负责{word}巡查，按照《{word}管理条例》组织处置。发现{word}险情的，县{word}局立即报告。本预案所称{word}物资是指用于{word}的装备。

{number}.2 {word}响应启动条件

（1）Ⅰ级：{word}水位超过保证水位{edition}。

（2）Ⅱ级：{word}水位超过警戒水位。

{number}.3 {word}目标

到2027年，{word}演练每年至少组织2次，演练后按第{number}.1条处理。
"""
_HEAD: Final = """安澜县防汛应急预案

1 总则

1.1 目的

为了防汛，根据《中华人民共和国防洪法》制定本预案。县水利局负责汛情监测。
"""
_GONE: Final = """
{number} {word}旧章

{word}旧站每周检修一次，{grade}的记录存档。
"""


def text_of(*grades: str, edition: str = "", gone: bool = False) -> str:
    """What everybody reads comes first: without the rest it has the same numbers. The chapters
    that are `gone` stand in the first edition only."""
    public = [one for one in grades if one == "public"]
    parts = [(_CHAPTER, one) for one in public]
    parts += [(_GONE, one) for one in public if gone]
    for chapter in (_CHAPTER, _GONE) if gone else (_CHAPTER,):
        parts += [(chapter, one) for one in grades if one not in public]
    return _HEAD + "".join(
        part.format(number=number, word=WORDS[grade], grade=grade, edition=edition)
        for number, (part, grade) in enumerate(parts, start=2)
    )


def relate_what_is_cited(plan: PlanDocument) -> None:
    """An editor confirms the ground that each grade of clause names: of every one the clause that
    says so is kept."""
    for clause in plan.current_version.clauses.filter(text__contains="管理条例》"):
        word = next(word for word in WORDS.values() if word in clause.text)
        relate(
            document=plan, kind="based_on", named=f"{word}管理条例", clause_key=clause.key,
            actor=None,
        )  # fmt: skip


def aim_at_each(plan: PlanDocument) -> None:
    """A public target for the goal of each grade of clause, as it was set before it was hidden."""
    indicator = Indicator.objects.create(
        slug="sample-drills", name="演练次数", definition="按年。", measure=Measure.TIMES
    )
    for number, word in enumerate(WORDS.values()):
        clause = plan.current_version.clauses.get(heading=f"{word}目标")
        Target.objects.create(
            slug=f"sample-{number}", name=f"演练目标{number}", indicator=indicator, value=2,
            clause_key=clause.key, clause_hash=clause.content_hash, public=True,
            comparator=Comparator.AT_LEAST, starts=date(2026, 1, 1),
            due=date(2027 + number, 12, 31), unit=plan.owner_unit,
            state=TargetState.CONFIRMED, confirmed_at=timezone.now(),
        )  # fmt: skip


def comment_on_each(plan: PlanDocument, author: User) -> None:
    """What was said of a hidden clause gets out as little as the clause: its words are in both."""
    for clause in spoken(plan):
        word = next(word for word in WORDS.values() if word in clause.text)
        write_comment(
            author=author, anchor=clause.anchor, kind="change", text=f"{word}一句要改",
            token=uuid4(), version=clause.version_id,
        )  # fmt: skip


def report_on_each(plan: PlanDocument, reader: User) -> None:
    """A reader's report names what it is about: it is of those who read the clause."""
    current = spoken(plan).filter(version=plan.current_version)
    for clause in current:
        word = next(word for word in WORDS.values() if word in clause.text)
        report_error(reader=reader, anchor=clause.anchor, text=f"{word}写错了", token=uuid4())


def spoken(plan: PlanDocument) -> QuerySet[Clause]:
    """Of each grade the clause with the duty, and of each version."""
    duties = [f"县{word}局负责" for word in WORDS.values()]
    gone = [f"{word}旧站" for word in WORDS.values()]
    wanted = reduce(or_, (Q(text__startswith=start) for start in [*duties, *gone]))
    return Clause.objects.filter(wanted, version__document=plan)
