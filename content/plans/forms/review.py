"""Forms of the review of a draft."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy

from content.plans.models import PlanVersion, ReviewRound
from content.plans.models.review import WORDS_LENGTH
from content.plans.review_states import RoundState
from portal.people.forms.unseen import no_unseen_in_lines

BIGGEST: Final = 2**63 - 1


def _words(**options: Any) -> forms.CharField:
    return forms.CharField(
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": False}),
        validators=[no_unseen_in_lines],
        **options,
    )


class SubmitForm(forms.Form):
    note = _words(
        label=gettext_lazy("给审核人的话"), required=False,
        help_text=gettext_lazy("例如：只改了第三章的联系单位。"),
    )  # fmt: skip


class RoundForm(forms.Form):
    """Which question to the reviewers the page was drawn of, and where it stood."""

    round = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=BIGGEST)
    state = forms.ChoiceField(widget=forms.HiddenInput, choices=RoundState.choices)

    def seen(self, version: PlanVersion) -> ReviewRound | None:
        """The round as the person had it before their eyes, of a form that was validated: a
        service that writes it finds whether it still stands so."""
        if not {"round", "state"} <= self.cleaned_data.keys():
            return None
        rounds = ReviewRound.objects.select_related("asked_by", "decided_by")
        found = rounds.filter(version=version, pk=self.cleaned_data["round"]).first()
        if found is not None:
            found.version, found.state = version, self.cleaned_data["state"]
        return found


class ReturnForm(RoundForm):
    reason = _words(
        label=gettext_lazy("退回的原因"),
        help_text=gettext_lazy("写明哪一条、怎么改，送审的人读得到。"),
        error_messages={"required": gettext_lazy("写一句原因，别人才知道怎么改。")},
    )
