"""What a password must be: long, not common, not made of what everybody can guess.

NIST SP 800-63B and ASVS 6.2: at least 8 characters (15 for staff), 64 and more allowed,
no rules on kinds of characters, no forced change.
"""

from typing import Any, Final

from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from portal.people import rights

LONGEST: Final = 1_024
"""Longer input is refused before it is hashed."""

CONTEXT_WORDS: Final = (
    "anlan", "安澜", "yingji", "应急", "fangzai", "防灾", "admin", "管理员", "password", "mima",
    "密码", "zhihui", "110119120", "12350", "1234", "abcd", "qwer",
)  # fmt: skip
"""Words of this portal and its field that an attacker tries first."""


class LengthValidator:
    """Counts characters, not bytes: 十五个汉字 are fifteen."""

    def validate(self, password: str, user: Any = None) -> None:
        length = len(password)
        least = minimum_for(user)
        if length > LONGEST:
            raise ValidationError(
                _("密码最多 %(most)s 个字符，现在是 %(length)s 个")
                % {"most": LONGEST, "length": length},
                code="password_too_long",
            )
        if length < least:
            raise ValidationError(
                _("密码至少 %(least)s 个字符，现在是 %(length)s 个")
                % {"least": least, "length": length},
                code="password_too_short",
            )

    def get_help_text(self) -> str:
        return _("至少 %(least)s 个字符，工作人员至少 %(staff)s 个。可以用一句自己记得住的话。") % {
            "least": settings.PASSWORD_MINIMUM_LENGTH,
            "staff": settings.PASSWORD_MINIMUM_LENGTH_STAFF,
        }


def minimum_for(user: Any) -> int:
    """Fewest characters of this person's password."""
    if user is not None and user.pk is not None and rights.is_staff(user):
        return int(settings.PASSWORD_MINIMUM_LENGTH_STAFF)
    return int(settings.PASSWORD_MINIMUM_LENGTH)


class PersonalValidator:
    """Refuses a password built on the person's own name, phone, mail or number."""

    def validate(self, password: str, user: Any = None) -> None:
        if user is None:
            return
        folded = _folded(password)
        for word in _words_of(user):
            if len(word) >= 2 and word in folded and len(folded) - len(word) < 8:
                raise ValidationError(
                    _("密码里有你的姓名、用户名、手机号或邮箱，别人容易猜到"),
                    code="password_too_similar",
                )

    def get_help_text(self) -> str:
        return _("不要用自己的姓名、用户名、手机号或邮箱。")


def _words_of(user: Any) -> set[str]:
    phone = (getattr(user, "phone", "") or "").removeprefix("+86").lstrip("+")
    email = getattr(user, "email", "") or ""
    words = {
        getattr(user, "username", "") or "",
        getattr(user, "full_name", "") or "",
        getattr(user, "staff_number", "") or "",
        phone,
        phone[-8:],
        email,
        email.partition("@")[0],
    }
    return {_folded(word) for word in words if word}


class ContextWordValidator:
    """Refuses a password that is little more than a word of this portal."""

    def validate(self, password: str, user: Any = None) -> None:
        rest = _folded(password)
        for word in CONTEXT_WORDS:
            rest = rest.replace(word, "")
        if len(rest) < min(5, minimum_for(user) - 3) and rest != _folded(password):
            raise ValidationError(
                _("密码主要由“安澜”“应急”“1234”这类好猜的词组成，换一个"),
                code="password_context",
            )

    def get_help_text(self) -> str:
        return ""


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    """Django's list of 20,000, with our sentence."""

    def get_error_message(self) -> str:
        return _("这个密码太常见，排在别人最先试的两万个里。换一个")

    def validate(self, password: str, user: Any = None) -> None:
        if password.lower().strip() in self.passwords:
            raise ValidationError(self.get_error_message(), code="password_too_common")

    def get_help_text(self) -> str:
        return ""


def _folded(text: str) -> str:
    return "".join(text.casefold().split())
