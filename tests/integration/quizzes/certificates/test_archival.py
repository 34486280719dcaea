"""The certificate as a file for decades: PDF/A-3a, whole in itself, with nothing that runs."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from quizzes.certificates import documents

FORBIDDEN_ACTIONS = {
    "/JavaScript",
    "/JS",
    "/Launch",
    "/AA",
    "/OpenAction",
    "/XFA",
    "/EmbeddedFiles",
}


@pytest.fixture
def reader(certificate) -> PdfReader:
    return PdfReader(BytesIO(documents.content(certificate)))


def objects_of(reader: PdfReader) -> list[DictionaryObject]:
    found = (reader.get_object(number) for number in range(1, int(reader.trailer["/Size"])))
    return [one for one in found if isinstance(one, DictionaryObject)]


def test_it_says_to_be_archival_and_has_what_that_asks_for(reader, certificate):
    root = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_data().decode()
    assert 'pdfaid:part="3"' in xmp and 'pdfaid:conformance="A"' in xmp
    assert certificate.number in xmp and certificate.number in reader.metadata.title
    assert root["/Lang"] == "zh-CN" and root["/MarkInfo"]["/Marked"] is not None
    assert "/StructTreeRoot" in root
    assert not reader.is_encrypted and len(reader.trailer["/ID"]) == 2


def test_its_colours_have_a_profile_of_their_own(reader):
    (intent,) = reader.trailer["/Root"]["/OutputIntents"]
    intent = intent.get_object()
    assert intent["/S"] == "/GTS_PDFA1"
    profile = intent["/DestOutputProfile"].get_object()
    assert profile["/N"] == 3 and profile.get_data()[36:40] == b"acsp"


def test_every_font_is_embedded_and_every_letter_can_be_copied(reader):
    descriptors = [one for one in objects_of(reader) if one.get("/Type") == "/FontDescriptor"]
    assert descriptors and all("/FontFile2" in one for one in descriptors)
    fonts = [
        font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts and all("/ToUnicode" in font for font in fonts)


def test_nothing_in_it_runs_or_is_fetched(reader):
    for one in objects_of(reader):
        assert not FORBIDDEN_ACTIONS & set(one), one
        assert one.get("/S") not in {"/URI", "/Launch", "/JavaScript", "/SubmitForm"}, one
        assert "LZW" not in str(one.get("/Filter", "")), one
