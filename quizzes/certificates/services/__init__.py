"""Schemes, issuing and revoking certificates. Rights are asked by the views."""

from quizzes.certificates.services.issuing import Decision, decide, outlook
from quizzes.certificates.services.revoking import revoke
from quizzes.certificates.services.schemes import (
    FIXED_ONCE_ISSUED,
    HoldersAreAdults,
    NameReserved,
    PrefixTooClose,
    SchemeInUse,
    SchemeRefused,
    SchemeTaken,
    SchemeTerms,
    WordsUnseen,
    change_scheme,
    create_scheme,
)
from quizzes.certificates.services.waiting import (
    Waiting,
    confirm_adult,
    is_waiting,
    issue_waiting,
    waiting,
)

__all__ = [
    "FIXED_ONCE_ISSUED",
    "Decision",
    "HoldersAreAdults",
    "NameReserved",
    "PrefixTooClose",
    "SchemeInUse",
    "SchemeRefused",
    "SchemeTaken",
    "SchemeTerms",
    "Waiting",
    "WordsUnseen",
    "change_scheme",
    "confirm_adult",
    "create_scheme",
    "decide",
    "is_waiting",
    "issue_waiting",
    "outlook",
    "revoke",
    "waiting",
]
