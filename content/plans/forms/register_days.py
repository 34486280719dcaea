"""Days of the register that cannot be: not yet come, or before what they follow."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from content.plans.models import PlanDocument
from portal.foundation.fields import FIRST_YEAR

DONE: Final = (
    "approved_on", "issued_on", "filed_on", "receipt_on", "disclosed_on", "evaluated_on",
)  # fmt: skip
"""Each says that something was done."""


def impossible_days(
    data: Mapping[str, Any], changed: list[str], document: PlanDocument
) -> dict[str, str]:
    """By field, what to do about it. Only days that were `changed` are looked at: what another
    text brought out of order hinders nobody who writes something else."""
    version = document.current_version
    signed = version.signed_on if version else None
    issued = data.get("issued_on") or signed
    said: dict[str, str] = {}
    filed, receipt = data.get("filed_on"), data.get("receipt_on")
    if receipt and not filed:
        said["filed_on"] = _("有回执日期的，备案日期也要填。")
    elif receipt and filed and receipt < filed:
        said["receipt_on"] = _("回执日期不能早于备案日期。")
    approved = data.get("approved_on")
    if issued and approved and approved > issued and {"approved_on", "issued_on"} & {*changed}:
        said["approved_on"] = _(
            "批准日期晚于印发日期 %(day)s。改对其中一个；这一版还没印发，印发日期就空着。"
        ) % {"day": issued}
    if issued and filed and filed < issued and {"filed_on", "issued_on"} & {*changed}:
        said["filed_on"] = _(
            "备案日期早于印发日期 %(day)s。改对其中一个；"
            "备案的是以前的版本，就空着，等这一版备案了再填。"
        ) % {"day": issued}
    evaluated = data.get("evaluated_on")
    if issued and evaluated and evaluated < issued and "evaluated_on" in changed:
        said["evaluated_on"] = _(
            "评估日期早于印发日期 %(day)s。改对日期；评估的是以前的版本，就空着。"
        ) % {"day": issued}
    first = min(filter(None, (signed, data.get("issued_on"))), default=None)
    disclosed = data.get("disclosed_on")
    if first and disclosed and disclosed < first and "disclosed_on" in changed:
        said["disclosed_on"] = _(
            "公开日期早于成文或印发的日期 %(day)s。改对日期；公开的是以前的版本，就空着。"
        ) % {"day": first}
    return said | _not_come(data, changed)


def _not_come(data: Mapping[str, Any], changed: list[str]) -> dict[str, str]:
    today = timezone.localdate()
    said: dict[str, str] = {}
    for name in DONE:
        day: date | None = data.get(name)
        if day is None or name not in changed:
            continue
        if day > today:
            said[name] = _("这一天还没到。办完了再填，日期最晚是今天。")
        elif day.year < FIRST_YEAR:
            said[name] = _("年份最早是 %(first)d。") % {"first": FIRST_YEAR}
    return said
