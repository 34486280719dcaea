"""What a form was drawn from, so that an older page does not undo what was saved since."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, cast

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation.fields import ShownField

Sent = str | list[str]
"""A value as a browser sends it: of several ticks a list, in order."""


class SeenForm(forms.Form):
    """Brings back what stood there when the page was opened.

    On a page older than the last change nothing is saved: what the person did not touch becomes
    what it is now, what they typed stays, and the next press saves it.
    """

    seen = forms.CharField(
        label=gettext_lazy("这一页"), required=False, strip=False, widget=forms.HiddenInput
    )
    now: Mapping[str, Sent]

    def draw_from(self, now: Mapping[str, Sent]) -> None:
        self.now = dict(now)
        self.initial["seen"] = seen_as(now)

    @property
    def was(self) -> dict[str, object]:
        """What was read of the row that this form shows, for the service that writes it."""
        return {name: self.initial[name] for name in self.now}

    def draw_from_initial(self) -> None:
        """Every field that is there shows what is stored."""
        self.draw_from(
            {
                name: as_sent(self.get_initial_for_field(field, name))
                for name, field in self.fields.items()
                if name != "seen"
            }
        )

    def refuse_older_page(self) -> None:
        """Of a page `draw_from_initial`, when every field is cleaned."""
        if not self.errors:
            self.refuse_older({name: as_sent(self.cleaned_data[name]) for name in self.now})

    def refuse_older(self, wanted: Mapping[str, Sent]) -> None:
        """The same form sent a second time is no such page: it finds what it wants."""
        if self.errors or wanted == self.now or self.cleaned_data["seen"] == seen_as(self.now):
            return
        self.add_error(None, changed_meanwhile(self.renew(self.now, wanted)))

    def renew(
        self,
        now: Mapping[str, Sent],
        wanted: Mapping[str, Sent],
        together: Collection[str] = (),
        beside: Mapping[str, Sent] | None = None,
    ) -> list[str]:
        """Puts what is stored `now` in place of what the person did not touch; gives the labels
        of what somebody else changed, or nothing where the page does not say what it showed.

        `together`: names that are right only with one another, and either all stay as sent or
        all give way, with the hidden fields `beside` them.
        """
        before = seen_from(self.cleaned_data["seen"])
        # A field that was not there, and is empty now, is nobody's change.
        changed = [name for name in now if before.get(name, "") != now[name]]
        taken = {name for name in changed if wanted[name] == before.get(name)}
        others: Mapping[str, Sent] = {}
        if any(name in changed for name in together):
            if all(wanted[name] == before.get(name) for name in together):
                taken |= {*together}
                others = beside or {}
            else:
                taken -= {*together}
        drawn = cast(QueryDict, self.data).copy()
        fresh = {**{name: now[name] for name in taken}, **others, "seen": seen_as(now)}
        for name, value in fresh.items():
            drawn.setlist(self.add_prefix(name), value if isinstance(value, list) else [value])
        self.data = drawn
        return [str(self.fields[name].label) for name in changed] if before else []


class BesideForm(forms.Form):
    """Says something of words that stand beside it, and brings back which they were, so that
    nothing is said of words that its writer never saw."""

    shown = ShownField()

    def lay_beside(self, shown: str) -> None:
        """`shown`: hash of the words beside the form as it is drawn now. One that was written
        beside others says so, and its next press is about these."""
        self.initial["shown"] = shown
        if not self.is_bound:
            return
        self.is_valid()
        if self.cleaned_data["shown"] not in ("", shown):
            self.refuse_other_words()
        drawn = cast(QueryDict, self.data).copy()
        drawn[self.add_prefix("shown")] = shown
        self.data = drawn

    def refuse_other_words(self) -> None:
        if not self.has_error(NON_FIELD_ERRORS, _OTHER_WORDS):
            said = _(
                "你打开这一页以后，这一条的文字改过，没有收下。上面是现在的文字，"
                "你写的都在，对一遍再交。"
            )
            self.add_error(None, forms.ValidationError(said, code=_OTHER_WORDS))


_OTHER_WORDS: Final = "other words"


def changed_meanwhile(labels: Collection[str]) -> str:
    if not labels:
        return _("你打开这一页以后别人改过。没有保存，你填的都在，和现在的对一遍再保存。")
    return _(
        "你打开这一页以后别人改过：%(names)s。没有保存。你没动的已换成现在的，"
        "你填的都在，看过再保存。"
    ) % {"names": "、".join(dict.fromkeys(labels))}


def as_sent(value: Any) -> Sent:
    """A value as its field sends it: keys for rows of other tables, in order, a moment to the
    minute, and one kind of line end, for a browser makes its own."""
    if isinstance(value, (list, tuple, QuerySet)):
        return sorted(str(as_sent(one)) for one in value)
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%dT%H:%M}"
    return "" if value is None else str(value).replace("\r\n", "\n")


def seen_as(now: object) -> str:
    return json.dumps(now, ensure_ascii=False)


def seen_from(sent: str) -> dict[str, object]:
    """What stood in a form of named values; nothing where the page sends no such thing."""
    try:
        found = json.loads(sent)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
