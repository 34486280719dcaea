"""How long a certificate stands."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Status(StrEnum):
    VALID = "valid"
    RENEWABLE = "renewable"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Term:
    """First and last day; both are part of the term."""

    first: date
    last: date


def term(issued: date, months: int) -> Term:
    """`months` whole months from the day of issue: 2026-03-12, 36 → until 2029-03-11.

    Where the last month has no such day, the term ends with that month.
    """
    years, month = divmod(issued.month - 1 + months, 12)
    year, month = issued.year + years, month + 1
    if issued.day > calendar.monthrange(year, month)[1]:
        return Term(issued, date(year, month, calendar.monthrange(year, month)[1]))
    return Term(issued, date(year, month, issued.day) - timedelta(days=1))


def status_on(day: date, held: Term, *, revoked: bool, renewal_days: int) -> Status:
    """Revoked outranks expired: a withdrawn certificate never was good."""
    if revoked:
        return Status.REVOKED
    if day > held.last:
        return Status.EXPIRED
    if day > held.last - timedelta(days=renewal_days):
        return Status.RENEWABLE
    return Status.VALID
