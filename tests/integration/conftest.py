"""One fixture world for every test that needs a database: 安澜县 and its people."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import connection
from django.db.models.sql.compiler import SQLUpdateCompiler

from portal.people.enums import Role, UnitKind
from portal.people.models import Division, Membership, Unit, UnitParent, User
from tests.servers import parsers

GROUPS = {"portal", "content", "quizzes", "search", "themes"}
SINCE = date(2025, 1, 1)


@pytest.fixture(autouse=True)
def nothing_cached():
    """What is stored, counted or remembered outlives the rollback of a test."""
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture(autouse=True)
def own_audit_head(settings, tmp_path) -> None:
    """The digest kept outside the database outlives the rollback of a test."""
    settings.AUDIT_HEAD_FILE = tmp_path / "audit-head"


@pytest.fixture(autouse=True, scope="session")
def no_update_joins() -> Iterator[None]:
    """A conditional update is a lock only while its conditions stand on the row itself. With
    a join Django puts all of them into a subquery, and PostgreSQL does not look at that again
    after it waited for another writer: both then believe they were first."""
    asked = SQLUpdateCompiler.pre_sql_setup

    def refuse_joins(compiler: SQLUpdateCompiler) -> None:
        query, model = compiler.query, compiler.query.model
        query.get_initial_alias()
        if model.__module__.split(".")[0] in GROUPS and query.count_active_tables() > 1:
            raise AssertionError(f"an update of {model.__name__} joins: {query}")
        asked(compiler)

    with patch.object(SQLUpdateCompiler, "pre_sql_setup", refuse_joins):
        yield


@pytest.fixture(autouse=True, scope="session")
def parsers_are_ready() -> Iterator[None]:
    with parsers.ready():
        yield


@dataclass(frozen=True)
class World:
    """安澜县 with two towns, so that every right can be tried on the other unit."""

    division: Division
    county: Unit
    town: Unit
    other_town: Unit
    village: Unit
    learner: User
    volunteer: User
    trainer: User
    editor: User
    reviewer: User
    examiner: User
    administrator: User
    auditor: User
    other_editor: User


def make_unit(code: str, name: str, kind: UnitKind, parent: Unit | None = None) -> Unit:
    unit = Unit.objects.create(code=code, name=name, kind=kind)
    if parent is not None:
        UnitParent.objects.create(unit=unit, parent=parent, valid_from=SINCE)
    return unit


def make_person(username: str, full_name: str, unit: Unit, role: Role) -> User:
    user = get_user_model().objects.create_user(
        username=username, password="安澜-test-2026", full_name=full_name, home_unit=unit
    )
    Membership.objects.create(user=user, unit=unit, role=role, valid_from=SINCE)
    return user


@pytest.fixture
def world(db: None) -> World:
    division, _ = Division.objects.get_or_create(
        code="999901", defaults={"name": "安澜县", "level": "county", "fictional": True}
    )
    county = make_unit("anlan", "安澜县", UnitKind.COUNTY)
    county.division = division
    county.save()
    town = make_unit("qinghe", "青河镇", UnitKind.TOWN, county)
    other_town = make_unit("dongshan", "东山乡", UnitKind.TOWN, county)
    village = make_unit("liushu", "柳树村", UnitKind.VILLAGE, town)
    return World(
        division=division,
        county=county,
        town=town,
        other_town=other_town,
        village=village,
        learner=make_person("xiaoli", "学员小李", town, Role.LEARNER),
        volunteer=make_person("guli", "志愿者古丽", village, Role.VOLUNTEER),
        trainer=make_person("jiaoguanwang", "教官王", county, Role.TRAINER),
        editor=make_person("bianjichen", "编辑陈", town, Role.EDITOR),
        reviewer=make_person("shenhesun", "审核员孙", county, Role.REVIEWER),
        examiner=make_person("kaowuqian", "考务员钱", county, Role.EXAMINER),
        administrator=make_person("guanliyuanzhao", "管理员赵", county, Role.ADMINISTRATOR),
        auditor=make_person("shenjizhou", "审计员周", county, Role.AUDITOR),
        other_editor=make_person("bianjiwu", "编辑吴", other_town, Role.EDITOR),
    )


@pytest.fixture
def committing_db(django_db_setup, django_db_blocker, tmp_path) -> Iterator[None]:
    """A database that threads and processes share, with real commits.

    A module whose tests need it overrides `db` by it. PostgreSQL: the module marks its
    tests as transactional. SQLite: the migrated in-memory database copied to a file with the
    settings of production (WAL, IMMEDIATE), thrown away afterwards.
    """
    if connection.vendor != "sqlite":
        yield
        return
    path = tmp_path / "anlan.sqlite3"
    with django_db_blocker.unblock():
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as copy:
            connection.connection.backup(copy)
        with _moved_to(path):
            yield


@contextmanager
def _moved_to(path: Path) -> Iterator[None]:
    """Connections opened inside the block go to the file; the test's own is set aside."""
    settings, memory = connection.settings_dict, connection.connection
    name = settings["NAME"]
    settings["NAME"] = str(path)
    connection.connection = None
    try:
        yield
    finally:
        connection.close()
        settings["NAME"] = name
        connection.connection = memory


@pytest.fixture
def town_administrator(world):
    return make_person("zhenguanli", "镇管理员", world.town, Role.ADMINISTRATOR)
