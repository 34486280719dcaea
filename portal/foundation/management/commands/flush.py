"""Django's flush, which empties every table, let past the append-only guards."""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from portal.foundation import triggers


class Command(flush.Command):
    """Empties the database, audit included. Tests that commit end with it."""

    def handle(self, **options: Any) -> None:
        with triggers.lifted(connections[options["database"]]):
            super().handle(**options)
