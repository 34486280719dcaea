"""What publishing a version asks first, and publishing what was approved."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from content.plans import services
from content.plans.enums import DUE_KINDS
from content.plans.marked import narrowed, warning_of
from content.plans.models import PlanDocument, PlanVersion
from content.plans.review_states import RoundState
from content.plans.selectors.difference import difference
from content.plans.selectors.former_days import OF_A_TEXT, days_in, hand_over
from content.plans.selectors.hidden import (
    gone_from_sight,
    hidden_count,
    opened_in,
    proposals_of,
)
from content.plans.selectors.namesakes import namesakes_of, said_before
from content.plans.selectors.newer import dated, newer_than
from content.plans.selectors.originals import ends_the_offer
from content.plans.selectors.review import open_round
from content.plans.views.differences import in_one_line, summary_of, told_rows
from content.plans.views.own import version_or_404
from portal.people import access, rights
from portal.people.rights import Action, Person
from themes import confirm

OPENED_SHOWN: Final = 20
WORDS_SHOWN: Final = 300
TOLD_SHOWN: Final = 30


@access.requires(Action.PLAN_PUBLISH)
@access.post_only("plans_desk:review", "pk")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    version = version_or_404(request.user, pk, Action.PLAN_PUBLISH)
    if is_in_force(request, version):
        return redirect("plans_desk:review", pk=pk)
    approved = open_round(version)
    if not version.is_published and (approved is None or approved.state != RoundState.APPROVED):
        messages.info(request, _("这一版还没有批准。送审以后，请没有参与的人批准。"))
        return redirect("plans_desk:review", pk=pk)
    question = confirm.Question(
        question=_("发布这一版？"),
        subject=named(version),
        consequences=after_publishing(version, request.user),
        label=_("发布这一版"),
        back=reverse("plans_desk:review", args=[pk]),
        instead=before_publishing(version, request.user),
        about=(
            version.content_hash,
            version.document.current_version_id,
            approved.pk if approved else "",
        ),
    )
    if not confirm.is_confirmed(request, question):
        return confirm.ask(request, question)
    try:
        plan = services.publish_version(version=version, actor=access.person_of(request))
    except services.PlanRefused as refusal:
        return refused(request, refusal, pk)
    messages.success(request, _("已发布第 %(number)s 版") % {"number": version.number})
    return redirect(plan)


def is_in_force(request: HttpRequest, version: PlanVersion) -> bool:
    """Whether there is nothing to publish, which the person is told."""
    if version.document.current_version_id != version.pk:
        return False
    messages.info(request, _("第 %(number)s 版已经是现行的一版。") % {"number": version.number})
    return True


def refused(request: HttpRequest, refusal: services.PlanRefused, pk: int) -> HttpResponse:
    """Back to the version, or to the list where somebody threw it away meanwhile."""
    messages.error(request, refusal.message)
    if PlanVersion.objects.filter(pk=pk, ready=True).exists():
        return redirect("plans_desk:review", pk=pk)
    return redirect("plans_desk:list")


def named(version: PlanVersion) -> str:
    return _("《%(title)s》第 %(number)s 版") % {"title": version.title, "number": version.number}


def after_publishing(version: PlanVersion, person: Person) -> list[str]:
    document = version.document
    current = document.current_version_id is not None
    alike = [] if current else namesakes_of(version)
    return [
        *(
            _(
                "本单位另有《%(title)s》，%(shared)s一样。要是同一份文件，先不发布：删掉这份草稿，"
                "作为它的新版本导入。"
            )
            % {"title": one.document, "shared": one.shared}
            for one in alike
        ),
        *overtaken(version),
        *filter(None, [warning_of(version.original)]),
        _("公开范围是“%(visibility)s”，照这个范围，发布后马上能读到。")
        % {"visibility": narrowed(document.visibility, version.original).label},
        *_withheld(version),
        *_opened(version),
        *(
            [
                _(
                    "读者不能再下载原件：这一版是另一份文件。"
                    "发布后先打开原件看一遍，再在登记页勾“读者可以下载原件”。"
                )
            ]
            if ends_the_offer(document, version)
            else []
        ),
        *_compared(version, person),
        *_unused(version),
        *_undated(version),
        *_handed_over(version),
        *_to_answer(version),
        *([_("现行的一版由它代替；改了的条文上的题目转入待复核。")] if current else []),
        _("发布过的文字不能改，也不能删，只能再发布新的一版。"),
    ]


def overtaken(version: PlanVersion) -> list[str]:
    """That what a draft says is older than what is in force, or comes into force."""
    newer = newer_than(version)
    if newer is None:
        days = dated(version)
        if days is None or not days.is_earlier:
            return []
        words = _(
            "这一版的成文日期是 %(day)s，早于现行的第 %(number)d 版（%(in_force)s）。先核对文件；"
            "发布这一版，读者看到的就是日期更早的文字。"
        )
        return [words % {"day": days.day, "number": days.number, "in_force": days.in_force}]
    if newer.approved:
        words = _(
            "第 %(number)d 版比它新，已经批准，还没有发布。发布这一版，读者看到的是旧的文字；"
            "用不着的，删除这份草稿。"
        )
    else:
        words = _(
            "现行的第 %(number)d 版比它新。发布这一版，读者看到的就换回旧的文字；"
            "用不着的，删除这份草稿。"
        )
    return [words % {"number": newer.number}]


def before_publishing(version: PlanVersion, person: Person) -> list[tuple[str, str]]:
    """What could be done instead: words and address."""
    if not rights.can(person, Action.PLAN_EDIT, version.document.owner_unit_id):
        return []
    offered = []
    if overtaken(version):
        offered.append(
            (_("去删除草稿"), reverse("plans_desk:review", args=[version.pk]) + "#discard")
        )
    if _undated(version):
        register = reverse("plans_desk:change", args=[version.document.slug])
        offered.append((_("先填印发日期"), register + "#id_issued_on"))
    return offered


def _undated(version: PlanVersion) -> list[str]:
    """That no due can be counted from a plan whose day nobody knows."""
    document = version.document
    if document.kind not in DUE_KINDS or document.issued_on or version.signed_on:
        return []
    return [_("登记里没有印发日期，文件里也没写成文日期：备案、评估和演练的期限都算不出来。")]


def _handed_over(version: PlanVersion) -> list[str]:
    """Which days of the register stay with the version in force, and from when the dues of the
    next one run."""
    document = version.document
    handed = hand_over(document, version, again=version.is_published)
    said = []
    if handed is not None and handed.gone:
        said.append(
            _(
                "登记里的%(days)s是现行的第 %(number)d 版的，发布后移到登记页的“以前版本的日期”。"
                "这一版的期限从它自己的日期重新起算；备案了，再登记。"
            )
            % {"days": named_days(handed.gone), "number": handed.of.number}
        )
    if handed is not None and handed.back is not None:
        said.append(
            _("登记里换回这份文字从前的%(days)s。") % {"days": named_days(days_in(handed.back))}
        )
    is_undated = version.signed_on is None and not version.is_published
    if is_undated and document.current_version_id and (kept := days_in(document)):
        said.append(
            _(
                "这一版没写成文日期，登记里的%(days)s照旧，期限也照旧。"
                "是重新印发的，发布后到登记页改。"
            )
            % {"days": named_days(kept)}
        )
    return said


def _to_answer(version: PlanVersion) -> list[str]:
    """That somebody has to say whether this version answers the reasons to revise the plan."""
    open_ones = version.document.triggers.filter(settled_on__isnull=True)
    if version.is_published or not open_ones:
        return []
    named = "、".join(str(one) for one in open_ones)
    return [
        _("还没了结的修订情形：%(named)s。发布后，编辑在“完整性和修订”里写明这一版改了没有。")
        % {"named": named}
    ]


def named_days(days: Mapping[str, Any]) -> str:
    """Fields of the register with what they hold."""
    named = {field.name: field.verbose_name for field in PlanDocument._meta.fields}
    return "、".join(f"{named[name]} {days[name]}" for name in OF_A_TEXT if name in days)


def _withheld(version: PlanVersion) -> list[str]:
    """What stays hidden, and what was hidden and might come out elsewhere."""
    said = []
    if hidden := hidden_count(version):
        said.append(_("其中 %(count)d 条不公开，外人看不到。") % {"count": hidden})
    if waiting := len(proposals_of(version)):
        said.append(_("有 %(count)d 条等你核定公不公开，核定以前不公开。") % {"count": waiting})
    if gone := gone_from_sight(version):
        said.append(
            _(
                "现行的一版里有 %(count)d 条不公开的，这一版里没有了：%(names)s。"
                "先核对，它们的文字没有在别处公开出来。"
            )
            % {
                "count": len(gone),
                "names": "、".join(one.label or one.text[:20] for one in gone[:5]),
            }
        )
    return said


def _opened(version: PlanVersion) -> list[str]:
    """What somebody lets more people read than the import did: each with who and its words."""
    opened = opened_in(version)
    said = [
        _("原来不公开，%(who)s定为“%(visibility)s”：“%(name)s”连同它下面的。写的是：%(words)s")
        % {
            "who": one.said.judged_by or _("运维"),
            "visibility": one.said.get_visibility_display(),
            "name": Truncator(one.name).chars(40),
            "words": Truncator(one.words).chars(WORDS_SHOWN),
        }
        for one in opened[:OPENED_SHOWN]
    ]
    if more := len(opened[OPENED_SHOWN:]):
        said.append(_("这样的还有 %(count)d 条，校对里标着“放宽过”。") % {"count": more})
    return said


def _compared(version: PlanVersion, person: Person) -> list[str]:
    """What readers will find otherwise than in the version in force."""
    document = version.document
    current = document.current_version
    found = difference(version, person)
    if current is None or found is None:
        return []
    said = [_("和现行的一版比：%(difference)s。") % {"difference": summary_of(found)}]
    told = told_rows(found.told)
    said += [in_one_line(one) for one in told[:TOLD_SHOWN]]
    if more := len(told[TOLD_SHOWN:]):
        said.append(_("读法还改了 %(count)d 处，在“逐条看改了什么”里。") % {"count": more})
    before = said_before(version)
    if before and current.content_hash != version.content_hash:
        said.append(_("文字和第 %(number)d 版一样：这是换回从前的文字。") % {"number": before})
    if version.title != document.title:
        said.append(_("标题由《%(old)s》改为这一版的。") % {"old": document.title})
    return said


def _unused(version: PlanVersion) -> list[str]:
    """That of what the editors said of the text something does not hold for this one."""
    lost = sum(note["code"] == "correction_lost" for note in version.notes)
    said = _("有 %(count)d 处改正没有用上，先回校对页看是哪几处。") % {"count": lost}
    return [said] if lost else []
