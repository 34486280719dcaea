"""The results of a paper as a file, as the list was filtered."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.foundation.audit import services as audit
from portal.foundation.exports import download
from portal.people import access
from portal.people.access import person_of
from portal.people.rights import Action
from quizzes.attempts import listing, selectors
from quizzes.attempts.enums import AttemptState
from quizzes.attempts.forms import ResultsFilter
from quizzes.attempts.views.examining import assessment_of
from quizzes.papers.enums import Purpose


@require_GET
@access.requires(Action.ATTEMPT_REVIEW)
def as_csv(request: HttpRequest, slug: str) -> HttpResponse:
    return _file(request, slug, "csv")


@require_GET
@access.requires(Action.ATTEMPT_REVIEW)
def as_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    return _file(request, slug, "xlsx")


def _file(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Taking results out is an event itself."""
    assessment = assessment_of(request, slug)
    asked = ResultsFilter(request.GET)
    back = f"{reverse('attempts:results', args=[slug])}?{asked.query()}"
    if not asked.is_valid():
        return redirect(back)
    seen = selectors.visible_to_examiner(assessment, person_of(request))
    found = listing.matching(seen, **asked.wanted())
    if download.is_too_much(found):
        messages.error(
            request,
            _("超过 %(most)s 条，一次导不出来。先筛选，再导出。") % {"most": download.MOST},
        )
        return redirect(back)
    rows = list(_table(found))
    audit.record(
        actor=person_of(request),
        action="quizzes.attempt.results_exported",
        target_key=f"paper:{assessment.slug}",
        unit_id=assessment.owner_unit_id,
        # Not what was searched for: that is somebody's name.
        data={
            "format": kind,
            "rows": len(rows),
            "searched": bool(asked.cleaned_data["q"]),
            "state": asked.cleaned_data["state"] or "all",
        },
    )
    name = f"results-{assessment.slug}-{timezone.localdate():%Y%m%d}"
    return download.table(kind, name, assessment.title, _header(), rows)


def _header() -> list[str]:
    return [_("姓名"), _("用户名"), _("单位"), _("第几次"), _("状态"), _("开始"), _("交卷"),
            _("收卷方式"), _("得分"), _("满分"), _("通过"), _("作废原因"), _("回执号")]  # fmt: skip


def _table(attempts: Iterable[Any]) -> Iterator[list[object]]:
    """A row an attempt of `selectors.visible_to_examiner`, which annotates score, maximum and
    passed; in the columns of `_header`."""
    for one in attempts:
        counts = one.state != AttemptState.VOID
        judged = counts and one.assessment.purpose != Purpose.PRACTICE
        yield [
            one.person.get_full_name(),
            one.person.username,
            one.unit.name if one.unit else "",
            one.number,
            str(one.get_state_display()),
            one.started_at,
            one.submitted_at,
            str(one.get_closed_reason_display()) if one.closed_reason else "",
            one.score if counts else None,
            one.maximum,
            one.passed if judged else None,
            one.void_reason,
            one.receipt_code or "",
        ]
