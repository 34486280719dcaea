"""The parse of a version beside its original, and where its review stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from content.plans.addresses import proof_url
from content.plans.desk_notes import notes_on_proof
from content.plans.domain.review import Part
from content.plans.forms.review import ReturnForm, SubmitForm
from content.plans.models import FollowUp, PlanVersion, Rereading, ReviewRound
from content.plans.report import review_of
from content.plans.review_states import RoundState
from content.plans.selectors.corrections import corrections_of
from content.plans.selectors.difference import difference
from content.plans.selectors.drafts import open_counts
from content.plans.selectors.hidden import opened_in, proposals_of
from content.plans.selectors.namesakes import said_before
from content.plans.selectors.readable import readable_text
from content.plans.selectors.review import authors_of, deciders_of, returned_before, rounds_of
from content.plans.selectors.triggers import unanswered
from content.plans.selectors.widenings import open_by_anchor
from content.plans.views.differences import summary_of
from content.plans.views.own import page_asked, version_or_404
from content.plans.views.previews import previews_of
from content.plans.views.publishing import overtaken
from portal.people import access, rights
from portal.people.models import User
from portal.people.rights import Action

MINE: Final = {
    Part.IMPORTED: gettext_lazy("导入过它"),
    Part.CORRECTED: gettext_lazy("改正过它的读法"),
    Part.JUDGED: gettext_lazy("定过哪一条谁能看"),
    Part.REGISTERED: gettext_lazy("改过登记里的标题或公开范围"),
    Part.ASKED: gettext_lazy("送了审"),
}
WROTE: Final = {
    Part.IMPORTED: gettext_lazy("导入"),
    Part.CORRECTED: gettext_lazy("改正读法"),
    Part.JUDGED: gettext_lazy("定谁能看"),
    Part.REGISTERED: gettext_lazy("改标题或公开范围"),
    Part.ASKED: gettext_lazy("送审"),
}
OPENED_SHOWN: Final = 50
"""Clauses that somebody opened, with their words; the rest is counted and bears its tag."""


@dataclass(frozen=True, slots=True)
class Wrote:
    name: str
    did: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Where the review of a draft stands, for one person. `held` is the round that is open,
    `ended` the last one where none is. `mine`: what the person did to the text and may
    therefore not approve it; `deciders` are those who may. `difference` says what it changes of
    the version in force, None where there is none."""

    held: ReviewRound | None
    ended: ReviewRound | None
    wrote: Sequence[Wrote]
    mine: str
    deciders: Sequence[User]
    difference: str | None
    may_submit: bool
    may_withdraw: bool
    may_decide: bool
    may_return: bool
    may_publish: bool


def panel_of(request: HttpRequest, version: PlanVersion, rounds: Sequence[ReviewRound]) -> Panel:
    person, unit = access.person_of(request), version.document.owner_unit_id
    publishes = rights.can(person, Action.PLAN_PUBLISH, unit)
    edits = rights.can(person, Action.PLAN_EDIT, unit)
    held = next((one for one in rounds if one.is_open), None)
    latest = rounds[0] if rounds else None
    wrote = authors_of(version)
    names = {one.pk: str(one) for one in User.objects.filter(pk__in=wrote)}
    found = difference(version, person)
    asked = held is not None and held.state == RoundState.ASKED
    mine = wrote.get(person.pk, frozenset())
    return Panel(
        held=held,
        ended=latest if held is None and latest and latest.state in ENDED_BY_OTHERS else None,
        wrote=[
            Wrote(names[pk], "、".join(str(WROTE[part]) for part in Part if part in parts))
            for pk, parts in wrote.items()
        ],
        mine="、".join(str(MINE[part]) for part in Part if part in mine) if publishes else "",
        deciders=list(deciders_of(version, wrote)),
        difference=None if found is None else summary_of(found),
        may_submit=edits and held is None,
        may_withdraw=edits and held is not None,
        may_decide=publishes and asked and not mine,
        may_return=publishes and held is not None and held.asked_by_id != person.pk,
        may_publish=publishes and held is not None and not asked,
    )


ENDED_BY_OTHERS: Final = (RoundState.RETURNED, RoundState.VOID)


@access.requires(Action.PLAN_READ_INTERNAL)
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    return review_page(request, version_or_404(request.user, pk, Action.PLAN_READ_INTERNAL))


def review_page(
    request: HttpRequest, version: PlanVersion, sent: Mapping[str, Form] | None = None
) -> HttpResponse:
    """`sent`: the form that was refused, by its name on the page."""
    unit = version.document.owner_unit_id
    page = page_asked(request, version)
    may_edit = rights.can(request.user, Action.PLAN_EDIT, unit)
    may_draft = rights.can(request.user, Action.TARGET_EDIT, unit)
    rounds = rounds_of(version)
    opened = [] if version.is_published else opened_in(version)
    asked = open_by_anchor(version.document)
    corrections, later = corrections_of(version)
    context: dict[str, Any] = {
        "version": version,
        "plan": version.document,
        "said_in": said_before(version),
        "overtaken": overtaken(version),
        "returned": returned_before(version),
        "review": review_of(
            version,
            person=request.user,
            page=page,
            opened={one.clause.anchor for one in opened},
            asked=asked,
        ),
        "notes": notes_on_proof(version, request.user),
        "page": page,
        "waiting": open_counts([version.pk]).get(version.pk, 0) if may_draft else 0,
        "proposals": proposals_of(version),
        "opened": [(one, proof_url(version.pk, one.clause)) for one in opened[:OPENED_SHOWN]],
        "opened_count": len(opened),
        "opened_more": len(opened[OPENED_SHOWN:]),
        "proposed": asked.get(None),
        "corrections": corrections,
        "corrections_later": later,
        "previews": []
        if version.is_published
        else previews_of(version, readable_text(version, request.user)),
        "rereading": Rereading.objects.filter(version=version).first(),
        "following": FollowUp.objects.filter(
            document=version.document_id, finished_at__isnull=True
        ).exists(),
        "may_edit": may_edit,
        "may_draft": may_draft,
        "may_correct": may_edit and not version.is_published,
        "rounds": rounds,
        "unanswered": len(unanswered(version)) if may_edit else 0,
        "panel": None if version.is_published else panel_of(request, version, rounds),
        "submit_form": SubmitForm(auto_id="submit_%s"),
        "return_form": ReturnForm(auto_id="return_%s"),
    }
    return render(
        request,
        "content/plans/desk/review.html",
        {**context, **(sent or {}), "refused": bool(sent)},
        status=422 if sent else 200,
    )
