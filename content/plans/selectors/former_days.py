"""The days of the register that belong to a text and not to its plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from content.plans.domain.text_days import TextDays, left_behind
from content.plans.enums import Family
from content.plans.models import FormerDays, PlanDocument, PlanVersion
from content.plans.models.version import heavy

OF_A_TEXT: Final = (
    "approved_on", "issued_on", "filed_on", "filing_receipt", "receipt_on", "disclosed_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HandOver:
    """What happens to those days when another text comes into force: `gone` by field stays with
    the text `of` that is replaced, `back` comes from the time when this text was in force."""

    of: PlanVersion
    gone: Mapping[str, Any]
    back: FormerDays | None


def days_in(row: PlanDocument | FormerDays) -> dict[str, Any]:
    """By field, what is filled in."""
    return {name: value for name in OF_A_TEXT if (value := getattr(row, name))}


def hand_over(document: PlanDocument, version: PlanVersion, *, again: bool) -> HandOver | None:
    """What publishing the version would do to the days of its document; None where they all
    stay. `again`: it was in force before. Two queries at most, none for a first version."""
    if document.family != Family.RESPONSE or document.current_version_id is None:
        return None
    old = PlanVersion.objects.defer(*heavy()).get(pk=document.current_version_id)
    if old.signed_on == version.signed_on:
        return None
    if version.signed_on is None and not again:
        return None
    back = (
        FormerDays.objects.filter(
            version__document=document, version__signed_on=version.signed_on
        ).first()
        if version.signed_on
        else FormerDays.objects.filter(version=version).first()
    )
    filled = days_in(document)
    if back is None and not again:
        gone = left_behind(
            TextDays(**{name: getattr(document, name) for name in OF_A_TEXT}),
            old.signed_on,
            version.signed_on,
        )
        filled = {name: value for name, value in filled.items() if name in gone}
    return HandOver(old, filled, back) if filled or back is not None else None


def former_days(document: PlanDocument) -> Sequence[FormerDays]:
    """Of the texts that were in force before, the latest first. One query."""
    return list(
        FormerDays.objects.filter(version__document=document)
        .select_related("version")
        .only("version__number", "version__signed_on", "filed_with", *OF_A_TEXT)
        .order_by("-version__number")
    )
