"""What a real county has after `set_up`, before anybody has done anything."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.services.first_administrator import (
    FirstAdministratorRefused,
    invite_first_administrator,
)
from portal.foundation.audit.models import AuditEvent
from portal.home.models import HomePage
from portal.operations import first_county, setup
from portal.people.models import Unit
from portal.people.selectors import leading_units
from tests.samples.english import english_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def real_county(settings, tmp_path, monkeypatch):
    settings.DEMONSTRATION = False
    settings.DATA_DIR = tmp_path
    settings.PAGECACHE_ENABLED = False
    settings.SITE_DIVISION_NAME, settings.SITE_DIVISION_CODE = "墨玉县", "653222"
    monkeypatch.setattr(setup, "static_is_current", lambda: True)  # dear, tried elsewhere
    return settings


def set_up() -> str:
    said = StringIO()
    call_command("set_up", stdout=said)
    return said.getvalue()


def test_a_real_county_has_its_front_page_and_its_indexes_in_chinese(real_county, client):
    set_up()
    for path in ("/", "/guides/", "/courses/", "/experts/"):
        response = client.get(path)
        assert response.status_code == 200, path
        assert not english_in(response.content.decode()), path
    assert "墨玉县" in client.get("/").content.decode()


def test_the_county_is_the_root_unit_and_no_demonstration_is_loaded(real_county):
    assert "墨玉县（653222）" in set_up()
    unit = Unit.objects.get()
    assert (unit.code, unit.name, unit.kind) == ("653222", "墨玉县", "county")
    assert unit.division is not None and unit.division.code == "653222"
    assert AuditEvent.objects.filter(action="people.unit.added", unit_id=unit.pk).count() == 1


def test_a_first_administrator_has_no_name_with_something_unseen(real_county):
    set_up()
    with pytest.raises(FirstAdministratorRefused, match="看不见的字符"):
        invite_first_administrator(username="zhaomingchuan", full_name="赵\u200b明川")


def test_a_prefecture_is_the_root_of_its_own_portal(real_county):
    real_county.SITE_DIVISION_NAME, real_county.SITE_DIVISION_CODE = "博州", "652700"
    assert "博州（652700）" in set_up()
    unit = Unit.objects.get()
    assert unit.kind == "prefecture" and list(leading_units()) == [unit]
    invited = invite_first_administrator(username="zhaomingchuan", full_name="赵明川")
    assert invited.unit == unit


def test_a_repeated_set_up_leaves_renamed_pages_and_units_as_they_are(real_county):
    set_up()
    HomePage.objects.update(title="我们的首页")
    Unit.objects.update(name="改过的县")
    assert "本县单位" not in set_up()
    first_county.load_pages()
    first_county.load_root_unit()
    assert HomePage.objects.get().title == "我们的首页"
    assert HomePage.objects.get().get_children().count() == 3
    assert Unit.objects.get().name == "改过的县"


def test_without_a_division_code_the_county_stands_without_a_division(real_county):
    real_county.SITE_DIVISION_CODE = ""
    assert "没有设 SITE_DIVISION_CODE" in set_up()
    assert Unit.objects.get().division is None


@pytest.mark.parametrize(("code", "word"), [("000000", "没有区划代码"), ("371522x", "没有区划")])
def test_an_unknown_division_code_is_refused_in_chinese_and_can_be_mended(real_county, code, word):
    real_county.SITE_DIVISION_CODE = code
    with pytest.raises(CommandError, match=word):
        set_up()
    assert not Unit.objects.exists()
    real_county.SITE_DIVISION_CODE = "653222"
    set_up()
    assert Unit.objects.get().code == "653222"
