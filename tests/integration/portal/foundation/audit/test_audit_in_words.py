"""The screen and the file of the audit speak in words."""

import pytest

from portal.foundation.audit import services, words
from portal.people import services as people
from portal.people.enums import Role
from portal.people.reasons import StartReason
from tests.integration.conftest import SINCE, make_person


@pytest.fixture
def given(world):
    return people.add_membership(
        actor=world.administrator, user=world.learner, unit=world.village, role=Role.EDITOR,
        reason=StartReason.APPOINTED, valid_from=SINCE,
    )  # fmt: skip


def test_the_screen_speaks_in_words_and_links_what_the_auditor_may_open(client, world, given):
    client.force_login(world.auditor)
    page = client.get("/audit/").content.decode().replace("<wbr>", "")
    assert "给角色" in page and "people.membership.added" in page
    assert f'href="/people/{world.learner.public_id}/"' in page and "学员小李" in page
    assert "角色：编辑" in page and "原因：新任命" in page and "至：没有" in page
    assert "{&quot;" not in page


def test_a_person_out_of_sight_is_not_named_as_the_object(client, world):
    services.record(
        actor=None, action="people.membership.ended", target=world.other_editor,
        unit_id=world.town.pk,
    )  # fmt: skip
    client.force_login(make_person("zhenshenji", "镇审计员", world.town, Role.AUDITOR))
    page = client.get("/audit/").content.decode()
    assert "编辑吴" not in page and str(world.other_editor.public_id) in page


def test_a_unit_is_named_in_the_data_and_linked_as_the_object(client, world):
    people.move_unit(
        actor=world.administrator, unit=world.village, parent=world.other_town,
        since=SINCE.replace(month=3),
    )  # fmt: skip
    client.force_login(world.auditor)
    page = client.get("/audit/").content.decode()
    assert f'href="/people/units/{world.village.pk}/"' in page
    assert "上级单位：东山乡" in page and "原来：青河镇" in page


def test_the_screen_and_the_file_name_the_same_units(client, world):
    """A unit out of sight stays a number in both."""
    for before in (world.other_town, world.village):
        services.record(
            actor=None, action="people.home_unit.set", target=world.learner,
            unit_id=world.town.pk, data={"before": before.pk, "unit": world.town.pk},
        )  # fmt: skip
    client.force_login(make_person("zhenshenji", "镇审计员", world.town, Role.AUDITOR))
    rows = client.get("/audit/").context["rows"]
    file = client.get("/audit/events.csv").content.decode("utf-8-sig")
    assert [dict(row["details"])["原来"] for row in rows] == ["柳树村", str(world.other_town.pk)]
    assert "原来：柳树村" in file and f"原来：{world.other_town.pk}" in file
    assert "东山乡" not in file


@pytest.mark.parametrize("asked", ["给角色", "people.membership"])
def test_an_action_is_found_by_its_words_and_by_its_code(client, world, given, asked):
    services.record(actor=None, action="foundation.audit.verified")
    client.force_login(world.auditor)
    rows = client.get("/audit/", {"action": asked}).context["rows"]
    assert [row["event"].action for row in rows] == ["people.membership.added"]


def test_the_file_speaks_in_the_same_words(client, world, given):
    client.force_login(world.auditor)
    file = client.get("/audit/events.csv").content.decode("utf-8-sig")
    assert "给角色" in file and "角色：编辑" in file and "people.membership.added" in file


def test_what_nobody_has_words_for_is_shown_as_it_is():
    assert words.action("x.done") == "x.done"
    assert words.kind_of("paper:qinghe") == ("试卷", "qinghe")
    assert words.kind_of("guide:1") == ("避险指南", "1")
    assert words.kind_of("source:1") == ("source", "1")
    assert words.kind_of("no.such:1") == ("no.such", "1")
    assert words.kind_of("plain") == ("", "plain")
    assert list(words.details("x.done", {"odd": [1, 2], "role": "learner"}, {})) == [
        ("odd", "1、2"), ("role", "learner"),
    ]  # fmt: skip
