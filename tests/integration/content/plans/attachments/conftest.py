"""An entry on progress that files hang on, and a folder of its own for them."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from content.plans import services
from content.plans.models import ProgressAttachment
from content.plans.services.progress import Said
from portal.foundation.files.storage import private_storage
from tests.samples.drills import photo_bytes
from tests.samples.pdf import small_pdf

PHOTO = photo_bytes()
PDF = small_pdf()
SAID = Said(
    kind="midterm", covers_from=date(2026, 1, 1), covers_to=date(2026, 6, 30),
    noted_on=date(2026, 6, 30), text="过半。",
)  # fmt: skip


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path, monkeypatch):
    """What is uploaded outlives the rollback of a test."""
    settings.DATA_DIR = tmp_path
    storage = ProgressAttachment._meta.get_field("file").storage
    monkeypatch.setattr(storage, "location", str(tmp_path / "private"))


@pytest.fixture
def plan(import_small):
    return import_small().document


@pytest.fixture
def note(plan, world):
    return services.note_progress(document=plan, said=SAID, public=True, actor=world.editor)


def files():
    folder = Path(private_storage().path(ProgressAttachment.folder))
    return sorted(folder.iterdir()) if folder.exists() else []


def attach(note, data=PHOTO, name="河堤.png", **more):
    return services.attach(note=note, data=data, name=name, actor=None, **more)


def page(note):
    return reverse("plans_desk:attachments", args=[note.pk])


def public_url(one):
    return reverse("plans:attachment", args=[one.note.document.slug, one.pk])


def desk_url(one, name="attachment"):
    return reverse(f"plans_desk:{name}", args=[one.pk])


def upload(data=PHOTO, name="河堤.png", **more):
    return {"file": SimpleUploadedFile(name, data), "title": "", **more}
