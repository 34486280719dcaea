from django.db import transaction

from portal.accounts import notices
from portal.foundation.consent import services as consent
from portal.people.models import User


def agree_to_account_notice(*, user: User, version: int) -> None:
    """Keep that `user` agreed to this version at sign-up. A second time changes nothing.
    Raises consent.NoticeChanged when a newer version holds."""
    consent.give(user=user, purpose=notices.ACCOUNT, version=version)


def withdraw_consent(*, user: User, purpose: str) -> int:
    """Take back the consent for `purpose`; returns how many open records there were."""
    with transaction.atomic():
        return consent.withdraw(user=user, purpose=purpose)
