"""Days of the register that stay with a text when another one takes its place."""

from typing import Final

from content.plans.models import FormerDays, PlanDocument, PlanVersion
from content.plans.selectors.former_days import OF_A_TEXT, hand_over

HANDED_OVER: Final = (*OF_A_TEXT, "filed_with")


def hand_over_days(*, document: PlanDocument, version: PlanVersion, again: bool) -> list[str]:
    """Put the days of the text in force aside before `version` takes its place, and put back
    those of the time when the same text was in force, with whom it was filed. The caller holds
    the document and stores `HANDED_OVER` of it. Returns the fields that changed; the second time
    nothing is left to change, as the version is then in force."""
    handed = hand_over(document, version, again=again)
    if handed is None:
        return []
    before = {name: getattr(document, name) for name in HANDED_OVER}
    if handed.gone:
        FormerDays.objects.update_or_create(
            version=handed.of,
            defaults={
                **{name: handed.gone.get(name, _nothing(name)) for name in OF_A_TEXT},
                "filed_with": document.filed_with,
            },
        )
    for name in handed.gone:
        setattr(document, name, _nothing(name))
    if handed.back is not None:
        for name in OF_A_TEXT:
            setattr(document, name, getattr(handed.back, name))
        if handed.back.filed_on:
            document.filed_with = handed.back.filed_with
        handed.back.delete()
    return sorted(name for name in HANDED_OVER if getattr(document, name) != before[name])


def _nothing(name: str) -> object:
    return None if name.endswith("_on") else ""
