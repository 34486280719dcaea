"""What a form was drawn from, so that an older page does not undo what was saved since."""

import json

from django import forms

from portal.people import services


class SeenForm(forms.Form):
    """Brings back what stood there when the page was opened: a page that is older than the last
    change must not undo it."""

    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def refuse_older(self, *, now: object, wanted: object, refusal: services.Refusal) -> None:
        """The same form sent a second time is no such page: it finds what it wants."""
        if not self.errors and wanted != now and self.cleaned_data["seen"] != seen_as(now):
            self.add_error(None, refusal.message)


def seen_as(now: object) -> str:
    return json.dumps(now, ensure_ascii=False)


def seen_from(sent: str) -> dict[str, object]:
    """What stood in a form of named values; nothing where the page sends no such thing."""
    try:
        found = json.loads(sent)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
