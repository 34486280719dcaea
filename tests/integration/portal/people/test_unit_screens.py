"""The screens on which units are added, changed, moved, closed and found."""

import pytest

from portal.people.enums import UnitKind
from portal.people.models import Unit
from portal.people.services import units

pytestmark = pytest.mark.django_db


def test_an_older_page_of_a_unit_does_not_undo_what_was_saved_since(client, world):
    client.force_login(world.administrator)
    page = f"/people/units/{world.village.pk}/change/"
    first = {
        "name": "柳树新村", "kind": "village", "division": "",
        "seen": client.get(page).context["form"]["seen"].value(),
    }  # fmt: skip
    assert client.post(page, first).status_code == 302
    second = client.post(page, first | {"name": "柳树村", "kind": "community"})
    assert second.status_code == 422 and "别人改过：名称。" in second.content.decode()
    assert client.post(page, first).status_code == 302
    world.village.refresh_from_db()
    assert (world.village.name, world.village.kind) == ("柳树新村", UnitKind.VILLAGE)


def test_a_change_that_lost_a_race_inside_the_service_renews_its_page_too(
    client, world, monkeypatch
):
    client.force_login(world.administrator)
    page = f"/people/units/{world.village.pk}/change/"
    seen = client.get(page).context["form"]["seen"].value()
    typed = {"name": "柳树村", "kind": "community", "division": "", "seen": seen}

    def lost(**_named):
        Unit.objects.filter(pk=world.village.pk).update(name="柳树新村")
        raise units.ChangedMeanwhile

    with monkeypatch.context() as patched:
        patched.setattr("portal.people.views.units.services.change_unit", lost)
        refused = client.post(page, typed)
    assert refused.status_code == 422 and "别人改过：名称。" in refused.content.decode()
    form = refused.context["form"]
    renewed = {name: form[name].value() for name in typed}
    assert client.post(page, renewed).status_code == 302
    world.village.refresh_from_db()
    assert (world.village.name, world.village.kind) == (renewed["name"], UnitKind.COMMUNITY)


def test_the_screens_add_rename_move_and_close(client, world):
    client.force_login(world.administrator)
    posted = client.post("/people/units/add/", {
        "code": "xincun", "name": "新村", "kind": "village", "parent": "qinghe",
        "division": "", "valid_from": "2026-09-01",
    })  # fmt: skip
    unit = Unit.objects.get(code="xincun")
    page = f"/people/units/{unit.pk}/"
    assert posted.status_code == 302 and posted.url == page
    assert "青河镇" in client.get(page).content.decode()
    seen = client.get(f"{page}change/").context["form"]["seen"].value()
    changed = {"name": "新新村", "kind": "village", "division": "", "seen": seen}
    older = client.post(f"{page}change/", changed | {"seen": ""})
    assert older.status_code == 422 and "以后别人改过。" in older.content.decode()
    assert client.post(f"{page}change/", changed).url == page
    moved = {"parent": "dongshan", "valid_from": "2026-10-01"}
    assert client.post(f"{page}move/", moved).url == page
    assert client.post(f"{page}close/", {"valid_to": "2027-01-01"}).url == page
    html = client.get(page).content.decode()
    assert "新新村" in html and "东山乡" in html and "2027-01-01" in html
    assert "新新村" in client.get("/people/units/").content.decode()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"code": "qinghe"}, "已经有单位用了"),
        ({"code": "新村"}, "只能用字母"),
        ({"division": "000000"}, "没有这个区划代码"),
        ({"parent": "nowhere"}, "不归你管"),
        ({"kind": "county"}, "青河镇是乡镇、街道，下面不能有县"),
        ({"name": "打过的名称\u202e"}, "看不见的字符"),
        ({"valid_from": "昨天"}, "日期要像"),
    ],
)
def test_a_slip_is_named_and_what_was_typed_stays(client, world, changes, word):
    client.force_login(world.administrator)
    given = {
        "code": "xincun", "name": "打过的名称", "kind": "village", "parent": "qinghe",
        "division": "", "valid_from": "2026-09-01", **changes,
    }  # fmt: skip
    answer = client.post("/people/units/add/", given)
    html = answer.content.decode()
    assert answer.status_code == 422 and word in html and "打过的名称" in html
    assert not Unit.objects.filter(name="打过的名称").exists()


@pytest.mark.parametrize(
    ("address", "word"),
    [
        (f"/people/units/?q={'村' * 61}", "不超过 60 个字，现在是 61 个。"),
        (f"/people/?q={'村' * 61}", "不超过 60 个字，现在是 61 个。"),
        ("/people/units/?q=村%00", "里面有看不见的空字符，删掉再查。"),
        ("/people/?q=村%00", "里面有看不见的空字符，删掉再查。"),
        ("/people/?role=king", "没有这个角色"),
        ("/people/?unit=nowhere", "没有这个单位"),
    ],
)
def test_a_filter_that_cannot_be_read_shows_nobody_and_says_why(client, world, address, word):
    client.force_login(world.administrator)
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 422 and word in page
    assert not answer.context["page"].object_list


def test_another_units_screens_are_as_good_as_absent(client, world, town_administrator):
    client.force_login(town_administrator)
    for deed in ("", "change/", "move/", "close/"):
        assert client.get(f"/people/units/{world.other_town.pk}/{deed}").status_code == 404
    own = client.get(f"/people/units/{world.town.pk}/").content.decode()
    assert "改名称" in own and "移到别的上级" not in own


def test_the_auditor_sees_a_unit_and_changes_nothing(client, world):
    client.force_login(world.auditor)
    html = client.get(f"/people/units/{world.village.pk}/").content.decode()
    assert "柳树村" in html and "改名称" not in html
    assert client.get("/people/units/add/").status_code == 403
