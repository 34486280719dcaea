"""What an import or a discard that was killed leaves: a version that nobody sees."""

import logging
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from content.plans.enums import VersionState
from content.plans.models import Intake, PlanDocument, PlanVersion
from content.plans.models.version import heavy
from content.plans.services.alone import locked
from content.plans.services.originals import release_original
from content.plans.services.register import discarding
from content.plans.services.storing import clear

logger = logging.getLogger(__name__)

SAFE_AGE: Final = timedelta(hours=1)
"""No import takes that long from its first row to its last."""


def take_away(version: PlanVersion) -> None:
    """Remove a version that is not ready, and its document where nothing else stands in it."""
    document, upload = version.document, version.upload
    clear(version)
    with transaction.atomic():
        version.delete()
        if not document.replaces.exists():
            _remove(document)
    if upload is not None and not Intake.objects.filter(original=upload).exists():
        release_original(original=upload)


def sweep_leftovers(now: datetime) -> int:
    """Remove versions that nobody has made ready and nobody is at, and documents left without a
    version; what is younger than SAFE_AGE stays. Returns how many."""
    before, swept = now - SAFE_AGE, 0
    unready = PlanVersion.objects.filter(
        ready=False, state=VersionState.DRAFT, imported_at__lt=before
    )
    for version in unready.select_related("document", "upload").defer(
        *heavy(but=("notes", "fields"))
    ):
        with ExitStack() as held:
            if not all(held.enter_context(lock) for lock in _locks(version)):
                continue
            # Whoever held it may have come to the end.
            if not unready.filter(pk=version.pk).exists():
                continue
            try:
                take_away(version)
            except (IntegrityError, ProtectedError):
                # The others go all the same.
                logger.exception("a version that is not ready stays: %s", version.pk)
                continue
            swept += 1
    empty = PlanDocument.objects.filter(versions=None, replaces=None, created_at__lt=before)
    return swept + sum(_remove(document) for document in empty)


def _locks(version: PlanVersion) -> list[AbstractContextManager[bool]]:
    document = version.document
    names = [str(document.pk), *([document.import_key] if document.import_key else [])]
    return [discarding(version), *(locked(name) for name in names)]


def _remove(document: PlanDocument) -> bool:
    """False where a version has come meanwhile, or a drill or an entry of progress keeps it."""
    try:
        with transaction.atomic():
            if document.versions.exists():
                return False
            document.delete()
    except (IntegrityError, ProtectedError):
        return False
    return True
