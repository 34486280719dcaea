from datetime import datetime

from django.db import transaction

from portal.foundation.audit.services import record
from portal.people.domain.names import is_a_name
from portal.people.models import User
from quizzes.certificates.services import issue_waiting


class NotAName(ValueError):
    """Something in it is not seen or no letter: on a certificate it would name somebody else."""


def update_profile(*, user: User, full_name: str, adult_confirmed_at: datetime | None) -> list[str]:
    """Put one's own name and age statement right, and issue the certificates that waited for
    them; returns the fields that changed. Raises NotAName."""
    if full_name and not is_a_name(full_name):
        raise NotAName(full_name)
    with transaction.atomic():
        wanted = {"full_name": full_name, "adult_confirmed_at": adult_confirmed_at}
        stored = User.objects.get(pk=user.pk)
        changed = [name for name, value in wanted.items() if getattr(stored, name) != value]
        if changed:
            # An account that is deleted meanwhile keeps no name.
            still_there = User.objects.filter(pk=user.pk, erased_at=None)
            if not still_there.update(**{name: wanted[name] for name in changed}):
                return []
            record(
                actor=user, action="accounts.profile.changed", target=user,
                data={"fields": changed},
            )  # fmt: skip
            for name in changed:
                setattr(user, name, wanted[name])
            issue_waiting(person=user)
        return changed
