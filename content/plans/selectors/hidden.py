"""What an editor sees of the clauses that not everybody may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from content.plans.domain.contacts import names_contact
from content.plans.domain.labels import FieldKey
from content.plans.enums import Visibility
from content.plans.models import Clause, ClauseVisibility, PlanVersion


@dataclass(frozen=True, slots=True)
class Proposal:
    """A clause that the import hides until somebody judges it."""

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


def proposals_of(version: PlanVersion) -> list[Proposal]:
    """In reading order (three queries)."""
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
    return [Proposal(clause, said[clause.anchor]) for clause in clauses]


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
