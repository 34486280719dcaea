"""A county that began with an older state of the code loses nothing by an upgrade."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[4]
NAME = "anlan_older_county"


@pytest.fixture
def empty_database(django_db_setup, django_db_blocker):
    """URL of a database of its own on the server of the tests."""
    base = settings.DATABASE_URL.rsplit("/", 1)[0]
    with django_db_blocker.unblock():
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {NAME}")
            cursor.execute(f"CREATE DATABASE {NAME}")
        yield f"{base}/{NAME}"
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {NAME}")


@pytest.mark.slow
@pytest.mark.skipif(
    connection.vendor != "postgresql",
    reason="PostgreSQL refuses more while it migrates; runs with DATABASE_URL",
)
def test_rows_of_an_older_state_are_all_there_after_an_upgrade(empty_database):
    done = subprocess.run(
        [sys.executable, "-m", "tests.samples.older_county"],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "DATABASE_URL": empty_database,
             "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout)
    assert told == {
        "plans": [
            ["flood", "", None, None, "", "2", "安澜县防汛应急预案"],
            ["site", "on_site", None, None, "", "1", "甲厂触电现场处置方案"],
        ],
        "former": [["1", "2024-03-20", "备〔2024〕7号"]],
        "clauses": [
            ["flood", "先桌面、后实战。"], ["flood", "先实战、后桌面。"], ["site", "断电。"],
        ],
        "corrections": [["总则", "2"]],
        "triggers": [["演练发现：集合慢"]],
        "comments": [["集合点改了", "先桌面"]],
        "rounds": [["2"]],
        "rules": [["on_site", "6", "month"]],
    }  # fmt: skip
