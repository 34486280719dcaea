"""A folder of the portal that cannot be written costs the import, never the text."""

from pathlib import Path

import pytest
from django.urls import reverse

from content.plans.models import Intake, Original

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("folder", ["private", "locks"])
def test_a_pasted_plan_comes_back_in_the_form(
    client, world, small_text, settings, tmp_path, monkeypatch, folder
) -> None:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    Path(settings.DATA_DIR / folder).write_text("a file where a folder should be")
    if folder == "private":
        storage = Original._meta.get_field("file").storage
        monkeypatch.setattr(storage, "location", str(settings.DATA_DIR / folder))
    client.force_login(world.editor)
    answer = client.post(
        reverse("plans_desk:upload"), {"owner_unit": world.town.pk, "text": small_text}
    )
    assert answer.status_code == 422
    words = answer.content.decode().replace("<wbr>", "")
    assert "写不进去" in words
    assert answer.context["form"]["text"].value() == small_text
    assert small_text.splitlines()[-1] in words
    assert not Intake.objects.exists()
    assert not Original.objects.exists()


def test_an_original_that_is_gone_is_said_and_nothing_else_is_lost(
    client, world, small_text
) -> None:
    client.force_login(world.editor)
    client.post(
        reverse("plans_desk:upload"),
        {"owner_unit": world.town.pk, "text": small_text, "title": "留着我"},
    )
    intake = Intake.objects.get()
    Path(intake.original.file.path).unlink()
    again = client.get(reverse("plans_desk:upload"), {"again": str(intake.public_id)})
    assert again.status_code == 200 and "原件不在磁盘上" in again.content.decode()
    assert "留着我" in again.content.decode()
    answer = client.get(reverse("plans_desk:original", args=[intake.version_id]), follow=True)
    assert answer.redirect_chain[0][0] == reverse("plans_desk:review", args=[intake.version_id])
    assert "原件不在磁盘上" in answer.content.decode()
