"""What was certified stays as it was issued, also for whoever writes past the models."""

import pytest
from django.db import DatabaseError, connection, transaction

from portal.accounts.services import erase_account
from quizzes.certificates.guards import FIXED_OF_CERTIFICATE
from quizzes.certificates.models import Certificate

TABLE = Certificate._meta.db_table
OTHER = {
    "facts": "'{}'",
    "issued_at": "'2020-01-01 00:00:00+00:00'",
    "valid_from": "'2020-01-01'",
    "valid_to": "'2099-12-31'",
    "number": "'AL-2020-000001-0'",
    "unit_id": "NULL",
}


def refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError as error:
        return "stays as it is" in str(error)
    return False


def test_every_column_but_the_holder_s_is_fixed():
    columns = {field.column for field in Certificate._meta.concrete_fields}
    assert columns - set(FIXED_OF_CERTIFICATE) == {"person_id", "holder_name"}


@pytest.mark.parametrize("column", FIXED_OF_CERTIFICATE)
def test_no_fact_of_a_certificate_is_changed(certificate, column):
    assert refused(f"UPDATE {TABLE} SET {column} = {OTHER.get(column, column + ' + 1')}")
    assert Certificate.objects.get() == certificate


def test_no_certificate_is_deleted_or_given_to_somebody_else(certificate, world):
    assert refused(f"DELETE FROM {TABLE}")
    assert refused(f"UPDATE {TABLE} SET holder_name = '别人'")
    assert refused(f"UPDATE {TABLE} SET person_id = {world.learner.pk}")
    assert Certificate.objects.get().holder_name == certificate.holder_name


@pytest.mark.parametrize("nobody", [False, True])
def test_the_same_row_written_again_is_no_change(certificate, nobody):
    if nobody:
        erase_account(user=certificate.person)
    Certificate.objects.get().save()


def test_who_is_gone_does_not_come_back(certificate, world):
    erase_account(user=certificate.person)
    assert refused(f"UPDATE {TABLE} SET person_id = {world.learner.pk}")
    with pytest.raises(DatabaseError), transaction.atomic():
        Certificate.objects.update(holder_name=world.learner.full_name, person=world.learner)
