"""Sitting a paper: start, answer, submit, close, score. Rights are asked by the views."""

from quizzes.attempts.services.answering import Saved, SlotUnknown, flag, record_answer
from quizzes.attempts.services.closing import (
    AttemptVoid,
    Receipt,
    close_expired,
    close_if_due,
    submit,
    void,
    void_with_account,
)
from quizzes.attempts.services.erasing import forget_own_words
from quizzes.attempts.services.late import accept_or_refuse_late
from quizzes.attempts.services.scoring import rescore
from quizzes.attempts.services.starting import (
    NotOffered,
    Started,
    allow_extra_time,
    check,
    check_keys,
    start,
)

__all__ = [
    "AttemptVoid",
    "NotOffered",
    "Receipt",
    "Saved",
    "SlotUnknown",
    "Started",
    "accept_or_refuse_late",
    "allow_extra_time",
    "check",
    "check_keys",
    "close_expired",
    "close_if_due",
    "flag",
    "forget_own_words",
    "record_answer",
    "rescore",
    "start",
    "submit",
    "void",
    "void_with_account",
]
