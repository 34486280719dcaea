"""What a holder reads in the export of one's own data, and the register as a file."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from portal.foundation.audit.models import AuditEvent
from portal.foundation.exports import download
from portal.people.enums import Role
from portal.people.models import Membership
from quizzes.certificates import personal_data
from tests.integration.conftest import SINCE, make_person

pytestmark = pytest.mark.django_db


def test_every_fact_of_a_certificate_has_a_name_in_chinese(certificate):
    exported = personal_data.export(certificate.person)["证书"][0]["发证依据"]
    assert set(certificate.facts) == set(personal_data.FACTS)
    assert not [name for name in exported if re.search("[a-z_]", name)]
    assert exported["类别"] == "应急志愿者" and exported["试卷"] == certificate.facts["paper"]


@pytest.fixture
def desk(client, world):
    client.force_login(world.administrator)
    return client


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_register_leaves_as_it_was_narrowed_and_the_audit_says_so(desk, certificate, kind):
    address = reverse(f"certificates:desk_{kind}")
    for typed, rows in ((certificate.number, 1), ("查无此人", 0)):
        taken = desk.get(address, {"q": typed})
        assert f'.{kind}"' in taken["Content-Disposition"]
        if kind == "xlsx":
            sheet = load_workbook(BytesIO(taken.content)).active
            assert sheet.max_row == 1 + rows
        else:
            assert (certificate.number in taken.content.decode()) is bool(rows)
        event = AuditEvent.objects.filter(action="quizzes.certificate.register_exported")
        assert event.latest("pk").data == {"format": kind, "rows": rows, "searched": True}


@pytest.mark.parametrize("typed", ["\0", "古丽\0", "李" * 61])
def test_a_filter_that_cannot_be_read_lists_nobody_and_takes_nobody_out(desk, certificate, typed):
    page = desk.get(reverse("certificates:desk"), {"q": typed})
    assert page.status_code == 422 and page.context["rows"] == []
    assert f'value="{typed}"' in page.content.decode() and "还没有证书" not in page.content.decode()
    for kind in ("csv", "xlsx"):
        taken = desk.get(reverse(f"certificates:desk_{kind}"), {"q": typed})
        assert taken.status_code == 302 and taken["Location"].startswith(
            f"{reverse('certificates:desk')}?q="
        )
    assert not AuditEvent.objects.filter(action="quizzes.certificate.register_exported").exists()


def test_the_auditor_of_each_unit_whose_register_left_sees_that_it_did(client, world, certificate):
    both = make_person("liangguan", "两处管", world.town, Role.ADMINISTRATOR)
    Membership.objects.create(
        user=both, unit=world.other_town, role=Role.ADMINISTRATOR, valid_from=SINCE
    )
    client.force_login(both)
    client.get(reverse("certificates:desk_csv"))
    for unit in (world.town, world.other_town):
        client.force_login(make_person(f"shen{unit.pk}", "审计员", unit, Role.AUDITOR))
        (row,) = client.get("/audit/?action=quizzes.certificate.register_exported").context["rows"]
        assert row["event"].unit_id == unit.pk
    client.force_login(make_person("cunshen", "审计员", world.village, Role.AUDITOR))
    page = client.get("/audit/?action=quizzes.certificate.register_exported")
    assert page.context["rows"] == []


def test_a_register_that_no_file_holds_leads_back_to_the_list(desk, certificate, monkeypatch):
    monkeypatch.setattr(download, "MOST", 0)
    back = desk.get(reverse("certificates:desk_xlsx"), {"q": certificate.number}, follow=True)
    assert back.redirect_chain == [(f"{reverse('certificates:desk')}?q={certificate.number}", 302)]
    assert "超过 0 张，一次导不出来" in back.content.decode()
