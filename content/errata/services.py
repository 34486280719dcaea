"""Taking a report in, answering it, and dropping it when its time is over."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from content.errata.enums import SETTLED, State
from content.errata.models import ErrorReport
from content.errata.refusals import ReportRefused
from content.errata.selectors import reported, shown_of
from content.plans.selectors import locate
from portal.foundation.audit.services import record
from portal.foundation.locks import ChangedMeanwhile
from portal.foundation.sent import key_of
from portal.people import rights
from portal.people.models import User
from portal.people.rights import Action, Person

MOST_OF_A_CLAUSE: Final = 20
MOST_OF_A_PLAN: Final = 300
"""Reports that wait for an answer: more nobody reads through, however many addresses send them."""

ANSWERED_KEPT: Final = timedelta(days=180)
OPEN_KEPT: Final = timedelta(days=365)
"""As the page of the form promises."""


def known(*, anchor: UUID, text: str, token: UUID) -> ErrorReport | None:
    """The report that this form has made already."""
    return ErrorReport.objects.filter(token=_key(token, anchor, text)).first()


@transaction.atomic
def report_error(
    *, reader: Person, anchor: UUID, text: str, token: UUID, shown: str = ""
) -> ErrorReport:
    """Say what is wrong in a clause of a text in force. The same form sent twice is one report,
    with other words it is another.

    `shown`: hash of what the reader saw, where that is known. Raises ReportRefused where the
    reader does not read the clause, where it is in no text in force any more, and where too many
    wait for an answer; ChangedMeanwhile where it reads otherwise than `shown`.
    """
    made = known(anchor=anchor, text=text, token=token)
    if made is not None:
        return made
    found = locate(anchor, reader)
    if found is None or not found.current:
        raise ReportRefused(_("这一条不在现行的一版里了，没有报上。先复制下来，看看现行的全文。"))
    if shown not in ("", shown_of(found)):
        raise ChangedMeanwhile
    waiting = ErrorReport.objects.filter(document=found.document).waiting()
    if (
        waiting.filter(anchor=anchor).count() >= MOST_OF_A_CLAUSE
        or waiting.count() >= MOST_OF_A_PLAN
    ):
        raise ReportRefused(_("报错已经很多，编辑还没有处理完，没有报上。先复制下来，过几天再报。"))
    report, is_new = ErrorReport.objects.get_or_create(
        token=_key(token, anchor, text),
        defaults={
            "document": found.document, "version": found.clause.version, "anchor": anchor,
            "text": text,
        },
    )  # fmt: skip
    if is_new:
        # Nobody, also where somebody is signed in: whoever reports stays unnamed.
        _record("content.erratum.reported", report, None)
    return report


def _key(token: UUID, anchor: UUID, text: str) -> UUID:
    return key_of(token, {"anchor": anchor, "text": text})


@transaction.atomic
def answer_report(
    *, report: ErrorReport, state: str, text: str, by: User, seen: str = ""
) -> ErrorReport:
    """What the editors did or promise to do; a promise may be answered anew, as the clause may
    be left as it is after all. The same answer again changes nothing. `seen`: `since` of the
    report that the person answered, "" where nobody had. Raises
    ReportRefused for who may not edit the plan, for what has no words any more, and for a clause
    called mended that reads as it did; ChangedMeanwhile where it was answered otherwise
    meanwhile."""
    if not rights.can(by, Action.PLAN_EDIT, report.document.owner_unit_id):
        raise ReportRefused(_("报错由负责这份文件的编辑处理。"))
    if state == State.MENDED and not reported([report])[0].is_changed:
        raise ReportRefused(
            _(
                "这一条还和报错时一样，没有存上。选“会改，下一版”，发布改过的一版以后自动变成“改了”。"
            )
        )
    given = report.since == seen and (
        ErrorReport.objects.answerable()
        .filter(pk=report.pk, answered_at=report.answered_at)
        .exclude(state=state, answer=text, answered_by=by)
        .update(state=state, answer=text, answered_by=by, answered_at=timezone.now())
    )
    stored = ErrorReport.objects.filter(pk=report.pk).first()
    if stored is None:
        raise ReportRefused(_("这条报错到期删除了，没有存上。"))
    if stored.taken_out_at is not None:
        raise ReportRefused(_("这条报错的文字拿掉了，不用处理。"))
    if given:
        _record("content.erratum.answered", stored, by, state=state)
    elif (stored.state, stored.answer, stored.answered_by_id) != (state, text, by.pk):
        raise ChangedMeanwhile
    return stored


@transaction.atomic
def answer_alike(
    *, report: ErrorReport, also: Sequence[ErrorReport], state: str, text: str, by: User,
    seen: str = "",
) -> Sequence[ErrorReport]:  # fmt: skip
    """Answer a report, and in the same words others that nobody had answered when the person
    chose them. Returns those that could not be: answered, taken out or dropped meanwhile, or of a
    clause called mended that reads as it did. Raises what `answer_report` does, for the first."""
    answer_report(report=report, state=state, text=text, by=by, seen=seen)
    left = []
    for one in also:
        try:
            answer_report(report=one, state=state, text=text, by=by)
        except (ReportRefused, ChangedMeanwhile):
            left.append(one)
    return left


@transaction.atomic
def follow_clause(*, anchor: UUID) -> int:
    """The clause reads otherwise, or is gone, in the text that came into force: what was promised
    is done; or it reads as reported again, and what was done is a promise. Where only a point of
    its list reads otherwise, an editor says whether that was it. Returns how many moved."""
    given = ErrorReport.objects.filter(anchor=anchor, state__in=(State.PROMISED, State.MENDED))
    moved = 0
    for said in reported([*given.select_related("document")]):
        state = said.report.state
        if state == State.PROMISED and said.is_itself_changed:
            if _turn(said.report, State.MENDED):
                _record("content.erratum.mended", said.report, None)
                moved += 1
        elif state == State.MENDED and not said.is_changed and _turn(said.report, State.PROMISED):
            _record("content.erratum.undone", said.report, None)
            moved += 1
    return moved


def _turn(report: ErrorReport, after: State) -> int:
    still = ErrorReport.objects.filter(pk=report.pk, state=report.state)
    return still.update(state=after, answered_at=timezone.now())


@transaction.atomic
def take_out(*, report: ErrorReport, reason: str, by: User) -> bool:
    """Empty a report and its answer for ever; that it was there, who took it out and why stays
    until it is dropped. False where it was already. Raises ReportRefused for who may not publish
    the plan, and where it was dropped meanwhile."""
    if not rights.can(by, Action.PLAN_PUBLISH, report.document.owner_unit_id):
        raise ReportRefused(_("报错的文字由能发布这份文件的人拿掉。"))
    emptied = ErrorReport.objects.filter(pk=report.pk, taken_out_at=None).update(
        text="", answer="", taken_out_by=by, taken_out_at=timezone.now(),
        taken_out_for=" ".join(reason.split()),
    )  # fmt: skip
    if emptied:
        _record("content.erratum.taken_out", report, by)
    elif not ErrorReport.objects.filter(pk=report.pk).exists():
        raise ReportRefused(_("这条报错到期删除了。"))
    return bool(emptied)


@transaction.atomic
def drop_old(now: datetime) -> int:
    """Delete what is older than the form promised; returns how many."""
    old = ErrorReport.objects.filter(
        Q(state__in=SETTLED, answered_at__lt=now - ANSWERED_KEPT)
        | Q(state=State.PROMISED, answered_at__lt=now - OPEN_KEPT)
        | Q(state=State.OPEN, received_at__lt=now - OPEN_KEPT)
    )
    dropped, _of = old.delete()
    if dropped:
        record(actor=None, action="content.erratum.dropped", data={"count": dropped})
    return dropped


def _record(action: str, report: ErrorReport, actor: User | None, **data: str) -> None:
    record(
        actor=actor,
        action=action,
        target_key=report.key,
        unit_id=report.document.owner_unit_id,
        data={"report": report.pk, **data},
        is_unnamed=actor is None,
    )
