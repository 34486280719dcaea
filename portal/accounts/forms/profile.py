from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.people.domain.names import has_unseen, is_a_name
from portal.people.models import User


class ProfileForm(forms.ModelForm):
    """What a person may put right by themselves. The unit is set by its administrator."""

    adult = forms.BooleanField(
        label=_("我已满 18 周岁"),
        required=False,
        help_text=_("证书只发给已满 18 周岁的人。只记你确认的时间，不用交证件"),
    )

    class Meta:
        model = User
        fields = ["full_name"]
        labels = {"full_name": _("姓名")}
        help_texts = {"full_name": _("印在证书上。只有你和本单位的管理人员看得到全名")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].widget.attrs["autocomplete"] = "name"
        self.fields["adult"].initial = self.instance.adult_confirmed_at is not None

    def clean_full_name(self) -> str:
        name = " ".join(self.cleaned_data["full_name"].split())
        if any(character.isdigit() for character in name):
            raise forms.ValidationError(_("姓名里不能有数字"))
        if has_unseen(name):
            raise forms.ValidationError(_("姓名里有看不见的字符，重新打一遍"))
        if name and not is_a_name(name):
            raise forms.ValidationError(
                _("姓名要以文字开头，只能有文字、“·”、空格、连字符和撇号"), code="not_a_name"
            )
        return name

    def adult_confirmed_at(self) -> Any:
        """The moment to keep: the first confirmation, or None when it is taken back."""
        if not self.cleaned_data["adult"]:
            return None
        return self.instance.adult_confirmed_at or timezone.now()


class DeleteAccountForm(forms.Form):
    """Deleting cannot be undone, so the word is typed, not clicked."""

    word = forms.CharField(
        label=_("要注销，在这里填“注销”两个字"),
        error_messages={"required": _("填“注销”两个字")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "short"}),
    )

    def clean_word(self) -> str:
        word: str = self.cleaned_data["word"].strip().strip("“”\"'")
        if word not in {"注销", "註銷"}:
            raise forms.ValidationError(_("填的不是“注销”两个字。不想注销就离开这一页"))
        return word
