"""The numbers a document states as goals, gone through one by one: target, adjusted, or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from content.plans import services
from content.plans.domain.quantities import figure_in
from content.plans.domain.targets import years_of
from content.plans.enums import DraftState, Visibility
from content.plans.forms.register import DismissForm
from content.plans.models import PlanVersion, TargetDraft
from content.plans.selectors.drafts import drafts_of, stated_again
from content.plans.views.drawing import draw_target
from content.plans.views.own import draft_or_404, version_or_404
from content.targets.coverage import whole_place
from content.targets.domain.measures import in_measure, measures_of
from content.targets.forms import TargetForm
from content.targets.selectors import free_address
from portal.people import access, rights
from portal.people.rights import Action

A_PAGE = 20
EVERY = "every"
"""In the address: offer also the indicators that speak of something else."""
AROUND = 160
"""Characters of the clause shown on either side of the sentence."""


@dataclass(frozen=True, slots=True)
class Tab:
    url: str
    label: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Again:
    """Another draft that seems to state the same goal, and where it stands in this list."""

    draft: TargetDraft
    url: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A draft with its sentence between the words around it."""

    draft: TargetDraft
    before: str
    sentence: str
    after: str
    again: Sequence[Again] = ()

    @property
    def pieces(self) -> tuple[str, str, str]:
        """The sentence before, in and after what to look at: the figure, or all of it where the
        figure cannot be told from another."""
        place = figure_in(self.sentence, self.draft.value, self.draft.unit)
        start, end = place or (0, len(self.sentence))
        return self.sentence[:start], self.sentence[start:end], self.sentence[end:]


def quote(draft: TargetDraft) -> Quoted:
    text = draft.clause.text
    if draft.row is not None or text[draft.start : draft.end].strip() == "":
        return Quoted(draft, "", draft.sentence, "")
    before, after = text[: draft.start], text[draft.end :]
    return Quoted(
        draft,
        ("…" if len(before) > AROUND else "") + before[-AROUND:],
        text[draft.start : draft.end],
        after[:AROUND] + ("…" if len(after) > AROUND else ""),
    )


@access.requires(Action.TARGET_EDIT)
@require_safe
def drafts(request: HttpRequest, pk: int) -> HttpResponse:
    """All drafts of a version; ?state= shows those already decided."""
    version = version_or_404(request.user, pk, Action.TARGET_EDIT, whole=False)
    return render(request, "content/plans/desk/drafts.html", _page(request, version))


def _page(
    request: HttpRequest, version: PlanVersion, form: DismissForm | None = None
) -> dict[str, object]:
    wanted = request.GET.get("state", "")
    state = DraftState(wanted) if wanted in DraftState.values else DraftState.OPEN
    every = list(drafts_of(version))
    lists = {one: [draft for draft in every if draft.state == one] for one in DraftState}
    page = Paginator(lists[state], A_PAGE).get_page(request.GET.get("page"))
    again = _again(every, lists)
    return {
        "version": version,
        "plan": version.document,
        "state": state,
        "tabs": [
            Tab(f"?state={one}", f"{one.label} {len(lists[one])}", one == state)
            for one in DraftState
        ],
        "page": page,
        "rows": [
            replace(quote(draft), again=again.get(draft.pk, ())) for draft in page.object_list
        ],
        "total": len(every),
        "form": form or DismissForm(),
        "chosen": set(request.POST.getlist("draft")) if form else set(),
        "in_force": version.document.current_version_id == version.pk,
        "is_public": version.document.visibility == Visibility.PUBLIC,
    }


def _again(
    every: Sequence[TargetDraft], lists: Mapping[DraftState, Sequence[TargetDraft]]
) -> dict[int, list[Again]]:
    """By the id of a draft: the others that seem to state its goal, in the list of their state."""
    places = {draft.pk: place for one in lists.values() for place, draft in enumerate(one)}
    return {
        pk: [
            Again(
                draft,
                f"?state={draft.state}&page={places[draft.pk] // A_PAGE + 1}#d-{draft.pk}",
            )
            for draft in others
        ]
        for pk, others in stated_again(every).items()
    }


