"""What comes back to strangers in the field they typed it in."""

from typing import Any, Final

from django import forms

LONGEST_ECHO: Final = 1_000
"""No name, address or code is as long; what is longer nobody typed, and drawn again it would cost
many times what it cost to send."""


class BriefField(forms.BoundField):
    def value(self) -> Any:
        typed = super().value()
        return "" if isinstance(typed, str) and len(typed) > LONGEST_ECHO else typed
