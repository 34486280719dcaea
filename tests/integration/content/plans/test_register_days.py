"""Days of the register that cannot be are not saved, and the form says what to do."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from content.plans import services
from tests.integration.content.plans.test_register_form import as_drawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def flood_plan(import_small):
    text = "青河镇防汛应急预案\n\n一、总则\n\n制定本预案。\n\n青河镇人民政府\n2026年3月1日\n"
    return import_small(text, kind="special").document


@pytest.fixture
def send(client, world, flood_plan):
    """Change fields of the register of a plan that was signed on 2026-03-01 and issued on
    2026-03-05."""

    services.change_document(document=flood_plan, actor=None, issued_on=date(2026, 3, 5))
    client.force_login(world.editor)
    address = reverse("plans_desk:change", args=[flood_plan.slug])

    def run(**typed):
        answer = client.post(address, as_drawn(client.get(address)) | typed)
        flood_plan.refresh_from_db()
        return answer

    return run


def test_nothing_is_done_on_a_day_that_has_not_come(send, flood_plan):
    today = timezone.localdate()
    late = str(today + timedelta(days=1))
    for name in ("approved_on", "issued_on", "filed_on", "disclosed_on", "evaluated_on"):
        before = getattr(flood_plan, name)
        answer = send(**{name: late})
        assert answer.status_code == 422
        assert "这一天还没到" in answer.content.decode() and late in answer.content.decode()
        assert getattr(flood_plan, name) == before
    assert send(filed_on=str(today), evaluated_on=str(today)).status_code == 302


def test_nothing_goes_out_before_it_is_approved(send, flood_plan):
    answer = send(approved_on="2026-03-06")
    assert answer.status_code == 422 and "批准日期晚于印发日期" in answer.content.decode()
    assert send(approved_on="2026-03-05").status_code == 302
    assert send(issued_on="2026-03-04").status_code == 422
    assert flood_plan.issued_on == date(2026, 3, 5)
    with pytest.raises(services.PlanRefused, match="批准日期不能晚于印发日期"):
        services.change_document(document=flood_plan, actor=None, approved_on=date(2026, 4, 1))


def test_the_day_of_approval_leaves_with_the_data_and_stands_with_the_plan(
    client, send, flood_plan
):
    send(approved_on="2026-03-04", approved_by="镇长办公会")
    data = client.get(reverse("plans:json", args=[flood_plan.slug])).json()
    assert (data["schema"], data["plan"]["approved_on"]) == ("anlan-plan-1", "2026-03-04")
    page = client.get(reverse("plans:about", args=[flood_plan.slug])).content.decode()
    assert "2026-03-04" in page and "镇长办公会" in page


@pytest.mark.parametrize(
    ("name", "early", "fitting"),
    [
        ("filed_on", "2026-03-04", "2026-03-05"),
        ("evaluated_on", "2020-06-01", "2026-03-05"),
        ("disclosed_on", "2026-02-28", "2026-03-01"),
    ],
)
def test_what_follows_the_issue_is_not_before_it(send, flood_plan, name, early, fitting):
    answer = send(**{name: early})
    assert answer.status_code == 422 and "改对" in answer.content.decode()
    assert getattr(flood_plan, name) is None
    assert send(**{name: fitting}).status_code == 302
    assert getattr(flood_plan, name) == date.fromisoformat(fitting)


def test_a_new_day_of_issue_asks_for_the_filing_and_an_older_entry_hinders_nothing_else(
    send, flood_plan
):
    services.change_document(document=flood_plan, actor=None, filed_on=date(2026, 3, 10))
    answer = send(issued_on="2026-05-01")
    assert answer.status_code == 422 and "就空着" in answer.content.decode()
    services.change_document(document=flood_plan, actor=None, issued_on=date(2026, 5, 1))
    assert send(issuer="青河镇人民政府办公室").status_code == 302
    assert flood_plan.issuer == "青河镇人民政府办公室"


def test_a_receipt_comes_after_the_filing_it_is_of(send, flood_plan):
    answer = send(filed_on="2026-03-20", receipt_on="2026-03-19")
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"receipt_on": ["回执日期不能早于备案日期。"]}
    assert flood_plan.receipt_on is None
    assert send(filed_on="2026-03-20", receipt_on="2026-03-20").status_code == 302
    assert str(flood_plan.receipt_on) == "2026-03-20"