@access.requires(Action.TARGET_EDIT)
@access.post_only("plans_desk:drafts", "pk")
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the ticked numbers aside, with one reason for all of them."""
    version = version_or_404(request.user, pk, Action.TARGET_EDIT, whole=False)
    form = DismissForm(request.POST)
    ids = [int(one) for one in request.POST.getlist("draft") if one.isdecimal() and len(one) < 19]
    chosen = drafts_of(version).filter(pk__in=ids[:500])
    if not ids:
        form.add_error(None, _("先勾选不是目标的数字。"))
    if not form.is_valid():
        context = _page(request, version, form)
        return render(request, "content/plans/desk/drafts.html", context, status=422)
    done = services.dismiss_drafts(
        drafts=chosen, actor=access.person_of(request), reason=form.cleaned_data["reason"]
    )
    messages.success(request, _("已搁下 %(done)d 项，理由记下了。") % {"done": done})
    return redirect("plans_desk:drafts", pk=version.pk)


@access.requires(Action.TARGET_EDIT)
@access.post_only("plans_desk:list")
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    draft = draft_or_404(request.user, pk)
    services.reopen_draft(draft=draft, actor=access.person_of(request))
    return redirect("plans_desk:drafts", pk=draft.clause.version_id)


@access.requires(Action.TARGET_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """One number beside its sentence: choose the indicator, adjust, confirm."""
    draft = draft_or_404(request.user, pk)
    version = draft.clause.version
    if draft.state != DraftState.OPEN or version.document.current_version_id != version.pk:
        messages.info(request, _("这一项现在不能确认：已经处理过，或者这一版还没发布。"))
        return redirect("plans_desk:drafts", pk=version.pk)
    form = TargetForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        stated=draft.unit,
        about="" if EVERY in request.GET else draft.subject,
        asked=request.GET,
        initial=_suggestion(draft),
    )
    if request.method == "POST" and form.is_valid() and _confirm(request, draft, form):
        return redirect("plans_desk:drafts", pk=version.pk)
    status = 422 if form.is_bound and form.errors else 200
    context = {
        "form": form,
        "row": quote(draft),
        "version": version,
        "plan": version.document,
        "countable": measures_of(draft.unit) != frozenset(),
        "place": whole_place().name,
        "may_define": rights.covers_root(request.user, Action.TARGET_CONFIRM),
    }
    return render(request, "content/plans/desk/decide.html", context, status=status)


def _confirm(request: HttpRequest, draft: TargetDraft, form: TargetForm) -> bool:
    drawn = draw_target(request, form, draft.clause, partial(services.confirm_draft, draft=draft))
    if drawn is None:
        return False
    target, binding = drawn
    said = _("“%(name)s”已设为目标。") if binding else _("“%(name)s”已送到目标台账，等管理员确认。")
    messages.success(request, said % {"name": target.name})
    return True


def _suggestion(draft: TargetDraft) -> dict[str, object]:
    """What the text says, in the words of the form."""
    document = draft.clause.version.document
    year = timezone.localdate().year
    since, said = years_of(draft.period)
    start = document.period_start or year
    return {
        "name": draft.subject[:80],
        "comparator": services.suggested_comparator(draft),
        "value": _bare(draft.value, draft.unit),
        "stratum": draft.stratum[:40],
        "starts": date(since or min(start, said or start), 1, 1),
        "due": date(said or document.period_end or max(year, since or start), 12, 31),
        "baseline": _bare(draft.baseline, draft.unit) if draft.baseline is not None else None,
        "baseline_year": draft.baseline_year,
        "unit": document.owner_unit_id,
        "slug": free_address(f"{document.slug[:40]}-{draft.pk}"),
        "public": document.visibility == "public",
    }


def _bare(value: Decimal, unit: str) -> str:
    return format(in_measure(value, unit).normalize(), "f")
