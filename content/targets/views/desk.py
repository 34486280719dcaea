"""The ledger of targets: drafting one from a clause, confirming it."""

from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.pages import anchors
from content.targets import counting, refusals, selectors, services, waiting
from content.targets.enums import Comparator, TargetState
from content.targets.forms import TargetForm
from content.targets.models import Target
from content.targets.views.clauses import clause_in_words
from content.targets.views.own import target_of
from content.targets.wording import TargetRow
from portal.foundation.exports import download
from portal.people import access, rights
from portal.people.rights import Action
from portal.people.selectors import open_units, own_unit
from themes import confirm

A_PAGE: Final = 50


@access.requires(Action.TARGET_EDIT)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """`?state=retired` shows what counts no longer, `?target=` the page with that target."""
    today = timezone.localdate()
    retired = selectors.retired(request.user)
    ended = request.GET.get("state") == TargetState.RETIRED
    found = selectors.rows(retired, on=today) if ended else selectors.ledger(request.user, on=today)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page") or _page_with(request, found))
    numbers = waiting.waiting_for(request.user)
    context = {
        "rows": page.object_list,
        "page": page,
        "waiting": numbers,
        "numbers": sum(one.count for one in numbers),
        "confirmable": rights.units_for(request.user, Action.TARGET_CONFIRM),
        "draftable": rights.units_for(request.user, Action.TARGET_EDIT),
        "ended": ended,
        "retired": retired.count(),
    }
    return render(request, "content/targets/desk.html", context)


def _page_with(request: HttpRequest, found: list[TargetRow]) -> int:
    wanted = request.GET.get("target", "")
    place = next((place for place, row in enumerate(found) if row.target.slug == wanted), 0)
    return place // A_PAGE + 1


@access.requires(Action.TARGET_EDIT)
@require_safe
def desk_csv(request: HttpRequest) -> HttpResponse:
    return _ledger(request, "csv")


@access.requires(Action.TARGET_EDIT)
@require_safe
def desk_xlsx(request: HttpRequest) -> HttpResponse:
    return _ledger(request, "xlsx")


def _source_of(clause: anchors.Anchor | None) -> str:
    if clause is None:
        return _("条文已撤下")
    return clause.title or _("依据的文件现在不公开")


def _ledger(request: HttpRequest, kind: str) -> HttpResponse:
    """The ledger of the person's units as a file, drafts among them."""
    header = [
        _("目标"), _("定的数"), _("范围"), _("起"), _("止"), _("现在"), _("截至"), _("进度"),
        _("状态"), _("负责"), _("出处"), _("没有算进去的"), _("名册登记情况"), _("指标"),
        _("基期"),
    ]  # fmt: skip
    body = [
        [
            row.target.name, row.goal_text, row.target.stratum, row.target.starts,
            row.target.due, row.figure_text, row.figure.holds_for if row.figure else "",
            row.words, row.target.get_state_display(), row.target.unit.name,
            _source_of(row.clause), row.caveat, row.completeness_text,
            row.target.indicator.name, row.baseline_text,
        ]
        for row in selectors.rows(selectors.editable(request.user), on=timezone.localdate())
    ]  # fmt: skip
    return download.table(kind, "targets", _("目标台账"), header, body)


@access.requires(Action.TARGET_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def desk_new(request: HttpRequest) -> HttpResponse:
    """Draft a target from the clause named in the address."""
    key = request.GET.get("clause", "")
    anchor = anchors.resolve(key)
    if anchor is None:
        raise Http404
    form = TargetForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        asked=request.GET,
        initial={"unit": own_unit(request.user, open_units(request.user, Action.TARGET_EDIT))},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            target = services.draft_target(
                slug=data["slug"],
                name=data["name"],
                indicator=data["indicator"],
                clause_key=key,
                comparator=Comparator(data["comparator"]),
                value=data["value"],
                stratum=data["stratum"],
                starts=data["starts"],
                due=data["due"],
                baseline=data["baseline"],
                baseline_year=data["baseline_year"],
                unit=data["unit"],
                public=data["public"],
                read=request.GET.get("read"),
                actor=access.person_of(request),
            )
        except services.TargetRefused as refused:
            form.add_error(refused.field, refusals.in_words(refused, request.user))
        else:
            if target.slug == data["slug"]:
                messages.success(request, _("目标已存为草稿，核对后再确认。"))
            else:
                messages.info(request, _("这个目标已经有了：“%(name)s”。") % {"name": target.name})
            return redirect("targets:desk")
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "anchor": anchor}
    return render(request, "content/targets/desk_new.html", context, status=status)


@access.requires(Action.TARGET_CONFIRM)
@access.post_only("targets:desk")
def desk_confirm(request: HttpRequest, slug: str) -> HttpResponse:
    target = target_of(request, Action.TARGET_CONFIRM, slug)
    anchor = anchors.resolve(target.clause_key)
    read = anchor.content_hash if anchor else ""
    if target.state == TargetState.DRAFT:
        question = confirm.Question(
            question=_("确认这个目标？"),
            subject=target.name,
            consequences=_after_confirming(target, anchor),
            label=_("确认目标"),
            back=reverse("targets:desk"),
            about=(target.indicator_id, target.clause_key, target.starts, target.due, read),
        )
        if not confirm.is_confirmed(request, question):
            return confirm.ask(request, question)
    try:
        services.confirm_target(target=target, actor=access.person_of(request), read=read)
        counting.snapshot(target.indicator, timezone.localdate())
    except services.TargetRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("“%(name)s”已确认。") % {"name": target.name})
    return redirect("targets:desk")


@access.requires(Action.TARGET_CONFIRM)
@access.post_only("targets:desk")
def desk_recount(request: HttpRequest) -> HttpResponse:
    """Figures are the whole county's: whoever answers for a target may have them counted."""
    counted = counting.recount(actor=access.person_of(request))
    messages.success(request, _("重新统计了 %(n)d 项指标。") % {"n": counted})
    return redirect("targets:desk")


def _after_confirming(target: Target, anchor: anchors.Anchor | None) -> list[str]:
    itself = Target.objects.filter(pk=target.pk)
    (row,) = selectors.rows(itself, on=timezone.localdate(), with_clauses=False)
    read = (
        _("公开：确认后任何人马上能在“目标公开”读到，写明由%(unit)s负责。")
        if target.public
        else _("不公开：只列在%(unit)s和它上级的目标台账里。")
    )
    begins = _("基期：%(baseline)s。进度从这个数起，按天平均算。")
    begins = begins if row.has_baseline else _("基期：%(baseline)s。")
    baseline = [begins % {"baseline": row.baseline_text}] if row.baseline_text else []
    return [
        clause_in_words(anchor),
        _("指标：%(name)s") % {"name": target.indicator.name},
        _("范围：%(stratum)s") % {"stratum": target.stratum or _("不分")},
        row.promise_text,
        *baseline,
        read % {"unit": target.unit.name},
        _("确认后不能改，登记错了可以停用。"),
    ]
