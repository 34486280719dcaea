"""Figures: counted for a day, kept, and taken again once their day is over."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from content.targets import registry, selectors
from content.targets.domain.verdicts import Standing
from content.targets.models import Indicator, IndicatorValue, Target
from content.targets.models.indicator import IndicatorValueQuerySet
from portal.foundation.audit.services import record
from portal.foundation.pagecache.services import purge
from portal.people.models import User


@transaction.atomic
def snapshot(indicator: Indicator, on: date) -> IndicatorValue | None:
    """Count an indicator for a day and keep the figure.

    The same figure again is not stored twice; a different one becomes a new revision of
    the day, and so does the first that is counted once the day is over: from then on it is
    known what the whole day brought. None where the indicator has no source yet.
    """
    source = registry.get(indicator.source)
    return _keep(indicator, on, source.compute(on)) if source else None


def _keep(indicator: Indicator, on: date, measured: registry.Measurement) -> IndicatorValue:
    latest = indicator.values.filter(holds_for=on).order_by("-revision").first()
    ended = on < timezone.localdate()
    if latest is not None and (
        (latest.has_whole_day or not ended)
        and latest.value == measured.value
        and latest.numerator == measured.numerator
        and latest.denominator == measured.denominator
        and latest.inputs == measured.inputs
        and latest.definition == indicator.definition
    ):
        return latest
    # From the figure that was compared, never read anew: one kept in between would be passed over.
    revision = latest.revision + 1 if latest else 1
    try:
        with transaction.atomic():
            counted = IndicatorValue.objects.create(
                indicator=indicator,
                holds_for=on,
                revision=revision,
                value=measured.value,
                numerator=measured.numerator,
                denominator=measured.denominator,
                n=measured.n,
                inputs=measured.inputs,
                definition=indicator.definition,
            )
    except IntegrityError:
        # Counted by somebody else at the same moment: what they kept is compared anew.
        if not indicator.values.filter(holds_for=on, revision=revision).exists():
            raise
        return _keep(indicator, on, measured)
    purge(reason="content.target.counted")
    return counted


def snapshot_all(on: date) -> int:
    """Count every indicator that has a source. Returns how many figures stand for the day.

    Days that ended since they were counted are counted to their end first. A due day that
    passed without a figure, because nothing ran that day, is counted too: its target is judged
    by that day and by no other. So is one that its register was too incomplete to decide: what
    is entered since, with the day it holds for, completes it.
    """
    count_to_the_end(IndicatorValue.objects.filter(holds_for__lt=on))
    of_the_day = IndicatorValue.objects.filter(
        indicator=OuterRef("indicator"), holds_for=OuterRef("due")
    )
    passed = Target.objects.confirmed().filter(due__lt=on)
    missing = passed.exclude(Exists(of_the_day)).select_related("indicator")
    for target in missing:
        snapshot(target.indicator, target.due)
    for row in selectors.rows(passed.filter(Exists(of_the_day)), on=on, with_clauses=False):
        if row.figure and row.verdict.standing is Standing.UNDECIDED:
            _complete(row.figure)
    return sum(snapshot(indicator, on) is not None for indicator in Indicator.objects.all())


def count_to_the_end(figures: IndicatorValueQuerySet) -> None:
    """Count the days anew whose figure was taken before they were over, once: what was issued
    or revoked in the evening of a due day belongs to that day."""
    for figure in figures.lacking_the_rest_of_the_day().select_related("indicator"):
        snapshot(figure.indicator, figure.holds_for)


def _complete(figure: IndicatorValue) -> None:
    """Count a day again, by the rule it was counted by and only for what was entered since: who
    leaves the register later was in it that day, and a definition that changed did not hold."""
    indicator = figure.indicator
    source = registry.get(indicator.source)
    if source is None or indicator.definition != figure.definition:
        return
    measured = source.compute(figure.holds_for)
    if (
        measured.denominator == figure.denominator
        and measured.numerator >= figure.numerator
        and source.unregistered_in(measured.inputs) < source.unregistered_in(figure.inputs)
    ):
        _keep(indicator, figure.holds_for, measured)


@transaction.atomic
def recount(*, actor: User) -> int:
    """Count every indicator now, not when its turn comes. Returns how many were counted."""
    counted = snapshot_all(timezone.localdate())
    record(actor=actor, action="content.target.recounted", data={"indicators": counted})
    return counted
