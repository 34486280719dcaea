"""What changes targets and indicators. Each service is one transaction with its audit event."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from content.pages import anchors
from content.targets import counting, coverage, measuring, registry
from content.targets.enums import Comparator, TargetState
from content.targets.models import Indicator, Target
from portal.foundation.audit.services import record
from portal.foundation.locks import hold_as_read
from portal.foundation.pagecache.services import purge
from portal.people.models import Unit, User

HIGHEST_RATE = Decimal(100)


class TargetRefused(ValueError):
    """`message` says in Chinese what to change, `field` of a target where it is one; nothing was
    written."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class PlaceTaken(TargetRefused):
    """`standing` is the target of the same clause, indicator, stratum and day."""

    def __init__(self, standing: Target) -> None:
        self.standing = standing
        super().__init__(
            _("这条条文已经有同一指标、同一范围、同一截止日期的目标：“%(name)s”。没有再建一个。")
            % {"name": standing.name}
        )


@transaction.atomic
def draft_target(
    *,
    slug: str,
    name: str,
    indicator: Indicator,
    clause_key: str,
    comparator: Comparator,
    value: Decimal,
    starts: date,
    due: date,
    unit: Unit,
    actor: User | None,
    stratum: str = "",
    public: bool = True,
    read: str | None = None,
    stated: str = "",
    proxy_reason: str = "",
    baseline: Decimal | None = None,
    baseline_year: int | None = None,
) -> Target:
    """Keep a number found in a clause as a draft; `read` is the hash of the text that was shown,
    `stated` the unit that the text counts in, where that is known apart from it. `proxy_reason`:
    why this number, which the clause does not state, stands for what it promises without one.
    `baseline`: what it was at the start, in the unit of `value`, as the text says; of which year.
    The same again returns the target that is already there; another number for the same clause,
    indicator, stratum and date is refused."""
    anchor = anchors.resolve(clause_key)
    if anchor is None:
        raise TargetRefused(_("找不到这条条文。请从预案页的条文旁边点“设为目标”。"))
    if anchor.status == "withdrawn":
        raise TargetRefused(_("这条条文已经撤下，不能据它设目标。请改用现行条文。"))
    refuse_withheld(anchor)
    refuse_other_text(anchor, read)
    if not proxy_reason:
        refuse_other_measure(indicator, anchor, value, stated)
    if indicator.is_rate and not 0 <= value <= HIGHEST_RATE:
        raise TargetRefused(_("比率要在 0 到 100 之间，现在是 %(value)s。") % {"value": value})
    _refuse_out_of_reach(indicator, comparator, value)
    if due < starts:
        raise TargetRefused(_("截止日期不能早于起始日期。"))
    if baseline is not None and (baseline < 0 or (indicator.is_rate and baseline > HIGHEST_RATE)):
        raise TargetRefused(_("基期的数不能是负的；比率在 0 到 100 之间。"), "baseline")
    if baseline_year is not None and baseline_year > due.year:
        raise TargetRefused(_("基期年不能晚于截止的那一年。"), "baseline_year")
    stratum = coverage.whole_place().stored(stratum)
    _refuse_part(indicator, unit, stratum)
    number = {
        "comparator": comparator, "value": value, "starts": starts, "unit": unit,
        "baseline": baseline, "baseline_year": baseline_year,
    }  # fmt: skip
    words = {
        "slug": slug,
        "name": name,
        "public": public,
        "clause_hash": anchor.content_hash,
        "proxy_reason": proxy_reason,
    }
    try:
        target, created = Target.objects.standing().get_or_create(
            clause_key=clause_key,
            indicator=indicator,
            stratum=stratum,
            due=due,
            defaults=number | words,
        )
    except IntegrityError as error:
        raise TargetRefused(
            _("网址名“%(slug)s”刚被另一个目标用了，换一个。") % {"slug": slug}
        ) from error
    if not created and any(getattr(target, name) != said for name, said in number.items()):
        raise PlaceTaken(target)
    if created:
        record(actor=actor, action="content.target.drafted", target=target, unit_id=unit.pk)
    return target


@transaction.atomic
def confirm_target(*, target: Target, actor: User, read: str | None = None) -> Target:
    """Make a draft binding, against the clause as it stands now; `read` is the hash of the text
    that was shown to who confirms. Confirming twice is once."""
    anchor = anchors.resolve(target.clause_key)
    if anchor is None or anchor.status == "withdrawn":
        raise TargetRefused(_("出处的条文已经撤下，不能确认。请改用现行条文。"))
    if target.state == TargetState.DRAFT:
        if not target.proxy_reason:
            refuse_other_measure(target.indicator, anchor, target.value)
        _refuse_part(target.indicator, target.unit, target.stratum)
        refuse_withheld(anchor)
        refuse_other_text(anchor, read)
    changed = Target.objects.filter(pk=target.pk, state=TargetState.DRAFT).update(
        state=TargetState.CONFIRMED,
        confirmed_by=actor,
        confirmed_at=timezone.now(),
        clause_hash=anchor.content_hash,
        clause_changed=False,
    )
    if changed:
        record(
            actor=actor, action="content.target.confirmed", target=target, unit_id=target.unit_id
        )
        purge(reason="content.target.confirmed")
    else:
        _refuse_gone(target)
    target.refresh_from_db()
    return target


