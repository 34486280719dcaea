"""Forms of the files beside an entry on progress."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from content.plans.models import ProgressAttachment
from content.plans.models.attachment import TITLE_LENGTH
from content.plans.services.attachments import KINDS
from portal.foundation.fields import no_personal_number
from portal.foundation.files.forms import KeptFileForm, file_to_keep
from portal.foundation.seen import SeenForm, as_sent
from portal.people.forms.unseen import no_unseen

PLAIN_PHOTO = gettext_lazy(
    "照片里的拍摄地点等信息会去掉，Word、Excel、PDF 里面的照片不动；不收名单和有个人信息的表。"
)


def title_field(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("名称"), max_length=TITLE_LENGTH, required=required,
        help_text=gettext_lazy("读者看到的名字，例如：中期评估报告。")
        if required
        else gettext_lazy("读者看到的名字，例如：中期评估报告。不填就用文件名。"),
        validators=[no_unseen, no_personal_number],
        error_messages={"required": gettext_lazy("写一个名称。")},
    )  # fmt: skip


def public_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=gettext_lazy("随这一条进展一起公开"), required=False,
        help_text=gettext_lazy("这一条进展没有公开的，附件也不公开。"),
    )  # fmt: skip


class AttachmentForm(KeptFileForm):
    file = file_to_keep(KINDS, required=True, more=PLAIN_PHOTO)
    title = title_field(required=False)
    public = public_field()


class AttachmentChangeForm(SeenForm, KeptFileForm):
    """Another title, other readers, another file."""

    title = title_field(required=True)
    public = public_field()
    file = file_to_keep(KINDS, required=False, more=PLAIN_PHOTO)

    def __init__(self, *args: Any, attachment: ProgressAttachment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].label = gettext_lazy("换成另一个文件")
        self.initial.update(title=attachment.title, public=attachment.public)
        self.draw_from({name: as_sent(self.initial[name]) for name in ("title", "public")})

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.refuse_older_page()
        return data
