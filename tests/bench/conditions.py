"""What a figure of the bench was measured under; without it no figure means anything."""

import os
import platform
import sqlite3
from pathlib import Path

import django
import wagtail
from django.apps import apps
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]

COUNTED = {
    "units": "portal_people.Unit",
    "people": "portal_people.User",
    "clauses": "content_plans.Clause",
    "pages": "wagtailcore.Page",
    "questions": "quizzes_bank.Question",
    "attempts": "quizzes_attempts.Attempt",
    "certificates": "quizzes_certificates.Certificate",
    "audit events": "portal_foundation.AuditEvent",
    "search documents": "search.SearchDocument",
}


def machine() -> str:
    return f"{len(os.sched_getaffinity(0))} cores ({platform.machine()}), load {load()}"


def load() -> str:
    return " ".join(f"{average:.1f}" for average in os.getloadavg())


def software() -> str:
    if connection.vendor == "sqlite":
        database = f"SQLite {sqlite3.sqlite_version} in memory"
    else:
        number = connection.pg_version  # type: ignore[attr-defined]
        database = f"PostgreSQL {number // 10_000}.{number % 10_000}"
    return (
        f"Python {platform.python_version()}, Django {django.__version__}, "
        f"Wagtail {wagtail.__version__}, {database}"
    )


def rows() -> str:
    counted = {name: apps.get_model(label).objects.count() for name, label in COUNTED.items()}
    return ", ".join(f"{number} {name}" for name, number in counted.items())
