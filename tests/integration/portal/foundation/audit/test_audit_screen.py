"""What an auditor sees of the trail, and what leaves the house as a file."""

import io

import pytest
from django.core.management import call_command
from django.utils import timezone
from openpyxl import load_workbook

from portal.foundation.audit import services, views
from portal.foundation.audit.models import AuditEvent
from portal.foundation.exports import download
from portal.people.enums import Role
from tests.integration.conftest import make_person


@pytest.fixture
def trail(world):
    """One event in each town, one in no unit."""
    for unit in (world.town, world.other_town):
        services.record(
            actor=world.editor, action="content.page.withdrawn", target_key=f"page:{unit.code}",
            unit_id=unit.pk, data={"rows": 3},
        )  # fmt: skip
    services.record(actor=None, action="foundation.sealed", target_key="page:nobody")
    return world


def page_of(client, address="/audit/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("<wbr>", "")


def test_only_auditors_enter(client, trail) -> None:
    for person in (trail.administrator, trail.editor, trail.learner):
        client.force_login(person)
        for address in ("/audit/", "/audit/events.csv", "/audit/events.xlsx"):
            assert client.get(address).status_code == 403, (person, address)


def test_the_auditor_of_the_county_reads_all_and_of_a_town_only_its_own(client, trail) -> None:
    client.force_login(trail.auditor)
    page = page_of(client)
    assert all(f"page:{name}" in page for name in ("qinghe", "dongshan", "nobody"))
    client.force_login(make_person("zhenshenji", "镇审计员", trail.town, Role.AUDITOR))
    page = page_of(client)
    assert "page:qinghe" in page
    assert "page:dongshan" not in page and "page:nobody" not in page
    export = client.get("/audit/events.csv").content.decode("utf-8-sig")
    assert "page:qinghe" in export and "page:dongshan" not in export


def test_a_name_stands_only_where_the_auditor_may_know_it(client, trail) -> None:
    services.record(actor=trail.other_editor, action="x.done", unit_id=trail.town.pk)
    client.force_login(make_person("zhenshenji", "镇审计员", trail.town, Role.AUDITOR))
    page = page_of(client)
    assert "编辑陈" in page and "编辑吴" not in page
    assert str(trail.other_editor.public_id) in page
    assert "编辑" not in client.get("/audit/events.csv").content.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("action=content.page", {"qinghe", "dongshan"}),
        ("target=page:qinghe", {"qinghe"}),
        ("since=2999-01-01", set()),
        ("until=2000-01-02", set()),
        ("before=1", set()),
    ],
)
def test_a_filter_narrows_the_list(client, trail, query, found) -> None:
    client.force_login(trail.auditor)
    page = page_of(client, f"/audit/?{query}")
    assert {
        name for name in ("qinghe", "dongshan", "nobody") if f'title="page:{name}"' in page
    } == found


def test_the_events_of_one_person_are_found_by_the_public_id(client, trail) -> None:
    client.force_login(trail.auditor)
    page = page_of(client, f"/audit/?actor={trail.editor.public_id}")
    assert 'title="page:qinghe"' in page and 'title="page:nobody"' not in page


@pytest.mark.parametrize(
    "query",
    [
        "since=x", "since=0001-01-01", "until=9999-12-31", "actor=42", "action=" + "x" * 101,
        "target=%00", "before=" + "9" * 30, "before=-1", "since=2026-02-01&until=2026-01-01",
    ],
)  # fmt: skip
def test_bad_input_is_answered_with_a_page_and_without_events(client, trail, query) -> None:
    client.force_login(trail.auditor)
    assert 'title="page:qinghe"' not in page_of(client, f"/audit/?{query}")
    assert client.get(f"/audit/events.csv?{query}").status_code == 302
    assert not AuditEvent.objects.filter(action="foundation.audit.exported").exists()


def test_pages_follow_each_other_by_id_and_cost_the_same(
    client, trail, monkeypatch, django_assert_max_num_queries
) -> None:
    monkeypatch.setattr(views, "PAGE", 2)
    client.force_login(trail.auditor)
    first = client.get("/audit/?action=&since=2020-01-01")
    assert [row["event"].target_key for row in first.context["rows"]] == [
        "page:nobody", "page:dongshan",
    ]  # fmt: skip
    assert "since=2020-01-01" in first.context["older"]
    with django_assert_max_num_queries(15):
        second = client.get(f"/audit/?{first.context['older']}")
    assert [row["event"].target_key for row in second.context["rows"]] == ["page:qinghe"]
    assert second.context["older"] == ""


def test_every_export_is_an_event_itself(client, trail) -> None:
    client.force_login(trail.auditor)
    response = client.get("/audit/events.xlsx?action=content.page")
    assert response["Content-Disposition"].endswith('.xlsx"')
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert [row[6].value for row in sheet.iter_rows(min_row=2)] == ["page:dongshan", "page:qinghe"]
    event = AuditEvent.objects.get(action="foundation.audit.exported")
    assert event.actor_public_id == trail.auditor.public_id
    assert event.data == {"format": "xlsx", "rows": 2}


def test_an_auditor_of_a_town_sees_that_its_audit_was_taken_out(client, trail) -> None:
    client.force_login(make_person("zhenshen", "镇审计员", trail.town, Role.AUDITOR))
    client.get("/audit/events.csv")
    (row,) = client.get("/audit/?action=foundation.audit.exported").context["rows"]
    assert (row["event"].unit_id, row["event"].data["rows"]) == (trail.town.pk, 1)


def test_too_many_rows_are_refused_with_the_way_out(client, trail, monkeypatch) -> None:
    monkeypatch.setattr(download, "MOST", 2)
    client.force_login(trail.auditor)
    response = client.get("/audit/events.csv", follow=True)
    assert "超过 2 条" in response.content.decode().replace("<wbr>", "")
    assert not AuditEvent.objects.filter(action="foundation.audit.exported").exists()


def test_the_screen_says_how_far_the_trail_is_sealed_and_checked(client, trail) -> None:
    client.force_login(trail.auditor)
    page = page_of(client)
    assert "还没有封存过" in page and "还没有校验过" in page
    services.seal()
    call_command("verify_audit", stdout=io.StringIO())
    page = page_of(client)
    assert "封存到第 1 批" in page and "完好" in page
    assert timezone.localdate().isoformat() in page
