"""What an editor sees of the clauses that not everybody may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q

from content.plans.domain.contacts import names_contact
from content.plans.domain.labels import FieldKey
from content.plans.enums import HiddenFor, VersionState, Visibility
from content.plans.models import Clause, ClauseVisibility, PlanVersion
from content.plans.selectors.anchored import text_of


@dataclass(frozen=True, slots=True)
class Told:
    """A clause, and what was said of who reads it."""

    clause: Clause
    said: ClauseVisibility

    @property
    def name(self) -> str:
        """Its label, else its first words: of a table those of its first cells."""
        clause = self.clause
        if clause.label or clause.text or not hasattr(clause, "table"):
            return clause.label or clause.text or str(clause.get_kind_display())
        cells = "、".join(cell.text for cell in clause.table.cells.all()[:4] if cell.text)
        return f"{clause.get_kind_display()}：{cells}" if cells else clause.get_kind_display()

    @property
    def words(self) -> str:
        """All of it below its heading, and its heading where that is all."""
        return text_of(self.clause) or self.name


_IN_USE: Final = Q(version__state=VersionState.DRAFT, version__ready=True) | Q(
    version=F("version__document__current_version")
)
UNDECIDED: Final = Q(
    Exists(
        ClauseVisibility.objects.filter(
            Exists(
                Clause.objects.filter(
                    _IN_USE, anchor=OuterRef("anchor"), version__document=OuterRef("document")
                )
            ),
            document=OuterRef("pk"),
            judged_at__isnull=True,
        )
    )
)
"""Documents of which the import hides something until somebody judges it, in the version in force
or in a draft."""


def proposals_of(version: PlanVersion) -> list[Told]:
    """What the import hides until somebody judges it, in reading order (three queries)."""
    said = {
        one.anchor: one
        for one in ClauseVisibility.objects.filter(
            document=version.document_id, judged_at__isnull=True
        )
    }
    if not said:
        return []
    clauses = version.clauses.filter(anchor__in=said).select_related("table")
    clauses = clauses.prefetch_related("table__cells").order_by("position")
    return [Told(clause, said[clause.anchor]) for clause in clauses]


def opened_in(version: PlanVersion) -> list[Told]:
    """What was hidden and somebody lets more people read, in words that no published text has:
    whoever approves the version is the second person for it. In reading order; four queries at
    most, one where there is nothing."""
    more = Q(visibility=Visibility.PUBLIC) | Q(
        visibility=Visibility.INTERNAL, reason=HiddenFor.CONTACTS
    )
    said = {
        one.anchor: one
        for one in ClauseVisibility.objects.filter(
            more, document=version.document_id, judged_at__isnull=False
        ).select_related("judged_by")
    }
    if not said:
        return []
    published = Clause.objects.filter(
        version__document=version.document_id, version__state=VersionState.PUBLISHED
    )
    known = set(published.filter(anchor__in=said).values_list("anchor", "content_hash"))
    clauses = version.clauses.filter(anchor__in=said).select_related("table")
    return [
        Told(clause, said[clause.anchor])
        for clause in clauses.prefetch_related("table__cells").order_by("position")
        if (clause.anchor, clause.content_hash) not in known
    ]


def remarks_of(version: PlanVersion) -> list[dict[str, Any]]:
    """The notes of the header that everybody reads: without those that tell whom to call. An
    editor who wants one public makes it a clause by a correction, and judges that."""
    notes = [field for field in version.fields if field["key"] == FieldKey.NOTE]
    return [note for note in notes if not names_contact(note["raw"])]


def visibility_decided(clause: Clause) -> ClauseVisibility | None:
    """What was said of the clause itself."""
    return ClauseVisibility.objects.filter(
        document=clause.version.document_id, anchor=clause.anchor
    ).first()


def hidden_count(version: PlanVersion) -> int:
    return version.clauses.exclude(visibility=Visibility.PUBLIC).count()


def hides_something(version: PlanVersion) -> bool:
    """Whether the original shows what not everybody reads here: clauses, or a line of the header
    that tells whom to call."""
    return hidden_count(version) > 0 or any(names_contact(one["raw"]) for one in version.fields)


def gone_from_sight(version: PlanVersion) -> Sequence[Clause]:
    """Clauses of the version in force that not everybody may read and that this one has not:
    their words may stand elsewhere in it, for everybody."""
    current = version.document.current_version_id
    if current is None or current == version.pk:
        return []
    hidden = Clause.objects.filter(version=current).exclude(visibility=Visibility.PUBLIC)
    return list(hidden.exclude(anchor__in=version.clauses.values("anchor")).order_by("position"))
