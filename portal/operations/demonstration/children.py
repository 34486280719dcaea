"""What stands under the plan of 安澜县 against floods: the manual of its duty office and the card
of who sits there. Both say no more than the plan does."""

from typing import Final

from content.plans.enums import Kind, Level, RelationKind
from content.plans.models import PlanDocument
from content.plans.services import import_document, publish_version, relate
from content.taxonomy.models import Hazard
from portal.operations.demonstration import FOLDER, county, library
from portal.people.models import Division, Unit, User

PARENT: Final = "flood-drought-plan"
HAZARDS: Final = ("flood", "drought")
SAYS_SO: Final = "《安澜县防汛抗旱应急预案》"
"""By these words each names the plan that it stands under."""
FILES: Final = {"flood-duty-manual.md": Kind.MANUAL, "flood-duty-role-card.md": Kind.ROLE_CARD}


def load() -> str:
    editor = User.objects.get(username="editor-chen")
    parent = PlanDocument.objects.get(slug=PARENT)
    for file, kind in FILES.items():
        slug = file.removesuffix(".md")
        imported = import_document(
            actor=editor, owner_unit=Unit.objects.get(code="anlan"),
            data=(FOLDER / "manuals" / file).read_bytes(), name=file, slug=slug, kind=kind,
            level=Level.COUNTY, division=Division.objects.get(code=county.DIVISION_CODE),
            hazards=list(Hazard.objects.filter(slug__in=HAZARDS)),
        )  # fmt: skip
        publish_version(version=imported.version, actor=None)
        relate(
            document=imported.document, kind=RelationKind.PARENT, other=parent,
            clause_key=library.clause_saying(slug, SAYS_SO).key, since=imported.version.signed_on,
            actor=editor,
        )  # fmt: skip
    return f"{len(FILES)} 件"
