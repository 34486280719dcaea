"""A secret key of its own for every data directory, so none is ever shared or shipped."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def secret_key_from_file(path: Path) -> str:
    """Read the key at `path`, creating it (mode 0600) on first use.

    Creation is exclusive: of two processes starting at once, one writes and both
    read the same key.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    if not path.exists():
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "w") as stream:
                stream.write(get_random_secret_key())
            os.link(temporary, path)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()
    return path.read_text().strip()
