"""A note beside the reason of a retired target is put right by whoever may have written it."""

import pytest
from django.urls import reverse

from content.targets import ending
from content.targets.enums import RetireReason, TargetState
from content.targets.models import Target
from portal.foundation.audit.models import AuditEvent
from tests.integration.content.targets.test_ending import retired

WRONG, RIGHT = "定的是 20 人。", "定的是 200 人，多写了一个零。"


@pytest.fixture(autouse=True)
def without_page_cache(settings):
    settings.PAGECACHE_ENABLED = False


@pytest.fixture
def mistaken(target, world) -> Target:
    return retired(target, world.administrator, note=WRONG)


def address(target):
    return reverse("targets:desk_note", args=[target.slug])


def test_the_note_is_put_right_everywhere_and_day_and_reason_stay(client, world, mistaken):
    client.force_login(world.administrator)
    listed = client.get(f"{reverse('targets:desk')}?state=retired").content.decode()
    assert address(mistaken) in listed
    drawn = client.get(address(mistaken))
    sent = {"note": RIGHT, "seen": drawn.context["form"]["seen"].value()}
    assert client.post(address(mistaken), sent).status_code == 302
    now = Target.objects.get()
    assert now.retired_note == RIGHT
    assert (now.retired_on, now.retired_reason) == (mistaken.retired_on, RetireReason.MISTAKEN)
    page = client.get(reverse("targets:detail", args=[now.slug])).content.decode()
    assert "多写了一个零" in page.replace("\u2060", "") and WRONG not in page
    event = AuditEvent.objects.get(action="content.target.note_corrected")
    assert event.unit_id == world.county.pk and RIGHT not in str(event.data)
    assert not ending.correct_note(target=now, note=RIGHT, actor=world.administrator)
    assert AuditEvent.objects.filter(action="content.target.note_corrected").count() == 1


def test_an_older_page_does_not_undo_what_somebody_else_wrote(client, world, mistaken):
    client.force_login(world.administrator)
    drawn = client.get(address(mistaken))
    ending.correct_note(target=mistaken, note="别人改的。", actor=world.administrator)
    sent = {"note": RIGHT, "seen": drawn.context["form"]["seen"].value()}
    answer = client.post(address(mistaken), sent)
    assert answer.status_code == 422 and "别人改过" in answer.content.decode()
    assert Target.objects.get().retired_note == "别人改的。"


def test_a_number_of_a_person_is_no_note(client, world, mistaken):
    client.force_login(world.administrator)
    drawn = client.get(address(mistaken))
    sent = {"note": "找 13800138000", "seen": drawn.context["form"]["seen"].value()}
    assert client.post(address(mistaken), sent).status_code == 422
    assert Target.objects.get().retired_note == WRONG


def test_what_stands_has_no_note(client, world, target):
    client.force_login(world.administrator)
    assert client.post(address(target), {"note": RIGHT}).status_code == 302
    found = Target.objects.get()
    assert (found.state, found.retired_note) == (TargetState.CONFIRMED, "")


def test_who_only_edits_does_not_change_what_everybody_reads(client, world, mistaken):
    client.force_login(world.editor)
    assert client.post(address(mistaken), {"note": RIGHT}).status_code in (403, 404)
    assert Target.objects.get().retired_note == WRONG
