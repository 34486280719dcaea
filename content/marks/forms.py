from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.marks.models import NOTE_LENGTH
from portal.foundation.fields import search_field
from portal.foundation.seen import SeenForm, as_sent, seen_as
from portal.people.forms.unseen import no_unseen_in_lines


class NoteForm(SeenForm):
    note = forms.CharField(
        label=gettext_lazy("附注"), required=False, max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}), validators=[no_unseen_in_lines],
        help_text=gettext_lazy("只有你自己看得到。别人的手机号、住址不要写在这里。"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draw_from_initial()

    def clean_note(self) -> str:
        return str(self.cleaned_data["note"]).replace("\r\n", "\n")

    def clean(self) -> dict[str, Any]:
        """A page older than the note that is stored undoes nothing; where none is, nothing can
        be undone."""
        data = super().clean() or {}
        wanted = {name: as_sent(data.get(name)) for name in self.now}
        is_older = self.now["note"] and data.get("seen") != seen_as(self.now)
        if not self.errors and wanted != self.now and is_older:
            self.renew(self.now, wanted)
            self.add_error(
                "note",
                _("你在别的窗口改过这条附注，这次没有存。两份都在下面，对一遍再保存。"),
            )
        return data


class SearchForm(forms.Form):
    q = search_field(label=gettext_lazy("在我的标记里找"))
