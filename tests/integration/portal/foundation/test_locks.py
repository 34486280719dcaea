"""Locks of one machine, and of all that share a database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from portal.foundation.locks import only_one_anywhere

pytestmark = pytest.mark.django_db


def held_by_another() -> bool:
    with only_one_anywhere("shared-index") as is_mine:
        pass
    connection.close()
    return not is_mine


def test_one_machine_has_a_name_at_a_time() -> None:
    with only_one_anywhere("shared-index") as is_mine, ThreadPoolExecutor(1) as other:
        assert is_mine
        assert other.submit(held_by_another).result()
    with only_one_anywhere("shared-index") as is_mine:
        assert is_mine


def test_machines_that_share_a_database_take_turns(settings, tmp_path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("one machine has its database in a file")
    with only_one_anywhere("shared-index") as is_mine, ThreadPoolExecutor(1) as other:
        assert is_mine
        settings.DATA_DIR = tmp_path / "of another machine"
        assert other.submit(held_by_another).result()
    with ThreadPoolExecutor(1) as other:
        assert not other.submit(held_by_another).result()
