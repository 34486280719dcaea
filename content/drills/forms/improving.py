"""Forms of evidence and of improvements."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.drills.domain.evidence import MOST_MB, OFFERED
from content.drills.enums import Aspect
from content.drills.forms.drills import keep_plain, plain, year_in_range
from content.drills.models import Improvement
from content.drills.models.drill import WORDS_LENGTH
from content.drills.models.evidence import CAPTION_LENGTH
from content.drills.services.improving import FIELDS
from portal.foundation.fields import DateInput, date_field, offer, offer_choices
from portal.foundation.files.forms import FileForm
from portal.people.rights import Action, Person
from portal.people.selectors import open_units

MEGABYTE = 1024 * 1024


def file_field(*, required: bool) -> forms.FileField:
    return forms.FileField(
        label=gettext_lazy("文件"), required=required, max_length=255,
        widget=forms.FileInput(attrs={"accept": ",".join(OFFERED)}),
        help_text=format_lazy(
            gettext_lazy(
                "照片（jpg、png）、PDF 或 Word（.docx），最大 {size} MB。"
                "不拍人脸特写，不收签到表、名单。"
            ),
            size=MOST_MB,
        ),
        error_messages={"required": gettext_lazy("选一个文件。")},
    )  # fmt: skip


class PaperForm(FileForm):
    """A file over the limit is refused before it is read."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and file.size > MOST_MB * MEGABYTE:
            raise forms.ValidationError(
                _("文件有 %(size)s MB，最大收 %(limit)s MB。缩小或者分成几份再传。")
                % {"size": -(-file.size // MEGABYTE), "limit": MOST_MB}
            )
        return file


class EvidenceForm(PaperForm):
    file = file_field(required=True)
    caption = forms.CharField(
        label=gettext_lazy("说明"), max_length=CAPTION_LENGTH, required=False, validators=[plain],
        help_text=gettext_lazy("例如：上坝村群众转移"),
    )  # fmt: skip


class ImprovementForm(forms.ModelForm):
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    class Meta:
        model = Improvement
        fields = [*FIELDS]
        widgets = {"due_on": DateInput()}
        help_texts = {
            "finding": gettext_lazy("一句话，例如：转移路线在红色预警后被水淹"),
            "action": gettext_lazy("例如：改走北坡，重画转移图，发到各户"),
        }

    def __init__(self, *args: Any, user: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_choices(self, "aspect", [("", _("选一个")), *Aspect.choices])
        offer(self, "responsible_unit", open_units(user, Action.PLAN_EDIT))
        keep_plain(self, "finding", "action")

    def clean_due_on(self) -> date | None:
        return year_in_range(self.cleaned_data["due_on"])

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


class DoneForm(PaperForm):
    """An improvement was made: what, when, and a paper or photo that shows it."""

    done_on = date_field(label=gettext_lazy("完成日期"))
    note = forms.CharField(
        label=gettext_lazy("改了什么"), max_length=WORDS_LENGTH, validators=[plain]
    )
    file = file_field(required=False)

    def clean_done_on(self) -> date | None:
        return year_in_range(self.cleaned_data["done_on"])
