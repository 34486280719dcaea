"""The uploaded bytes: kept as they came, thrown away with the last draft that came from them."""

import hashlib
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from content.plans.models import Intake, Original, PlanVersion
from portal.people.models import User


def keep_original(*, data: bytes, name: str, actor: User | None) -> Original:
    """Store the bytes in the private folder, then their row; a pasted text gets a name."""
    name = name.rsplit("/", 1)[-1][:255] or _("粘贴的正文") + ".txt"
    original = Original(
        name=name, size=len(data), sha256=hashlib.sha256(data).hexdigest(), uploaded_by=actor
    )
    original.file.save(name, ContentFile(data), save=False)
    try:
        original.save()
    except BaseException:
        original.file.delete(save=False)
        raise
    return original


@transaction.atomic
def release_original(*, original: Original) -> bool:
    """Delete the row, and after the commit the file, unless a version still comes from it."""
    if PlanVersion.objects.filter(upload=original).exists():
        return False
    Intake.objects.filter(original=original).update(original=None)
    Original.objects.filter(pk=original.pk).delete()
    transaction.on_commit(partial(original.file.storage.delete, str(original.file.name)))
    return True
