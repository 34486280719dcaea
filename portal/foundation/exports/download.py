"""What a view answers with when somebody takes data out."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.cache import set_response_etag

from portal.foundation.exports import csv, xlsx

MOST: Final = 50_000
"""Rows of one file; whoever wants more narrows the list."""


def is_too_much(rows: QuerySet[Any]) -> bool:
    return rows[MOST : MOST + 1].exists()


def file(content: bytes, content_type: str, name: str) -> HttpResponse:
    """`name` is ASCII."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def paper(content: bytes, name: str) -> HttpResponse:
    """A PDF that the browser shows. `name` is ASCII."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return asked_again(response)


def asked_again(response: HttpResponse) -> HttpResponse:
    """Nobody keeps it without asking whether it is still so: a clause may be hidden by then."""
    response["Cache-Control"] = "no-cache"
    set_response_etag(response)
    return response


def table(
    kind: str, name: str, title: str, header: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """A table as `kind`, csv or xlsx. `name` is the file's without its ending, `title` the
    sheet's."""
    if kind == "csv":
        return file(csv.render(header, rows), csv.CONTENT_TYPE, f"{name}.csv")
    sheet = xlsx.Sheet(title=title, header=header, rows=rows)
    return file(xlsx.render([sheet]), xlsx.CONTENT_TYPE, f"{name}.xlsx")
