"""Deleting an account (PIPL art. 47): afterwards nothing here knows who it was."""

from django.db import connection, transaction
from django.utils.translation import gettext as _

from portal.foundation.audit.services import record
from portal.people import personal_data, rights
from portal.people.models import User
from portal.people.services import LastAdministrator, refuse_if_last_administrator


class ErasureRefused(Exception):
    """The account cannot go now; `message` says what has to happen first."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


def erase_account(*, user: User, actor: User | None = None) -> User:
    """Erase name, phone, mail and user name of `user` everywhere, end all sign-ins.

    A second call changes nothing. What stays: an opaque id in the audit, and what was
    counted (attempts, certificates without a name) as each app's rules say.
    Raises ErasureRefused for the last administrator of a unit.
    """
    with transaction.atomic():
        stored = User.objects.filter(pk=user.pk, erased_at__isnull=True).first()
        if stored is None:
            return User.objects.get(pk=user.pk)
        try:
            refuse_if_last_administrator(user=stored)
        except LastAdministrator as error:
            raise ErasureRefused(
                _("你是%(unit)s唯一的管理员。先让另一个人当管理员，再注销。")
                % {"unit": error.unit.name}
            ) from error
        record(actor=actor or stored, action="accounts.erased", target=stored)
        personal_data.erase_all(stored)
        rights.forget(user)
        transaction.on_commit(_leave_no_copy_in_the_journal, robust=True)
        return stored


def _leave_no_copy_in_the_journal() -> None:
    """SQLite overwrites what is deleted (`secure_delete`), but the write-ahead log keeps old
    pages until it is folded in. PostgreSQL's vacuum does the same in its own time."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
