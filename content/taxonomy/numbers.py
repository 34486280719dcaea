"""Numbers that answer a call everywhere in the mainland. 12379 is not among them: it sends
warnings by message, and no source was found that it takes calls."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    number: str
    name: str | Promise


EMERGENCY: Final = (
    EmergencyNumber("110", _("报警")),
    EmergencyNumber("119", _("火警 救援")),
    EmergencyNumber("120", _("急救")),
    EmergencyNumber("122", _("交通事故")),
)
"""Where a life or a road is in danger."""

NOT_URGENT: Final = EmergencyNumber("12345", _("政务热线"))
"""Takes requests that can wait. 12356 is not one of these: `components/crisis_line.html` names it
to whoever may be about to harm himself."""
