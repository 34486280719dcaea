"""A folder of files, each of which may be the next text of a document that is there.

Two plans may have one title (that of two schools) and three one number (that of their notice).
Nobody looks at each file of a folder, so what may be two plans is refused and never made one.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from content.plans.domain.errors import PlanImportError
from content.plans.domain.names import of_one_body
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


class Joining:
    """One run over a folder. Of a document that it has had before, made by it or not, a file is a
    version only where both say the same body and different days. Nothing is a version of what
    was there unless `follow` asks for it."""

    def __init__(self, *, follow: bool) -> None:
        self.follow = follow
        self._had: set[int] = set()

    def take(self, *, data: bytes, name: str, **options: Any) -> tuple[Imported, bool]:
        """Import a file; whether as the next version of a document that was there. Raises what
        `import_document` does; SeemsKnown where it is not sure of which document."""
        try:
            taken, joined = import_document(actor=None, data=data, name=name, **options), False
        except SaidBefore:
            raise
        except SeemsKnown as refusal:
            if not self.follow:
                raise
            options["slug"] = self._continued(refusal).slug
            taken, joined = import_document(actor=None, data=data, name=name, **options), True
        self._had.add(taken.document.pk)
        return taken, joined

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


def day_of_text(*, data: bytes, name: str, owner_unit: Unit) -> date | None:
    """成文日期 of a file; None where it says none or cannot be read."""
    there = same_file(owner_unit, data, name)
    if there is not None:
        return there.version.signed_on
    try:
        return read_parse(data=data, name=name).metadata.signed_on
    except (PlanImportError, FileRefused):
        return None
