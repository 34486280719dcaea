"""Forms that carry a file."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.foundation.files.domain import Kind
from portal.foundation.files.domain.keepable import MOST_MB, endings, named
from portal.foundation.files.domain.limits import MEGABYTE


class FileForm(forms.Form):
    """No browser sends a chosen file twice: of one that was not kept it is said beside the field
    `file`, not found out."""

    def full_clean(self) -> None:
        super().full_clean()
        file = self.files.get("file")
        if self.errors and file and "file" not in self.errors:
            self.add_error(
                "file",
                _("“%(name)s”没有收下，浏览器也留不住选过的文件：改好别处，再选它一次。")
                % {"name": file.name},
            )


def file_to_keep(
    accepts: Collection[Kind], *, required: bool, more: str | Promise = ""
) -> forms.FileField:
    """The field `file` of a KeptFileForm; `more` is said behind what it takes."""
    return forms.FileField(
        label=gettext_lazy("文件"), required=required, max_length=255,
        widget=forms.FileInput(attrs={"accept": ",".join(endings(accepts))}),
        help_text=format_lazy(
            gettext_lazy("{kinds}，最大 {size} MB。{more}"),
            kinds=named(accepts), size=MOST_MB, more=more,
        ),
        error_messages={"required": gettext_lazy("选一个文件。")},
    )  # fmt: skip


class KeptFileForm(FileForm):
    """A file over the limit is refused before it is read."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and file.size > MOST_MB * MEGABYTE:
            raise forms.ValidationError(
                _("文件有 %(size)s MB，最大收 %(limit)s MB。缩小或者分成几份再传。")
                % {"size": -(-file.size // MEGABYTE), "limit": MOST_MB}
            )
        return file
