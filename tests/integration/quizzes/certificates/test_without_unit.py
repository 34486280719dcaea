"""Who signed up by himself belongs to no unit: the unit that issues looks after his certificate."""

import html
import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from portal.foundation.audit.models import AuditEvent
from quizzes.certificates import selectors
from quizzes.certificates.models import Certificate, Revocation


@pytest.fixture
def theirs(world, scheme, sit, adult) -> Certificate:
    """Of somebody who made an account and passed."""
    person = get_user_model().objects.create_user(username="self", full_name="自己来的人")
    sit(adult(person), scheme)
    return Certificate.objects.get(person=person, unit=None)


def desk_text(client, **query) -> str:
    return client.get(reverse("certificates:desk"), query).content.decode()


def test_the_issuer_s_staff_find_it_in_register_search_and_export(client, world, theirs):
    client.force_login(world.administrator)
    for query in ({}, {"q": theirs.number}, {"q": "自己来"}):
        page = desk_text(client, **query)
        assert theirs.number in page and "不属任何单位" in page
    assert theirs.number in client.get(reverse("certificates:desk_csv")).content.decode()


def test_another_unit_s_staff_neither_find_nor_revoke_it(client, theirs, town_administrator):
    client.force_login(town_administrator)
    for query in ({}, {"q": theirs.number}, {"q": "自己来"}):
        assert "自己来的人" not in desk_text(client, **query)
    assert theirs.number not in client.get(reverse("certificates:desk_csv")).content.decode()
    address = reverse("certificates:desk_revoke", args=[theirs.number])
    assert client.get(address).status_code == 404
    assert client.post(address, {"reason": "cheated"}).status_code == 404


def test_a_town_that_issues_looks_after_its_own(client, scheme, world, theirs, town_administrator):
    scheme.issuer = world.town
    scheme.save()
    client.force_login(town_administrator)
    assert theirs.number in desk_text(client)


def test_a_holder_s_unit_still_keeps_the_issuer_below_it_out(
    client, scheme, world, sit, adult, town_administrator
):
    scheme.issuer = world.town
    scheme.save()
    sit(adult(world.auditor), scheme)
    client.force_login(town_administrator)
    assert world.auditor.full_name not in desk_text(client)


def test_revoking_it_lowers_the_public_count_and_tells_its_unit_s_auditor(client, world, theirs):
    today = timezone.localdate()
    assert selectors.certified_volunteers(today).value == 1
    client.force_login(world.administrator)
    address = reverse("certificates:desk_revoke", args=[theirs.number])
    shown = client.post(address, {"reason": "cheated"}).content.decode()
    look = html.unescape(re.search(r'name="look" value="([^"]+)"', shown)[1])
    client.post(address, {"reason": "cheated", "step": "revoke", "look": look})
    assert Revocation.objects.get().certificate == theirs
    assert selectors.certified_volunteers(today).value == 0
    event = AuditEvent.objects.get(action="quizzes.certificate.revoked")
    assert event.unit_id == world.county.pk
