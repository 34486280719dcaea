"""What publishing compares of whole texts, worked out before its transaction.

Of long texts it takes seconds, in which nobody else could write.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from content.plans.enums import VersionState
from content.plans.models import ClauseVisibility, PlanDocument, PlanVersion
from content.plans.services.following import Change, changed_keys
from content.plans.services.reach import Kin, kin_of

_CUT: Final = (
    "anchor", "parent__position", "depth", "kind", "number", "heading", "mark", "content_hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ahead:
    """The changes against the version in force, and `kin_of` with this version; both hold while
    `read` is what `as_read` says."""

    read: str
    changes: Sequence[Change]
    kin: Mapping[tuple[int, int], Kin]


def look_ahead(version: PlanVersion) -> Ahead:
    """In no transaction. Where nothing of a document is hidden, nothing is looked for behind it."""
    document = PlanDocument(pk=version.document_id)
    read, in_force = as_read(version), _in_force(version)
    if in_force == version.pk:
        return Ahead(read, (), {})
    hides = ClauseVisibility.objects.filter(document=document).exists()
    return Ahead(
        read=read,
        changes=changed_keys(in_force, version.pk),
        kin=kin_of(document, besides=version) if hides else {},
    )


def as_read(version: PlanVersion) -> str:
    """All that `look_ahead` looks at: which texts are published and in force, and how this one is
    cut, while it may still be corrected."""
    others = PlanVersion.objects.filter(document=version.document_id, state=VersionState.PUBLISHED)
    pks = others.exclude(pk=version.pk).order_by("pk").values_list("pk", flat=True)
    digest = hashlib.sha256(repr((_in_force(version), list(pks))).encode())
    for row in version.clauses.order_by("position").values_list(*_CUT).iterator():
        digest.update(repr(row).encode())
    return digest.hexdigest()


def _in_force(version: PlanVersion) -> int | None:
    documents = PlanDocument.objects.filter(pk=version.document_id)
    return documents.values_list("current_version", flat=True).first()
