"""Files that were kept before what cameras write was taken out, looked at and written once more."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db import IntegrityError, transaction

from portal.foundation.audit.services import record
from portal.foundation.files.domain import FileRefused
from portal.foundation.files.domain.sniff import EXTENSIONS
from portal.foundation.files.keeping import (
    FileLost,
    checked,
    drop_after_commit,
    open_kept,
    written,
)
from portal.foundation.files.models import PrivateFile


class Became(StrEnum):
    """`PLAIN` was plain before, `GONE` is another file or none by now, `TWIN`: cleaned it would
    be one that lies beside it already."""

    CLEANED = "cleaned"
    PLAIN = "plain"
    REFUSED = "refused"
    LOST = "lost"
    TWIN = "twin"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Cleaning:
    """`why`: the sentence with which it would be refused today."""

    row: PrivateFile
    became: Became
    why: str = ""


def kept_plain() -> list[type[PrivateFile]]:
    """Models whose photos are kept as pictures alone."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, PrivateFile) and model.photos_are_plain
    ]


def clean_all(model: type[PrivateFile]) -> Iterator[Cleaning]:
    """Each file of a model in its turn, each a transaction of its own: what was broken off is
    begun anew, and what is plain stays untouched."""
    rows = model._default_manager.order_by("pk")
    for pk in list(rows.values_list("pk", flat=True)):
        row = rows.filter(pk=pk).first()
        if row is not None:
            yield clean(row)


def clean(row: PrivateFile) -> Cleaning:
    """Keep what an upload of the same file would keep today. A file that would not be taken any
    more stays as it is: people decide of it."""
    try:
        with open_kept(row) as file:
            data = file.read()
        found = checked(data=data, name=row.name, accepts=list(EXTENSIONS.values()))
    except FileLost as lost:
        return Cleaning(row, Became.LOST, str(lost.message))
    except FileRefused as refused:
        return Cleaning(row, Became.REFUSED, refused.message)
    if found.data == data:
        return Cleaning(row, Became.PLAIN)
    old, before = str(row.file.name), row.sha256
    try:
        with written(row, found.data), transaction.atomic():
            rows = type(row)._default_manager.filter(pk=row.pk, sha256=before)
            if not rows.update(file=row.file.name, size=row.size, sha256=row.sha256):
                raise _ChangedMeanwhile
            drop_after_commit(old)
            record(
                actor=None,
                action="foundation.file.cleaned",
                target=row,
                data={"size": row.size},
            )
    except IntegrityError:
        return Cleaning(row, Became.TWIN)
    except _ChangedMeanwhile:
        return Cleaning(row, Became.GONE)
    return Cleaning(row, Became.CLEANED)


class _ChangedMeanwhile(Exception):
    pass
