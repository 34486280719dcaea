"""Where the index lies, and how a new one takes the place of the old.

    <root>/<stamp>/CURRENT        name of the generation in use
    <root>/<stamp>/<generation>/  files of the engine
    <root>/<stamp>/building/      a rebuild under way, with PROGRESS beside the files

A generation is complete or not there: it gets its name by a rename, and CURRENT is
replaced in one step. A reader that opened the old one keeps its open files.
"""

import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from search.engines.protocol import ResumePoint

CURRENT: Final = "CURRENT"
BUILDING: Final = "building"
PROGRESS: Final = "PROGRESS"
ABANDONED_AFTER: Final = timedelta(days=7)
"""An index of another version is kept so long for a process that still runs that version."""


@dataclass(frozen=True, slots=True)
class Storage:
    root: Path
    stamp: str

    @property
    def folder(self) -> Path:
        return self.root / self.stamp

    def generation(self) -> str | None:
        """Name of the generation in use, or None before the first."""
        try:
            name = (self.folder / CURRENT).read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return name if name and (self.folder / name).is_dir() else None

    def path_of(self, generation: str) -> Path:
        return self.folder / generation

    @property
    def building(self) -> Path:
        return self.folder / BUILDING

    def progress(self) -> ResumePoint | None:
        try:
            noted = json.loads((self.building / PROGRESS).read_text("utf-8"))
            return ResumePoint(after=str(noted["after"]), mark=int(noted["mark"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def note_progress(self, point: ResumePoint) -> None:
        write_durably(self.building / PROGRESS, json.dumps(asdict(point), ensure_ascii=False))

    def start_building(self, *, afresh: bool) -> None:
        if afresh:
            shutil.rmtree(self.building, ignore_errors=True)
        self.building.mkdir(parents=True, exist_ok=True)

    def swap(self) -> str:
        """Make what was built the generation in use; returns its name."""
        (self.building / PROGRESS).unlink(missing_ok=True)
        before = self.generation()
        name = f"g{self._newest() + 1:06d}"
        self.building.rename(self.path_of(name))
        write_durably(self.folder / CURRENT, name)
        for path in self.folder.glob("g*"):
            if path.name not in (name, before):
                shutil.rmtree(path, ignore_errors=True)
        return name

    def sweep(self, now: datetime) -> None:
        """Remove indexes of versions that nobody has written to for long."""
        for path in self.root.iterdir() if self.root.is_dir() else ():
            if path.name == self.stamp or not path.is_dir():
                continue
            touched = datetime.fromtimestamp(path.stat().st_mtime, tz=now.tzinfo)
            if now - touched > ABANDONED_AFTER:
                shutil.rmtree(path, ignore_errors=True)

    def discard(self) -> None:
        """Forget the generation in use: it cannot be read."""
        (self.folder / CURRENT).unlink(missing_ok=True)

    def _newest(self) -> int:
        numbers = [int(path.name[1:]) for path in self.folder.glob("g[0-9]*") if path.is_dir()]
        return max(numbers, default=0)


def remove_leftovers(folder: Path) -> None:
    """Temporary files of writers that were killed. Only while holding the writers' lock."""
    for path in folder.glob(".tmp*"):
        path.unlink(missing_ok=True)


def deleted_share(folder: Path) -> float:
    """Share of documents in the engine's files that are deleted, from its own list of segments."""
    try:
        segments = json.loads((folder / "meta.json").read_text("utf-8"))["segments"]
        held = sum(segment["max_doc"] for segment in segments)
        deleted = sum((segment["deletes"] or {}).get("num_deleted_docs", 0) for segment in segments)
    except (OSError, ValueError, KeyError, TypeError):
        return 0.0
    return deleted / held if held else 0.0


def write_durably(path: Path, text: str) -> None:
    """Replace a small file so that after a crash it holds the old text or the new."""
    temporary = path.with_name(f"{path.name}.new")
    with temporary.open("w", encoding="utf-8") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    temporary.replace(path)
    descriptor = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
