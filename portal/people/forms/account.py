"""An account by the name that its person signs in with."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy

from portal.people.models import User


class AccountField(forms.CharField):
    """The one active account of this name or verified address."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("他的登录名或邮箱"))
        kwargs.setdefault(
            "help_text", gettext_lazy("要先有本站的账号。写账号的登录名，或者登记的邮箱。")
        )
        super().__init__(max_length=254, **kwargs)

    def clean(self, value: Any) -> User | None:
        said = super().clean(value)
        if not said:
            return None
        named = Q(username__iexact=said) | Q(
            emailaddress__email__iexact=said, emailaddress__verified=True
        )
        found = User.objects.filter(named, is_active=True).distinct()[:2]
        if len(found) != 1:
            raise forms.ValidationError(
                gettext("没有这个账号，或者邮箱没有验证过。请他先注册，把登录名告诉你。")
            )
        return found[0]
