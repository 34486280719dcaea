"""Folders of parsers whose portal was killed before it could drop them."""

import os
import shutil
import stat
import tempfile
import time
from pathlib import Path
from typing import Final

PREFIX: Final = "anlan-parse-"
LEFT_AFTER_S: Final = 600.0
"""Well over the longest that any parser may take by the clock."""


def drop_left_folders() -> int:
    """How many were dropped: only of this user, and none that may still be in use."""
    dropped = 0
    now = time.time()
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            found = folder.lstat()
        except OSError:
            continue
        is_own = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
        if is_own and now - found.st_mtime > LEFT_AFTER_S:
            shutil.rmtree(folder, ignore_errors=True)
            dropped += not folder.exists()
    return dropped
