"""What auditors read: events of their units, and the same as a file."""

from collections.abc import Iterator, Sequence
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.foundation.audit import selectors, services, words
from portal.foundation.audit.forms import EventFilter
from portal.foundation.audit.models import AuditEvent
from portal.foundation.exports import download
from portal.people import access, rights
from portal.people.models import Unit, User
from portal.people.rights import Action
from portal.people.selectors import visible_people, visible_units

PAGE: Final = 50


@access.requires(Action.AUDIT_READ)
@require_GET
def event_list(request: HttpRequest) -> HttpResponse:
    """Newest first. The next page starts under an id, so any costs what the first does."""
    form = EventFilter(request.GET)
    events, has_more = [], False
    if form.is_valid():
        found = selectors.matching(request.user, form.wanted())
        if form.cleaned_data["before"]:
            found = found.filter(id__lt=form.cleaned_data["before"])
        events = list(found[: PAGE + 1])
        events, has_more = events[:PAGE], len(events) > PAGE
    return render(
        request,
        "portal/foundation/audit/event_list.html",
        {
            "form": form,
            "rows": _rows(events, access.person_of(request)),
            "seal": selectors.seal_state(),
            "query": _query(request.GET).urlencode(),
            "older": _query(request.GET, before=events[-1].pk).urlencode() if has_more else "",
            "is_first": not request.GET.get("before"),
        },
    )


@access.requires(Action.AUDIT_READ)
@require_GET
def export_csv(request: HttpRequest) -> HttpResponse:
    return _export(request, "csv")


@access.requires(Action.AUDIT_READ)
@require_GET
def export_xlsx(request: HttpRequest) -> HttpResponse:
    return _export(request, "xlsx")


def _export(request: HttpRequest, kind: str) -> HttpResponse:
    """All that the filter finds, newest first. Taking it out is an event itself."""
    form = EventFilter(request.GET)
    back = f"{reverse('foundation:audit')}?{_query(request.GET).urlencode()}"
    if not form.is_valid():
        return redirect(back)
    found = selectors.matching(request.user, form.wanted())
    if download.is_too_much(found):
        messages.error(
            request,
            _("超过 %(most)s 条，一次导不出来。请缩小时间范围，分几次导出。")
            % {"most": download.MOST},
        )
        return redirect(back)
    rows = list(_table(found, access.person_of(request)))
    for unit_id in rights.uppermost_for(request.user, Action.AUDIT_READ) or [None]:
        services.record(
            actor=request.user,
            action="foundation.audit.exported",
            unit_id=unit_id,
            data={"format": kind, "rows": len(rows)},
        )
    header = [_("编号"), _("时间"), _("动作"), _("动作代码"), _("操作人编号"), _("对象种类"),
              _("对象"), _("单位"), _("请求编号"), _("细节"), _("摘要")]  # fmt: skip
    name = f"audit-{timezone.localdate().isoformat()}"
    return download.table(kind, name, _("审计事件"), header, rows)


def _table(events: Any, reader: User) -> Iterator[list[object]]:
    units = _names_of_units(reader)
    for event in events[: download.MOST].iterator():
        yield [
            event.pk,
            timezone.localtime(event.at).isoformat(timespec="seconds"),
            words.action(event.action),
            event.action,
            str(event.actor_public_id or ""),
            words.kind_of(event.target_key)[0],
            event.target_key,
            units.get(event.unit_id, event.unit_id or ""),
            event.request_id,
            "；".join(
                f"{key}：{said}" for key, said in words.details(event.action, event.data, units)
            ),
            event.digest,
        ]


def _rows(events: Sequence[AuditEvent], reader: User) -> list[dict[str, Any]]:
    """Events in words, with the names the reader may know. Two queries however many events."""
    units = _names_of_units(reader)
    ids: set[UUID] = {event.actor_public_id for event in events if event.actor_public_id}
    ids |= {person for event in events if (person := _person_in(event.target_key))}
    known = visible_people(reader).filter(public_id__in=ids) if ids else User.objects.none()
    people: dict[UUID | None, User] = {one.public_id: one for one in known}
    rows = []
    for event in events:
        kind, which = words.kind_of(event.target_key)
        unit = _unit_in(event.target_key)
        rows.append(
            {
                "event": event,
                "action": words.action(event.action),
                "actor": people.get(event.actor_public_id),
                "unit": units.get(event.unit_id or 0),
                "kind": kind,
                "which": which,
                "target_person": people.get(_person_in(event.target_key)),
                "target_unit": {"pk": unit, "name": units[unit]} if unit in units else None,
                "details": list(words.details(event.action, event.data, units)),
            }
        )
    return rows


def _names_of_units(reader: User) -> dict[int, str]:
    """Of the units that the reader may open; on the screen and in the file the same."""
    return dict(visible_units(reader).values_list("id", "name"))


def _person_in(target_key: str) -> UUID | None:
    label, _colon, which = target_key.partition(":")
    if label != User._meta.label_lower:
        return None
    try:
        return UUID(which)
    except ValueError:
        return None


def _unit_in(target_key: str) -> int:
    """0 where the event is about no unit."""
    label, _colon, which = target_key.partition(":")
    return int(which) if label == Unit._meta.label_lower and which.isdecimal() else 0


def _query(asked: QueryDict, **changed: int) -> QueryDict:
    """The filter of this page, without empty fields and the place in the list."""
    query = QueryDict(mutable=True)
    for name in EventFilter.base_fields:
        value = asked.get(name, "")
        if value and name != "before":
            query[name] = value
    for name, number in changed.items():
        query[name] = str(number)
    return query
