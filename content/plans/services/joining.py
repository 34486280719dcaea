"""A folder of files, each of which may be the next text of a document that is there.

Two plans may have one title (that of two schools) and three one number (that of their notice).
Nobody looks at each file of a folder, so what may be two plans is never made one.
"""

import hashlib
import json
import tempfile
import zlib
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from content.plans.domain import serial
from content.plans.domain.errors import PlanImportError
from content.plans.domain.names import of_one_body, title_key
from content.plans.domain.parse import Parse
from content.plans.marked import is_classified
from content.plans.models import PlanDocument
from content.plans.models.version import heavy
from content.plans.selectors.namesakes import Namesake
from content.plans.services.entries import SaidBefore, SeemsKnown
from content.plans.services.importing import Imported, import_document, same_file
from content.plans.services.reading import read_parse
from portal.foundation.files.domain import FileRefused
from portal.people.models import Unit


class Doubtful(SeemsKnown):
    """The document of its title may be another plan."""

    def __init__(self, refusal: SeemsKnown, one: Namesake, why: str) -> None:
        super().__init__(refusal.title, refusal.metadata, [one])
        self.message = _(
            "和《%(title)s》（网址名 %(slug)s）标题一样，%(why)s，可能是另一份文件。没有导入。"
        ) % {"title": one.document, "slug": one.document.slug, "why": why}


@dataclass(frozen=True, slots=True)
class Taken:
    """`continues`: as the next version of a document that was there; `beside`: as another document
    than this one of the run, which came with the same notice."""

    imported: Imported
    continues: bool = False
    beside: PlanDocument | None = None


class Joining:
    """One run over a folder. Of a document that it has had before, made by it or not, a file is a
    version only where both say the same body and different days. Nothing is a version of what
    was there unless `follow` asks for it. Plans of other titles that come with the notice of one
    of the run are other documents. Each file is parsed once, however often it is looked at."""

    def __init__(self, *, follow: bool) -> None:
        self.follow = follow
        self._had: set[int] = set()
        # A folder may hold thousands of files: what was read for their days stays out of memory.
        self._read = tempfile.TemporaryDirectory(prefix="anlan-joining-")
        self._parsed: Parse | None = None

    def take(self, *, data: bytes, name: str, **options: Any) -> Taken:
        """Import a file. Raises what `import_document` does; SeemsKnown where it is not sure of
        which document."""

        def given(**more: Any) -> Imported:
            return import_document(
                actor=None, data=data, name=name, read=partial(self._parse, data, name),
                **options | more,
            )  # fmt: skip

        try:
            taken = Taken(given())
        except SaidBefore:
            raise
        except SeemsKnown as refusal:
            beside = self._of_one_notice(refusal)
            if beside is not None:
                taken = Taken(given(apart=True), beside=beside)
            elif self.follow:
                taken = Taken(given(slug=self._continued(refusal).slug), continues=True)
            else:
                raise
        finally:
            self._parsed = None
            self._place(data, name).unlink(missing_ok=True)
        self._had.add(taken.imported.document.pk)
        return taken

    def day_of(self, *, data: bytes, name: str, owner_unit: Unit) -> date | None:
        """成文日期 of a file; None where it says none or cannot be read."""
        there = same_file(owner_unit, data, name)
        if there is not None:
            return there.version.signed_on
        try:
            parsed = read_parse(data=data, name=name)
        except (PlanImportError, FileRefused):
            return None
        if not is_classified(parsed.original):
            written = json.dumps(serial.dump(parsed), ensure_ascii=False).encode()
            self._place(data, name).write_bytes(zlib.compress(written, 1))
        return parsed.metadata.signed_on

    def _parse(self, data: bytes, name: str) -> Parse:
        if self._parsed is None:
            place = self._place(data, name)
            self._parsed = (
                serial.load(json.loads(zlib.decompress(place.read_bytes())))
                if place.exists()
                else read_parse(data=data, name=name)
            )
        return self._parsed

    def _place(self, data: bytes, name: str) -> Path:
        key = hashlib.sha256(name.encode("utf-8", "surrogateescape") + b"\0" + data).hexdigest()
        return Path(self._read.name) / key

    def _of_one_notice(self, refusal: SeemsKnown) -> PlanDocument | None:
        """A document of this run that has the number of the file and another title; None where
        anything else is alike, and where one title is but a part of the other."""
        title = title_key(refusal.title)
        for one in refusal.found:
            other = title_key(one.document.title)
            is_part = title in other or other in title
            if one.same_title or one.same_index or is_part or one.document.pk not in self._had:
                return None
        return refusal.found[0].document if refusal.found else None

    def _continued(self, refusal: SeemsKnown) -> PlanDocument:
        alike = [one for one in refusal.found if one.same_title]
        if len(alike) != 1:
            raise refusal
        document, said = alike[0].document, refusal.metadata
        last = document.versions.filter(ready=True).defer(*heavy()).latest("number")
        one_body = of_one_body(said.document_number, said.issuer, last.document_number, last.issuer)
        if one_body is False:
            raise Doubtful(refusal, alike[0], _("文号或发布机构不一样"))
        if document.pk in self._had:
            days = {said.signed_on, last.signed_on}
            if not one_body or None in days or len(days) == 1:
                raise Doubtful(refusal, alike[0], _("又都在这次导入的文件里"))
        return document
