"""任务和项目: what reads like one is confirmed, corrected or refused by who keeps the plan."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.plans import services
from content.plans.domain.assignments import names_as_line
from content.plans.enums import Family
from content.plans.forms.tasks import TaskForm, initial_of
from content.plans.models import PlanTask, PlanVersion, ProgressNote
from content.plans.selectors.task_proposals import Found, found_in, one_found
from content.plans.selectors.task_units import alike, names_used
from content.plans.selectors.tasks import Standing, latest_notes, standing_of, units_named
from content.plans.services.tasks import Told, told_of
from content.plans.task_states import DueRead, TaskState
from content.plans.views.own import version_or_404
from portal.foundation.locks import ChangedMeanwhile
from portal.people import access
from portal.people.models import Unit
from portal.people.rights import Action
from themes import confirm

A_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Row:
    """`told`: what was read, or what stands; `standing` of a confirmed task."""

    found: Found
    told: Told | PlanTask
    leads: str
    helps: str
    due_read: DueRead
    standing: Standing | None


_STORED: Final = (
    "kind", "name", "leads", "helps", "deadline", "due_on", "recurring", "costs", "built",
)  # fmt: skip
_ORDER: Final = {None: 0, TaskState.CONFIRMED: 1, TaskState.REFUSED: 2}


@access.requires(Action.PLAN_EDIT)
@require_safe
def tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """Those that wait first, then the confirmed ones with how far they are, then the others."""
    version = _version_or_404(request, pk)
    every = found_in(version)
    every.sort(key=lambda one: _ORDER[TaskState(one.task.state) if one.task else None])
    page = Paginator(every, A_PAGE).get_page(request.GET.get("page"))
    confirmed = [one.task for one in page if one.task]
    notes = latest_notes(confirmed, everybody=False)
    today = timezone.localdate()
    context = {
        "version": version,
        "plan": version.document,
        "page": page,
        "asked": [_row(one, notes, today) for one in page if one.task is None],
        "decided": [_row(one, notes, today) for one in page if one.task],
        "waiting": sum(one.task is None for one in every),
        "confirmed": sum(
            one.task is not None and one.task.state == TaskState.CONFIRMED for one in every
        ),
        "refused": sum(
            one.task is not None and one.task.state == TaskState.REFUSED for one in every
        ),
        "in_force": version.document.current_version_id == version.pk,
    }
    return render(request, "content/plans/desk/tasks.html", context)


def _row(found: Found, notes: Mapping[int, ProgressNote], today: date) -> Row:
    task = found.task
    if task is None:
        told = told_of(found)
        return Row(
            found, told, names_as_line(told.leads), names_as_line(told.helps), told.due_read, None
        )
    standing = None
    if task.state == TaskState.CONFIRMED:
        standing = standing_of(task, notes.get(task.pk), today)
    return Row(found, task, task.leads_text, task.helps_text, DueRead(task.due_read), standing)


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:tasks", "pk")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm the ticked ones as they were read, or say that they are none. What is said of many
    at once is asked about first, with its number."""
    version, person = _version_or_404(request, pk), access.person_of(request)
    do = request.POST.get("do", "")
    chosen = set(request.POST.getlist("listed" if do == "confirm_page" else "task")[:A_PAGE])
    if do != "restore" and not chosen:
        messages.error(request, _("先勾选，再按。"))
        return redirect("plans_desk:tasks", pk=pk)
    question = _question(version, do, chosen)
    if question is not None and not confirm.is_confirmed(request, question):
        return confirm.ask(request, question)
    if do == "restore":
        done = services.restore_tasks(version=version, actor=person)
        messages.success(request, _("恢复了 %(done)d 条，等着处理。") % {"done": done})
    elif do == "day":
        done = services.take_over_days(version=version, chosen=chosen, actor=person)
        if done:
            messages.success(request, _("到期日改成了原文现在读出的那一天。"))
        else:
            messages.info(request, _("没有改：到期日已经和原文一样，或者刚有人改过。"))
    elif do == "refuse":
        done = services.refuse_tasks(version=version, chosen=chosen, actor=person)
        words = _("记下了，%(done)d 条不是任务。记错了的，在“处理过的”里恢复。")
        messages.success(request, words % {"done": done})
    else:
        done = services.confirm_tasks(version=version, chosen=chosen, actor=person)
        messages.success(request, _("已确认 %(done)d 条。") % {"done": done})
    return redirect("plans_desk:tasks", pk=pk)


