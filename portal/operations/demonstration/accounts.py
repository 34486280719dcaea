"""One account a role, with random password and second factor, shown once."""

from pathlib import Path

from django.conf import settings

from portal.accounts.services.demonstration import (
    Credentials,
    create_demonstration_account,
    write_credentials_file,
)
from portal.operations.demonstration import county


def credentials_path() -> Path:
    return Path(settings.DATA_DIR) / "demonstration-accounts.txt"


def create() -> list[Credentials]:
    """Make the accounts and write them to a file that only its owner can read."""
    made = [
        create_demonstration_account(
            username=row.key,
            full_name=row.full_name,
            unit=county.place_of(row, role),
            role=role,
        )
        for row, role in county.one_a_role()
    ]
    write_credentials_file(credentials_path(), made)
    return made