def _refuse_gone(target: Target) -> None:
    if not Target.objects.standing().filter(pk=target.pk).exists():
        raise TargetRefused(_("“%(name)s”刚被删掉或者停用了，没有确认。") % {"name": target.name})


def refuse_withheld(anchor: anchors.Anchor) -> None:
    """Of a document that is not public nothing is shown beside a target: nobody could check it."""
    if not anchor.public:
        raise TargetRefused(
            _("这条条文或者它的文件不公开，目标的依据要让人读得到。先公开它，或改用公开的条文。")
        )


def refuse_other_text(anchor: anchors.Anchor, read: str | None) -> None:
    if read is not None and read != anchor.content_hash:
        raise TargetRefused(_("你看过以后条文改了，还没有办。照现在的条文核对，再办一次。"))


def refuse_other_measure(
    indicator: Indicator, anchor: anchors.Anchor, value: Decimal, stated: str = ""
) -> None:
    if unmeasured := measuring.unmeasured(indicator, anchor.text, value, stated):
        raise TargetRefused(unmeasured, "indicator")
    if misread := measuring.misread(indicator, anchor.text, value):
        raise TargetRefused(misread, "value")


def _refuse_out_of_reach(indicator: Indicator, comparator: Comparator, value: Decimal) -> None:
    """No figure is under nothing, and no share over all."""
    if comparator == Comparator.LESS and value <= 0:
        raise TargetRefused(_("没有比 0 还低的数。一个也不许有，就选“不高于”。"), "comparator")
    if comparator == Comparator.MORE and indicator.is_rate and value >= HIGHEST_RATE:
        raise TargetRefused(_("比率高不过 100%。全部都要做到，就选“不低于”。"), "comparator")


def _refuse_part(indicator: Indicator, unit: Unit, stratum: str) -> None:
    if registry.get(indicator.source) is not None and (
        uncovered := coverage.uncovered(indicator.name, unit, stratum)
    ):
        raise TargetRefused(uncovered.message, uncovered.field)


@transaction.atomic
def define_indicator(
    *, slug: str, name: str, definition: str, measure: str, source: str, actor: User
) -> Indicator:
    """The same form sent twice gives the indicator that is already there."""
    said = {"name": name, "definition": definition, "measure": measure, "source": source}
    indicator, created = Indicator.objects.get_or_create(slug=slug, defaults=said)
    if created:
        record(
            actor=actor, action="content.indicator.defined", target=indicator, data={"slug": slug}
        )
    elif any(getattr(indicator, field) != value for field, value in said.items()):
        raise TargetRefused(_("网址名“%(slug)s”刚被另一个指标用了，换一个。") % {"slug": slug})
    return indicator


@transaction.atomic
def redefine_indicator(
    *,
    indicator: Indicator,
    name: str,
    definition: str,
    measure: str,
    source: str,
    actor: User,
    was: Mapping[str, object] | None = None,
) -> list[str]:
    """Returns the fields that changed. Figures keep the definition they were counted by: the
    next count is a new revision of its day. Raises ChangedMeanwhile unless it still is what it
    `was` when the page was drawn."""
    hold_as_read(Indicator.objects.filter(pk=indicator.pk), was, by="measure")
    wanted = {"name": name, "definition": definition, "measure": measure, "source": source}
    stored = Indicator.objects.get(pk=indicator.pk)
    changed = sorted(field for field, value in wanted.items() if getattr(stored, field) != value)
    if "measure" in changed and stored.is_in_use:
        raise TargetRefused(_("已经有目标或数值，计量不能再改。要改就另建一个指标。"))
    if "source" in changed and "definition" not in changed and stored.values.exists():
        raise TargetRefused(_("换了数据来源，口径也要改，写明从哪天起按什么算。"))
    if changed:
        # What ended under the old definition is counted by it, before that one is gone.
        counting.count_to_the_end(stored.values.filter(holds_for__lt=timezone.localdate()))
        Indicator.objects.filter(pk=stored.pk).update(**{field: wanted[field] for field in changed})
        record(
            actor=actor,
            action="content.indicator.redefined",
            target=stored,
            data={"slug": stored.slug, "fields": changed},
        )
        purge(reason="content.indicator.redefined")
    return changed
