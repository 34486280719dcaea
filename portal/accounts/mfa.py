"""allauth's second-factor adapter: our name on the phone, a QR drawn here, secrets sealed."""

import base64
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.people import rights
from portal.people.models import User

SEAL: Final = "sealed:"
"""Marks a stored secret that `encrypt` wrote."""

ERRORS: dict[str, str | Promise] = {
    "add_email_blocked": gettext_lazy("开着第二步验证时，不能加没验证的邮箱"),
    "cannot_delete_authenticator": gettext_lazy(
        "工作人员必须有第二步验证。先加另一种，再停用这一种。"
    ),
    "cannot_generate_recovery_codes": gettext_lazy("先开第二步验证，才能生成备用码"),
    "incorrect_code": gettext_lazy("验证码不对，或已经用过。等手机上换了新数字再填"),
    "unverified_email": gettext_lazy("先验证你的邮箱，再开第二步验证"),
}


class MFAAdapter(DefaultMFAAdapter):
    error_messages = {**DefaultMFAAdapter.error_messages, **ERRORS}

    def get_totp_label(self, user: User) -> str:
        return user.username

    def get_totp_issuer(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)

    def build_totp_svg(self, url: str) -> str:
        """A whole SVG file: the page shows it as an image, where a bare element is broken."""
        code = segno.make(url, error="m", micro=False)
        drawing = BytesIO()
        code.save(drawing, kind="svg", scale=5, border=4, dark="#000", light="#fff")
        return drawing.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return SEAL + _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises InvalidToken when SECRET_KEY changed and the old one is not among
        SECRET_KEY_FALLBACKS."""
        if not encrypted_text.startswith(SEAL):
            return encrypted_text
        try:
            return _box().decrypt(encrypted_text.removeprefix(SEAL).encode()).decode()
        except InvalidToken as error:
            raise InvalidToken(
                "SECRET_KEY changed: add the old one to SECRET_KEY_FALLBACKS"
            ) from error

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keep at least one factor."""
        if not rights.is_staff(authenticator.user):
            return True
        others = Authenticator.objects.filter(
            user_id=authenticator.user_id,
            type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN],
        ).exclude(pk=authenticator.pk)
        return others.exists()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return _("通行密钥 %(number)s") % {"number": count + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity = super().get_public_key_credential_rp_entity()
        return {**entity, "name": str(settings.MFA_TOTP_ISSUER)}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """The key's own storage keeps this: user name, never phone or mail."""
        entity = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": user.username, "display_name": user.username}


def _box() -> MultiFernet:
    return _box_of((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=4)
def _box_of(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    """A key of its own purpose from the site's secret (RFC 5869)."""
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"portal.accounts.mfa")
    return base64.urlsafe_b64encode(kdf.derive(key.encode()))
