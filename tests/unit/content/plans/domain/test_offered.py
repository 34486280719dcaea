"""Which Word 97 originals are offered to download: those whose fields fetch and start nothing."""

from pathlib import Path

import pytest

from content.plans.domain.offered import check
from portal.foundation.files.domain import FileRefused
from tests.samples.word97 import P, Word97

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAMPLES = Path(__file__).parents[4] / "data" / "plans" / "poi"


def old_word(*pieces):
    """A field cut in pieces, each in one byte a character or in two."""
    ends = [P(f"为了安全。\x13 {pieces[0]}", mark=""), *(P(one, mark="") for one in pieces[1:])]
    return Word97((P("1 总则"), *ends, P("\x14图\x15。"))).bytes()


@pytest.fixture
def said_of(tmp_path):
    def look(data):
        path = tmp_path / "upload"
        path.write_bytes(data)
        try:
            check(path, name="a.doc")
        except FileRefused as refused:
            return refused.message
        return ""

    return look


@pytest.mark.parametrize(
    "pieces",
    [
        ("DDEAUTO c:\\windows\\system32\\cmd.exe /k",), (" dde excel ",),
        ('INCLUDEPICTURE "http://203.0.113.9/a.png" \\d',),
        (r'INCLUDETEXT "\\\\x\\share\\a.doc"',), (r'LINK Excel.Sheet.8 "\\\\x\\a.xls"',),
        ('IF 1=1 \x13 DDEAUTO c:\\cmd.exe "/k" \x14x\x15 "b"',),
        ('INCLUDEPICTURE \x13 QUOTE "a.png" \x14y\x15',),
        ("\x13 QUOTE DD \x14\x15EAUTO x",), ("\x13 QUOTE a \x14D\x15DEAUTO x",),
        ("DDEAUTO" + " " * 1200 + "cmd x",), ("INCLUDEPICTURE" + " " * 1200 + "http://x/a.png",),
        ("", 'DDEAUTO c:\\\\cmd.exe "/k calc.exe"'), ("DD", "EAUTO c:\\\\cmd.exe"),
        ("INCLUDE", 'PICTURE "http://x/a.png"'), ('INCLUDEPICTURE "ht', 'tp://x/a.png"'),
        ("图 INCLUDEPICTURE “http://x/a.png”",), ("INCLUDEPICTURE 'http://x/a'",),
        ("INCLUDEPICTURE ＂HTTP://x/a＂",), (r'DATABASE \d "\\\\x\\a.mdb"',),
        (r'RD "\\x\a.doc"',), ("\u200bDDE\u00adAUTO c:\\\\x",),
    ],
)  # fmt: skip
def test_a_field_that_starts_or_fetches_something_is_found_in_any_pieces(said_of, pieces):
    assert "自己更新的域" in said_of(old_word(*pieces))


@pytest.mark.parametrize(
    "pieces",
    [
        (" PAGE ",), (r'INCLUDEPICTURE "C:\\图 (1)\\a.png"',), (r'LINK x "file:///C:/a.xls"',),
        ('HYPERLINK "http://x/DDE" \\o "\\\\x\\a"',), ("ADDIN EN.CITE <a>http://x</a>",),
        (r"eq \o\ac(○,1)",), (r"EQ \f(\\,2)",), (r'TOC \o "1-3" \h \z \u',),
        (r'IF \x13 PAGE \x141\x15 = 2 "有" "无"',), (r'DATE \@ "yyyy/M/d"',),
    ],
)  # fmt: skip
def test_what_ordinary_fields_say_is_offered(said_of, pieces):
    assert said_of(old_word(*pieces)) == ""


def test_what_a_field_showed_and_the_text_around_it_are_no_code(said_of):
    shown = "按 DDEAUTO http://x \x13 PAGE \x14INCLUDEPICTURE http://x\x15 \\\\x 办。\x15\x14"
    assert said_of(Word97((P(shown),)).bytes()) == ""


def test_what_cannot_be_read_to_its_end_is_not_offered(said_of):
    assert "读不全" in said_of(OLE + "\x13DDE x\x15".encode("utf-16-le"))


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("*.doc")), ids=lambda one: one.stem)
def test_files_of_other_offices_are_offered(said_of, sample):
    assert said_of(sample.read_bytes()) == ""
