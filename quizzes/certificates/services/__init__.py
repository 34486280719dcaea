"""Issuing and revoking certificates. Rights are asked by the views."""

from quizzes.certificates.services.issuing import Decision, decide, outlook
from quizzes.certificates.services.revoking import revoke
from quizzes.certificates.services.waiting import (
    Waiting,
    confirm_adult,
    issue_waiting,
    waiting,
)

__all__ = [
    "Decision",
    "Waiting",
    "confirm_adult",
    "decide",
    "issue_waiting",
    "outlook",
    "revoke",
    "waiting",
]
