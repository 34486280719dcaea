"""Who gets what at the addresses that libraries bring: Wagtail's admin, allauth, documents.

As `test_access_matrix`, with whose object it is where the address names one of a unit.
`tests/data/access_matrix_wagtail.csv` holds the answers (`ANLAN_WRITE_MATRIX=1` writes it anew);
a new release of a library that opens an address shows as a change of that file.
"""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from tests.integration.test_access_matrix import (
    PERSONS,
    Visitors,
    asks_everything,
    county,  # noqa: F401 - a fixture
)
from tests.samples.library_addresses import library_addresses
from tests.samples.tables import agreed_on, compressed

TABLE = Path(__file__).resolve().parents[1] / "data" / "access_matrix_wagtail.csv"
HEADER = ["address", "object", "whose", "method", *PERSONS]
WITHOUT_OFFICE = ("citizen", "learner", "volunteer")
OPEN_TO_ALL = {
    "/admin/login/", "/admin/sprite/", "/admin/jsi18n/", "/admin/logout/",
}  # fmt: skip
"""Addresses of the admin that hold nothing of anybody."""
READ_BY_THE_OFFICE = (
    "/admin/choose-page/", "/admin/api/", "/admin/pages/<int:parent_page_id>/",
)  # fmt: skip
"""What every editor may see of a page of another unit: that it is there, to link to it."""


SENT_ON = {
    "/admin/pages/<int:page_id>/revisions/",
    "/admin/pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/",
    "/admin/pages/workflow/confirm_cancellation/<int:page_id>/",
}
"""Addresses that show nothing and send everybody on to one that asks for the right."""


@pytest.fixture(scope="module")
def found(county) -> list[dict[str, str]]:  # noqa: F811
    get_image_model().objects.create(title="图", file=get_test_image_file())
    get_document_model().objects.create(title="文", file=ContentFile(b"x", name="text.txt"))
    visitors = Visitors(county)
    for client in visitors.clients.values():
        client.raise_request_exception = False
    rows = []
    for address in library_addresses():
        for whose in ("own", "sister") if address.is_of_a_unit else ("-",):
            path = address.path(county.objects["own" if whose == "-" else whose], county)
            row = {"address": address.shape, "object": "", "whose": whose, "method": "GET"}
            row |= {name: visitors.ask(name, "GET", path)[0] for name in PERSONS}
            rows.append(row)
    return rows


@asks_everything
def test_every_role_gets_from_libraries_what_the_table_says(found):
    assert compressed(found) == agreed_on(TABLE, HEADER, found)


@asks_everything
def test_no_address_of_a_library_fails(found):
    broken = [(row["address"], row["whose"], name, row[name])
              for row in found for name in PERSONS if row[name].isdigit()]  # fmt: skip
    assert not broken, broken


@asks_everything
def test_the_admin_is_closed_to_strangers_and_to_whoever_holds_no_office(found):
    for row in found:
        if row["address"].startswith("/admin/") and row["address"] not in OPEN_TO_ALL:
            assert row["anonymous"] in {"sign in", "absent", "-", "refused"}, row
            for name in WITHOUT_OFFICE:
                assert row[name] in {"refused", "absent", "-"}, (name, row)


@asks_everything
def test_nobody_opens_what_belongs_to_another_unit(found):
    opened = [
        (row["address"], name)
        for row in found
        if row["whose"] == "sister" and row["address"] not in SENT_ON
        if not row["address"].startswith(READ_BY_THE_OFFICE)
        for name in PERSONS
        if name != "superuser" and row[name] == "open"
    ]
    assert not opened, opened
