from typing import Any, Final

from allauth.account import forms as allauth
from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from portal.accounts.forms.echo import BriefField
from portal.accounts.forms.wording import word, word_password
from portal.people.domain.phones import normalise

LONGEST_NAME: Final = 254
"""Of a mail address; a user name is shorter."""


class SignInForm(allauth.LoginForm):
    """One box for user name, mail or phone; allauth tells which it is."""

    bound_field_class = BriefField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word(
            self.fields["login"],
            label=_("手机号、邮箱或用户名"),
            required=_("填手机号、邮箱或用户名"),
            autocomplete="username",
            autocapitalize="none",
            spellcheck="false",
        )
        login = self.fields["login"]
        login.widget.attrs["maxlength"] = str(LONGEST_NAME)
        login.validators.append(MaxLengthValidator(LONGEST_NAME))
        word_password(self.fields["password"], label=_("密码"), required=_("填密码"))

    def user_credentials(self) -> dict[str, Any]:
        """A phone however it was typed becomes the stored form."""
        credentials: dict[str, Any] = super().user_credentials()
        if "phone" in credentials:
            credentials["phone"] = normalise(
                credentials["phone"], region=settings.PHONE_DEFAULT_REGION
            )
        return credentials

    def clean_login(self) -> str:
        login: str = super().clean_login()
        return login.replace("\x00", "")
