"""The indexes of this installation on the server, and how a new one takes the place of the old.

<prefix>-<stamp>           alias of the index in use, of one version of analysis and fields
<prefix>-<stamp>-<time>    an index; the stamp stands in its `_meta` too
<prefix>-<stamp>-<time>-w  its alias for writing
an index without the first alias is a rebuild under way, with how far it has got in `_meta`
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from elasticsearch import Elasticsearch, NotFoundError

from search.engines.elasticsearch.schema import MAPPINGS, SETTINGS, Action
from search.engines.protocol import ResumePoint

WRITING: Final = "-w"
ABANDONED_AFTER: Final = timedelta(days=7)
"""An index of another version is kept so long for a process that still runs that version."""


@dataclass(frozen=True, slots=True)
class Indexes:
    client: Elasticsearch
    prefix: str
    stamp: str

    @property
    def alias(self) -> str:
        return f"{self.prefix}-{self.stamp}"

    def current(self) -> str | None:
        """Name of the index in use; None before the first, and where what stands there was
        written with other rules."""
        in_use = self._in_use()
        return in_use[0] if in_use else None

    def identity(self) -> str | None:
        """What the server calls the index in use and no other, not even one of the same name."""
        in_use = self._in_use()
        return in_use[1] if in_use else None

    def _in_use(self) -> tuple[str, str] | None:
        try:
            found = self.client.indices.get(index=self.alias, features=["mappings", "settings"])
        except NotFoundError:
            return None
        (name, held), *others = dict(found).items()
        is_ours = not others and held["mappings"].get("_meta", {}).get("stamp") == self.stamp
        return (str(name), str(held["settings"]["index"]["uuid"])) if is_ours else None

    def building(self) -> tuple[str, ResumePoint] | None:
        """The rebuild that was broken off, and where it can go on."""
        found = self.client.indices.get(index=f"{self.alias}-*", features=["aliases", "mappings"])
        for name in sorted(found, reverse=True):
            meta = found[name]["mappings"].get("_meta", {})
            if self.alias not in found[name]["aliases"] and meta.get("stamp") == self.stamp:
                return name, ResumePoint(after=str(meta["after"]), mark=int(meta["mark"]))
        return None

    def create(self, mark: int) -> str:
        """A new index without alias, in place of any other that was being built."""
        while (broken_off := self.building()) is not None:
            self.client.indices.delete(index=broken_off[0])
        name = f"{self.alias}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        meta = self._meta(ResumePoint(after="", mark=mark))
        self.client.indices.create(
            index=name,
            mappings=MAPPINGS | {"_meta": meta},
            settings=SETTINGS | {"refresh_interval": "-1"},
            aliases={f"{name}{WRITING}": {}},
        )
        return name

    def note_progress(self, name: str, point: ResumePoint) -> None:
        self.client.indices.put_mapping(index=name, meta=self._meta(point))

    def write(
        self, name: str, actions: Iterable[Action], *, is_in_use: bool
    ) -> list[dict[str, Any]]:
        """Write in one request; what the server says of each."""
        answer = self.client.bulk(
            # Of this index alone: one that comes late must not write into its successor, nor bring
            # it back without any field that it should have.
            index=f"{name}{WRITING}",
            require_alias=True,
            operations=[line for action in actions for line in action.lines],
            refresh=is_in_use,
        )
        return [told for item in answer["items"] for told in item.values()]

    def swap(self, name: str) -> None:
        """Make what was built the index in use, in one step; the one before is gone with it."""
        before = [each for each in self._held() if each != name]
        self.client.indices.put_settings(index=name, settings={"refresh_interval": None})
        self.client.indices.refresh(index=name)
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self.alias}}]
        actions += [{"remove_index": {"index": each}} for each in before]
        self.client.indices.update_aliases(actions=actions)

    def sweep(self, now: datetime) -> None:
        """Remove indexes of versions that nobody has built for long."""
        ours = re.compile(rf"{re.escape(self.prefix)}-[0-9a-f]{{12}}-\d+-\d{{20}}")
        found = self.client.indices.get(index=f"{self.prefix}-*", features=["settings"])
        for name in found:
            if ours.fullmatch(name) is None or name.startswith(f"{self.alias}-"):
                continue
            created = int(found[name]["settings"]["index"]["creation_date"]) / 1000
            if now - datetime.fromtimestamp(created, tz=now.tzinfo) > ABANDONED_AFTER:
                self.client.indices.delete(index=name)

    def _held(self) -> list[str]:
        """What answers to the alias."""
        try:
            return list(self.client.indices.get_alias(name=self.alias))
        except NotFoundError:
            return []

    def _meta(self, point: ResumePoint) -> dict[str, Any]:
        return {"stamp": self.stamp, "after": point.after, "mark": point.mark}
