"""The rules of what falls due, the calendar of working days, and which hazards come often or do
much harm here. All are the whole county's."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from content.plans.enums import DUE_KINDS
from content.plans.models import CalendarDay, CalendarYear, DueRule, DueRuleKind, LocalHazard
from content.plans.services.register import PlanRefused
from content.taxonomy.models import Hazard
from portal.foundation.audit.services import record
from portal.foundation.locks import ChangedMeanwhile, hold, hold_as_read
from portal.people.models import User

RULE_FIELDS: Final = (
    "what", "amount", "span", "lowest_level", "regime", "named", "division", "source",
    "article",
    "confidence", "valid_from", "valid_to",
)  # fmt: skip


@transaction.atomic
def save_rule(
    *,
    rule: DueRule | None,
    kinds: Collection[str],
    actor: User | None,
    was: Mapping[str, object] | None = None,
    **values: Any,
) -> DueRule:
    """A new rule, or this one as it is from now on. Raises PlanRefused for kinds that no
    response plan has, ChangedMeanwhile where it no longer is what it `was` on the page."""
    strange = set(kinds) - set(DUE_KINDS)
    if strange or not kinds:
        raise PlanRefused(_("至少选一种预案。规划和计划没有到期事项。"), "kinds")
    unknown = set(values) - set(RULE_FIELDS)
    if unknown:
        raise TypeError(f"not a rule's: {sorted(unknown)}")
    if rule is None:
        stored = DueRule.objects.create(**values)
        changed = sorted(values)
    else:
        hold_as_read(DueRule.objects.filter(pk=rule.pk), was, by="amount")
        stored = DueRule.objects.get(pk=rule.pk)
        changed = sorted(name for name, value in values.items() if getattr(stored, name) != value)
        for name in changed:
            setattr(stored, name, values[name])
        if changed:
            stored.save(update_fields=changed)
    held = set(stored.kinds.values_list("kind", flat=True))
    if held != set(kinds):
        changed.append("kinds")
        stored.kinds.exclude(kind__in=kinds).delete()
        DueRuleKind.objects.bulk_create(
            DueRuleKind(rule=stored, kind=kind) for kind in sorted(set(kinds) - held)
        )
    if changed:
        record(
            actor=actor,
            action="content.plan.rule_saved",
            target=stored,
            data={"fields": changed},
        )
    return stored


@transaction.atomic
def enter_year(
    *,
    year: int,
    source: str,
    off: Mapping[date, str],
    worked: Mapping[date, str],
    actor: User | None,
    shown: str | None = None,
) -> CalendarYear:
    """The holidays of a year as its notice says; what stood there goes. The same again changes
    nothing. `shown`: `year_state` of the page, None where there was none.

    Raises PlanRefused for a day that is both, that lies in another year, or a working day that
    was one anyway, and ChangedMeanwhile where something else stands there by now.
    """
    both = sorted(off.keys() & worked.keys())
    if both:
        raise PlanRefused(
            _("%(month)d月%(day)d日又放假又上班，去掉一处。")
            % {"month": both[0].month, "day": both[0].day},
            "worked",
        )
    if any(day.year != year for day in (*off, *worked)):
        raise PlanRefused(_("有一天不在这一年里。"))
    for day in sorted(worked):
        if day.weekday() < 5:
            raise PlanRefused(
                _("%(month)d月%(day)d日本来就是工作日，调休上班只写周六、周日。")
                % {"month": day.month, "day": day.day},
                "worked",
            )
    calendar, is_new = CalendarYear.objects.get_or_create(year=year, defaults={"source": source})
    hold(CalendarYear.objects.filter(year=year), by="source")
    calendar.refresh_from_db()
    days = {(day, False, name) for day, name in off.items()}
    days |= {(day, True, name) for day, name in worked.items()}
    stored = "" if is_new else year_state(calendar)
    if stored == _state(source, days):
        return calendar
    if shown is not None and shown != stored:
        raise ChangedMeanwhile
    CalendarYear.objects.filter(year=year).update(source=source)
    calendar.days.all().delete()
    CalendarDay.objects.bulk_create(
        CalendarDay(calendar=calendar, day=day, worked=is_worked, name=name)
        for day, is_worked, name in sorted(days)
    )
    calendar.refresh_from_db()
    record(
        actor=actor,
        action="content.plan.calendar_entered",
        target=calendar,
        data={"year": year, "off": len(off), "worked": len(worked)},
    )
    return calendar


def year_state(calendar: CalendarYear | None) -> str:
    """What is entered for a year; nothing entered is a state as well."""
    if calendar is None:
        return ""
    return _state(calendar.source, [(one.day, one.worked, one.name) for one in calendar.days.all()])


@transaction.atomic
def judge_hazards(
    *,
    frequent: Collection[Hazard],
    dangerous: Collection[Hazard],
    source: str,
    actor: User | None,
    shown: str | None = None,
) -> int:
    """What comes often and what does much harm in this place, for the whole of it. Returns how
    many hazards it says something of; the same again changes nothing. `shown`: `hazards_state`
    of the page, None where there was none. Raises ChangedMeanwhile where something else is said
    by now."""
    often, harmful = {one.pk for one in frequent}, {one.pk for one in dangerous}
    # There may be no row yet to wait at: whoever judges waits at the first hazard.
    first = Hazard.objects.order_by("pk").values("pk")[:1]
    hold(Hazard.objects.filter(pk__in=first), by="name")
    stored = hazards_state()
    if stored == _state("", [(pk, pk in often, pk in harmful, source) for pk in often | harmful]):
        return len(often | harmful)
    if shown is not None and shown != stored:
        raise ChangedMeanwhile
    LocalHazard.objects.exclude(hazard__in=often | harmful).delete()
    for pk in sorted(often | harmful):
        LocalHazard.objects.update_or_create(
            hazard_id=pk,
            defaults={"frequent": pk in often, "dangerous": pk in harmful, "source": source},
        )
    record(
        actor=actor,
        action="content.plan.hazards_judged",
        data={"frequent": len(often), "dangerous": len(harmful)},
    )
    return len(often | harmful)


def hazards_state() -> str:
    """What this place says of its hazards; nothing said is a state as well."""
    rows = LocalHazard.objects.values_list("hazard", "frequent", "dangerous", "source")
    return _state("", rows)


def _state(source: str, rows: Iterable[tuple[object, ...]]) -> str:
    return repr((source, sorted(rows, key=repr)))
