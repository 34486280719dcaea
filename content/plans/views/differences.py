"""In words, what sets two texts of a plan apart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from content.plans.domain.actor_told import Told
from content.plans.domain.changes import ChangeKind, Passage
from content.plans.domain.corrections.model import CorrectionKind
from content.plans.domain.told_changes import ToldChange
from content.plans.models import PlanCorrection
from content.plans.selectors.difference import Difference

_WORDS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class ToldRow:
    """What was said otherwise, and of which words of a clause."""

    passage: Passage
    said: str
    words: str


def kinds() -> dict[ChangeKind, str]:
    return {
        ChangeKind.ADDED: _("新增"),
        ChangeKind.EDITED: _("修改"),
        ChangeKind.SPLIT: _("拆分"),
        ChangeKind.JOINED: _("合并"),
        ChangeKind.MOVED: _("移动"),
        ChangeKind.GONE: _("删除"),
    }


def summary(found: Mapping[ChangeKind, int]) -> str:
    """In words; empty where nothing is changed."""
    parts = [
        _("%(kind)s %(number)d 条") % {"kind": kinds()[kind], "number": number}
        for kind, number in found.items()
    ]
    return "，".join(parts)


def summary_of(found: Difference) -> str:
    """Of the clauses, and of how much was said otherwise."""
    said = summary(found.counts) or _("条文没有变")
    if found.told:
        said += _("，读法改了 %(count)d 处") % {"count": len(found.told)}
    return said


def told_rows(found: Sequence[ToldChange]) -> list[ToldRow]:
    return [
        ToldRow(one.passage, _said(one), Truncator(one.words).chars(_WORDS_SHOWN)) for one in found
    ]


def in_one_line(row: ToldRow) -> str:
    """For a list that has no links."""
    return _("%(said)s（%(label)s：“%(words)s”）") % {
        "said": row.said, "label": row.passage.label, "words": row.words,
    }  # fmt: skip


def told_words(told: Told) -> str:
    """What an editor says of a clause."""
    row = PlanCorrection(kind=told.kind, name=told.name, called=told.called)
    if not told.name and told.kind == CorrectionKind.ACTOR_NAMED:
        return _("谁做什么：一个名字改为“%(called)s”") % {"called": told.called}
    if not told.name and told.kind == CorrectionKind.NO_ACTOR:
        return str(row.get_kind_display())
    return row.description


def _said(one: ToldChange) -> str:
    said = told_words(one.told)
    return _("撤销：%(said)s") % {"said": said} if one.gone else said
