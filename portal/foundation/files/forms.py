"""Forms that carry a file."""

from django import forms
from django.utils.translation import gettext as _


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
