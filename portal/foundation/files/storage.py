"""Where private files lie: outside everything the web server hands out."""

import uuid
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage


def private_storage() -> FileSystemStorage:
    """Files without an address; only a view that asks for rights opens them."""
    return FileSystemStorage(
        location=settings.DATA_DIR / "private",
        file_permissions_mode=0o600,
        directory_permissions_mode=0o700,
    )


def place(row: Any, _name: str) -> str:
    """A name of our own in the folder of its model: what a stranger calls his file never becomes
    a path."""
    return f"{row.folder}/{uuid.uuid4().hex}"
