"""A clause that says something else: everybody reads it, and somebody who confirms answers."""

import pytest
from django.urls import reverse

from content.pages import anchors
from content.targets import services
from content.targets.changed_clauses import flag_changed_clause, uphold_target
from content.targets.models import Target
from portal.foundation.audit.models import AuditEvent
from tests.samples import pages as samples
from tests.samples.targets import CLAUSE, STAND, TEXT, draft

REMARK = "条文后来改过，正在核对"
REWORDED = "到2026年底，全县要有不少于12人持证的应急志愿者。"


@pytest.fixture(autouse=True)
def without_page_cache(settings):
    settings.PAGECACHE_ENABLED = False


def _clause_says(text: str) -> str:
    STAND["text"] = text
    anchors.changed.send(
        sender=None, key=CLAUSE, old_hash="a", new_hash=str(hash(text)), withdrawn=False
    )
    return str(hash(text))


def _pages(client, target) -> dict[str, str]:
    addresses = {
        "list": reverse("targets:list"),
        "detail": reverse("targets:detail", args=[target.slug]),
        "home": "/",
    }
    return {name: client.get(url).content.decode() for name, url in addresses.items()}


def test_a_changed_clause_is_said_beside_the_number_on_every_page_and_no_more_when_it_is_back(
    client, target
):
    samples.home()
    assert all(REMARK not in page for page in _pages(client, target).values())
    _clause_says(TEXT.replace("12", "20"))
    for name, page in _pages(client, target).items():
        assert REMARK in page, name
    _clause_says(TEXT)
    target.refresh_from_db()
    assert not target.clause_changed
    assert all(REMARK not in page for page in _pages(client, target).values())


def test_whoever_confirms_reads_the_clause_and_says_that_the_target_stands(client, world, target):
    _clause_says(REWORDED)
    client.force_login(world.administrator)
    address = reverse("targets:desk_uphold", args=[target.slug])
    assert address in client.get(reverse("targets:desk")).content.decode()
    asked = client.post(address)
    assert REWORDED in asked.content.decode() and "≥ 12" in asked.content.decode()
    yes = {"confirmed": asked.context["asked"]}
    for _ in range(2):
        assert client.post(address, yes).status_code == 302
    target.refresh_from_db()
    assert not target.clause_changed and target.clause_hash == str(hash(REWORDED))
    assert AuditEvent.objects.filter(action="content.target.upheld").count() == 1
    assert address not in client.get(reverse("targets:desk")).content.decode()


def test_a_clause_that_changes_again_is_asked_about_again_and_refused_by_the_service(
    client, world, target
):
    read = _clause_says(REWORDED)
    client.force_login(world.administrator)
    address = reverse("targets:desk_uphold", args=[target.slug])
    first = client.post(address)
    later = TEXT.replace("12", "20")
    _clause_says(later)
    again = client.post(address, {"confirmed": first.context["asked"]})
    assert later in again.content.decode()
    with pytest.raises(services.TargetRefused, match="条文改了"):
        uphold_target(target=target, actor=world.administrator, read=read)
    target.refresh_from_db()
    assert target.clause_changed


def test_a_withdrawn_clause_or_another_measure_leaves_nothing_to_uphold(client, world, target):
    STAND["status"] = "withdrawn"
    flag_changed_clause(key=CLAUSE, new_hash="", withdrawn=True)
    client.force_login(world.administrator)
    address = reverse("targets:desk_uphold", args=[target.slug])
    assert address not in client.get(reverse("targets:desk")).content.decode()
    with pytest.raises(services.TargetRefused, match="已经撤下"):
        uphold_target(target=target, actor=world.administrator, read=target.clause_hash)
    STAND["status"] = "current"
    read = _clause_says(TEXT.replace("12人", "12%"))
    with pytest.raises(services.TargetRefused, match="量不了"):
        uphold_target(target=target, actor=world.administrator, read=read)
    assert Target.objects.get().clause_changed


def test_a_draft_waits_for_its_confirmation_and_for_nothing_else(client, world, indicator):
    waiting = draft(world, indicator)
    _clause_says(REWORDED)
    client.force_login(world.administrator)
    page = client.get(reverse("targets:desk")).content.decode()
    assert "条文已变，请核对" in page
    assert reverse("targets:desk_uphold", args=[waiting.slug]) not in page
