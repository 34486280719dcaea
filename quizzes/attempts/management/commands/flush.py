"""Django's flush, let past the guards of questions, papers and attempts too."""

from typing import Any

from django.db import connections

from portal.foundation.management.commands import flush
from quizzes.attempts.guards import GUARDS as ATTEMPTS
from quizzes.bank.append_only import lifted
from quizzes.bank.guards import GUARDS as BANK
from quizzes.papers.guards import GUARDS as PAPERS


class Command(flush.Command):
    """Empties the database, answers included. Tests that commit end with it."""

    def handle(self, **options: Any) -> None:
        with lifted(connections[options["database"]], (*BANK, *PAPERS, *ATTEMPTS)):
            super().handle(**options)
