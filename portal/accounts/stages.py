"""Steps of a sign-in that differ from allauth's."""

from typing import Any

from allauth.account import stages
from allauth.account.models import EmailAddress


class EmailVerificationStage(stages.EmailVerificationStage):
    """An e-mail address that was given is verified; one that was not given is not asked for."""

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        if user is not None and not _has_address(user):
            return None, True
        if user is None and not self.login.email:
            return None, True
        result: tuple[Any, bool] = super().handle()
        return result


def _has_address(user: Any) -> bool:
    return bool(user.email) or EmailAddress.objects.filter(user_id=user.pk).exists()
