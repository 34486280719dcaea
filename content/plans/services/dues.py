"""The rules of what falls due, the calendar of working days, and which hazards come often or do
much harm here. All are the whole county's."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from content.plans.enums import DUE_KINDS
from content.plans.models import CalendarDay, CalendarYear, DueRule, DueRuleKind, LocalHazard
from content.plans.services.register import PlanRefused
from content.taxonomy.models import Hazard
from portal.foundation.audit.services import record
from portal.foundation.locks import hold_as_read
from portal.people.models import User

RULE_FIELDS: Final = (
    "what", "amount", "span", "lowest_level", "regime", "division", "source", "article",
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
) -> CalendarYear:
    """The holidays of a year as its notice says; what stood there goes. Raises PlanRefused for
    a day that is both, that lies in another year, or a working day that was one anyway."""
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
    calendar, _made = CalendarYear.objects.update_or_create(year=year, defaults={"source": source})
    wanted = {(day, False, name) for day, name in off.items()}
    wanted |= {(day, True, name) for day, name in worked.items()}
    if set(calendar.days.values_list("day", "worked", "name")) != wanted:
        calendar.days.all().delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(calendar=calendar, day=day, worked=is_worked, name=name)
            for day, is_worked, name in sorted(wanted)
        )
    record(
        actor=actor,
        action="content.plan.calendar_entered",
        target=calendar,
        data={"year": year, "off": len(off), "worked": len(worked)},
    )
    return calendar


@transaction.atomic
def judge_hazards(
    *,
    frequent: Collection[Hazard],
    dangerous: Collection[Hazard],
    source: str,
    actor: User | None,
) -> int:
    """What comes often and what does much harm in this place, for the whole of it. Returns how
    many hazards it says something of."""
    often, harmful = {one.pk for one in frequent}, {one.pk for one in dangerous}
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
