"""Shapes of codes, held by the database without any function of Django's."""

import sqlite3

import pytest
from django.db import IntegrityError, connection, transaction

from portal.people.models import Division, User


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["", "12345", "1234567", "99990x", "999 01", "９９９９０１"])
def test_a_division_has_a_code_of_six_nine_or_twelve_digits(code) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Division.objects.create(code=code, name="某县", level="county")
    for number, right in enumerate(("999908", "999908001", "999908001001")):
        Division.objects.create(code=right, name=f"某县{number}", level="county")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "phone", ["", "+", "13800000000", "+1234567", "+86138000a0", "++861380000"]
)
def test_a_phone_is_a_plus_and_eight_to_fifteen_digits(phone) -> None:
    person = User.objects.create(username="yi")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(phone=phone)
    for right in ("+12345678", "+8613800000000", "+123456789012345", None):
        User.objects.filter(pk=person.pk).update(phone=right)


@pytest.mark.django_db
def test_a_plain_sqlite_checks_and_mends_every_table() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite only; run without DATABASE_URL")
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%REGEXP%'")
        assert cursor.fetchall() == []
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'portal_people_user'"
        )
        (table,) = cursor.fetchone()
    plain = sqlite3.connect(":memory:")
    plain.execute(table)
    plain.execute(
        "INSERT INTO portal_people_user (id, password, is_superuser, username, email, is_staff,"
        " is_active, date_joined, public_id, full_name, phone, phone_verified, staff_number)"
        " VALUES (1, '', 0, 'yi', '', 0, 1, '', 'x', '', '+8613800000000', 0, '')"
    )
    assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    plain.close()
