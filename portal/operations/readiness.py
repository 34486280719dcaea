"""Whether a data directory is as this code left it, told in milliseconds and without Django.

A start that finds nothing to do need not load the whole portal only to learn so. What is
remembered is a mark over everything that a set-up looks at; when any of it differs, or
cannot be read, the set-up itself decides.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

BASE_DIR: Final = Path(__file__).resolve().parents[2]
GROUPS: Final = ("portal", "content", "quizzes", "search", "themes")
LOCKS: Final = ("requirements.lock", "requirements-dev.lock")
ENVIRONMENT: Final = ("DATABASE_URL", "DEMONSTRATION", "DJANGO_SETTINGS_MODULE", "STATIC_ROOT")
DATABASE: Final = "anlan.sqlite3"
MARK: Final = ".set-up"


def _digest(files: Iterable[Path], *words: str) -> str:
    """Over the names, sizes and times of the files: reading them all would cost a second."""
    digest = hashlib.sha256("\0".join(words).encode())
    for path in sorted(files):
        found = path.stat()
        digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def _files(*folders: Path) -> list[Path]:
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def static_digest() -> str:
    """Changes with our own static files and with the packages that bring theirs."""
    locks = [BASE_DIR / name for name in LOCKS]
    words = [path.read_text(encoding="utf-8") for path in locks]
    return _digest(_files(BASE_DIR / "themes" / "static"), *words)


def code_digest() -> str:
    """Changes with whatever a set-up would do: migrations, guards and the data they load, the
    settings, the demonstration, the static files."""
    files = _files(BASE_DIR / "portal" / "settings", BASE_DIR / "portal" / "operations")
    for group in GROUPS:
        files += (BASE_DIR / group).rglob("migrations/*.py")
        files += (BASE_DIR / group).rglob("data/*")
        files += (BASE_DIR / group).rglob("guards.py")
    kept = {path for path in files if "__pycache__" not in path.parts and path.is_file()}
    words = [f"{name}={os.environ.get(name, '')}" for name in ENVIRONMENT]
    return _digest(kept, static_digest(), *words)


def _database_state(path: Path) -> str | None:
    """Which migrations and set-up steps the database holds; None when it cannot tell."""
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=5)) as database:
            rows = [
                *database.execute("SELECT app, name FROM django_migrations ORDER BY app, name"),
                *database.execute("SELECT name FROM portal_operations_setupstep ORDER BY name"),
            ]
    except sqlite3.Error:
        return None
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def _state(data_dir: Path) -> dict[str, str] | None:
    if os.environ.get("DATABASE_URL"):
        return None
    database = _database_state(data_dir / DATABASE)
    static = Path(os.environ.get("STATIC_ROOT") or data_dir / "static") / "staticfiles.json"
    if database is None or not static.is_file():
        return None
    return {"code": code_digest(), "database": database}


def remember(data_dir: Path) -> None:
    """Called when a set-up has done all it had to do."""
    state = _state(data_dir)
    if state is None:
        (data_dir / MARK).unlink(missing_ok=True)
    else:
        (data_dir / MARK).write_text(json.dumps(state), encoding="utf-8")


def is_ready(data_dir: Path) -> bool:
    """Would a set-up find nothing to do? With `DATABASE_URL` only the set-up itself knows."""
    try:
        remembered = json.loads((data_dir / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return remembered == _state(data_dir)
