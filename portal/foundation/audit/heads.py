"""The digest of the last sealed batch in a file: who can rewrite the database cannot reach it.

Its place is `AUDIT_HEAD_FILE`; a disk that others keep is better than the data directory.
"""

import logging
import os
from pathlib import Path

from django.conf import settings

from portal.foundation.audit.models import AuditBatch

logger = logging.getLogger(__name__)


def kept() -> str:
    """The digest written at the last sealing; empty where none was. Raises OSError where there
    is a file that cannot be read."""
    try:
        return _path().read_text("ascii", errors="replace").strip()
    except FileNotFoundError:
        return ""


def keep(batch: AuditBatch) -> None:
    """Replace the digest in one step. One that the chain no longer holds is evidence and stays:
    a batch sealed after the cut must not cover it."""
    try:
        before = kept()
        if before and not AuditBatch.objects.filter(digest=before).exists():
            logger.error("the audit chain lacks the digest kept in %s", _path())
            return
        partial = _path().with_name(f"{_path().name}.{os.getpid()}")
        partial.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial.write_text(f"{batch.digest}\n", "ascii")
        partial.chmod(0o600)
        partial.replace(_path())
    except OSError as error:
        logger.error("no audit digest kept", extra={"kind": type(error).__name__})


def _path() -> Path:
    return Path(settings.AUDIT_HEAD_FILE)
