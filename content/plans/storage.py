"""Where uploaded originals lie: outside everything the web server hands out."""

import uuid
from typing import Any, Final

from django.conf import settings
from django.core.files.storage import FileSystemStorage

FOLDER: Final = "plans"


def private_storage() -> FileSystemStorage:
    """Files without an address; only a view that asks for rights opens them."""
    return FileSystemStorage(
        location=settings.DATA_DIR / "private",
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


def place(_instance: Any, _name: str) -> str:
    """A name of our own: what a stranger calls his file never becomes a path."""
    return f"{FOLDER}/{uuid.uuid4().hex}"