def _question(version: PlanVersion, do: str, chosen: Collection[str]) -> confirm.Question | None:
    """None for what the person has ticked one by one and confirms."""
    every = found_in(version)
    waiting = sum(one.task is None and one.value in chosen for one in every)
    refused = sum(one.task is not None and one.task.state == TaskState.REFUSED for one in every)
    asked = {
        "confirm_page": (
            _("这一页的 %(number)d 条都确认？"), _("确认这 %(number)d 条"), waiting,
            _("照读出来的样子确认，公众在“任务分工”里看得到。每一条先和原文对过。"),
        ),
        "refuse": (
            _("%(number)d 条都不是任务？"), _("%(number)d 条不是任务"), waiting,
            _("它们不再等着处理，公众也看不到。记错了的，在“处理过的”里恢复。"),
        ),
        "restore": (
            _("恢复“不是任务”的 %(number)d 条？"), _("恢复 %(number)d 条"), refused,
            _("它们重新等着处理，要一条条再看。"),
        ),
    }  # fmt: skip
    if do not in asked:
        return None
    words, label, number, consequence = asked[do]
    if not number:
        return None
    return confirm.Question(
        question=words % {"number": number},
        subject=version.document.title,
        consequences=[consequence],
        label=label % {"number": number},
        back=reverse("plans_desk:tasks", args=[version.pk]),
        about=sorted(chosen),
    )


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int, anchor: UUID, digest: str) -> HttpResponse:
    """One task beside its words: what was read wrong is put right, and it is confirmed."""
    version = _version_or_404(request, pk)
    found = _found_or_404(version, anchor, digest)
    if found.task is not None and found.task.state == TaskState.REFUSED:
        messages.info(request, _("这一条记的是“不是任务”。要改，先按“重新考虑”。"))
        return redirect("plans_desk:tasks", pk=pk)
    told = told_of(found)
    form = TaskForm(
        request.POST if request.method == "POST" else None,
        initial=initial_of(told),
        due_read=DueRead(told.due_read),
        period=_period_of(version),
    )
    if request.method == "POST" and form.is_valid() and _corrected(request, found, form):
        return redirect("plans_desk:tasks", pk=pk)
    context = {"version": version, "plan": version.document, "found": found, "form": form}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "content/plans/desk/task.html", context, status=status)


def _period_of(version: PlanVersion) -> tuple[int, int] | None:
    plan = version.document
    return (plan.period_start, plan.period_end) if plan.period_start and plan.period_end else None


def _corrected(request: HttpRequest, found: Found, form: TaskForm) -> bool:
    was = {name: getattr(found.task, name) for name in _STORED} if found.task else None
    try:
        task = services.correct_task(
            found=found, told=form.told, was=was, actor=access.person_of(request)
        )
    except services.PlanRefused as refused:
        form.add_error(refused.field or None, refused.message)
    except ChangedMeanwhile:
        form.add_error(None, _("刚有人改过这一条。没有保存，刷新看过再改。"))
    else:
        messages.success(request, _("“%(name)s”已确认。") % {"name": task.name})
        return True
    return False


@access.requires(Action.PLAN_EDIT)
@access.post_only("plans_desk:tasks", "pk")
def reopen(request: HttpRequest, pk: int, anchor: UUID, digest: str) -> HttpResponse:
    found = _found_or_404(_version_or_404(request, pk), anchor, digest)
    try:
        services.reopen_task(found=found, actor=access.person_of(request))
    except services.PlanRefused as refused:
        messages.error(request, refused.message)
    return redirect("plans_desk:tasks", pk=pk)


@access.requires(Action.PLAN_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def units(request: HttpRequest, pk: int) -> HttpResponse:
    """Which unit of the tree each name means; one name is chosen, then a unit."""
    version = _version_or_404(request, pk)
    names = names_used(version.document)
    if request.method == "POST":
        written, code = request.POST.get("written", ""), request.POST.get("unit", "")
        unit = Unit.objects.filter(code=code[:40]).first() if "\x00" not in code else None
        if written not in names or (code and unit is None):
            messages.error(request, _("这个单位或者写法已经不在了，重新选。"))
        else:
            services.name_unit(
                document=version.document, written=written, unit=unit,
                actor=access.person_of(request),
            )  # fmt: skip
            messages.success(request, _("已记下。"))
        return redirect("plans_desk:task_units", pk=pk)
    named = units_named(version.document, names)
    written = request.GET.get("written", "")
    wanted = (request.GET.get("q", "") or written)[:60]
    context = {
        "version": version,
        "plan": version.document,
        "rows": [(name, named.get(name)) for name in names],
        "written": written if written in names else "",
        "q": wanted,
        "units": alike(wanted) if written in names else [],
    }
    return render(request, "content/plans/desk/task_units.html", context)


def _version_or_404(request: HttpRequest, pk: int) -> PlanVersion:
    """A response plan has no tasks."""
    version = version_or_404(request.user, pk, Action.PLAN_EDIT, whole=False)
    if version.document.family != Family.PLANNING:
        raise Http404
    return version


def _found_or_404(version: PlanVersion, anchor: UUID, digest: str) -> Found:
    found = one_found(version, anchor, digest)
    if found is None:
        raise Http404
    return found
