"""Days of the register that stay with a text when another one takes its place."""

from content.plans.models import FormerDays, PlanDocument, PlanVersion
from content.plans.selectors.former_days import OF_A_TEXT, hand_over


def hand_over_days(*, document: PlanDocument, version: PlanVersion, again: bool) -> list[str]:
    """Put the days of the text in force aside before `version` takes its place, and put back
    those of the time when the same text was in force. The caller holds the document and stores
    `OF_A_TEXT` of it. Returns the fields that changed; the second time nothing is left to change,
    as the version is then in force."""
    handed = hand_over(document, version, again=again)
    if handed is None:
        return []
    before = {name: getattr(document, name) for name in OF_A_TEXT}
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
        handed.back.delete()
    return sorted(name for name in OF_A_TEXT if getattr(document, name) != before[name])


def _nothing(name: str) -> object:
    return None if name.endswith("_on") else ""
