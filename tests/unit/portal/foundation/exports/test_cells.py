import csv as csv_module
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.foundation.exports import csv, xlsx
from portal.foundation.exports.cells import TRIGGERS, is_risky, neutralise

FORMULAS = [
    "=1+1",
    "+1",
    "+8613800000000",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "\u3000=1",
    "\ufeff=cmd|' /C calc'!A0",
    "\u200b=1",
    "-2+3+cmd|' /C calc'!A0",
]
HARMLESS = [
    "青河镇",
    '"=1',
    "'=1",
    "-3",
    "-3.5",
    "-12%",
    "-",
    "3-4",
    "a=b",
    "",
    "2026-05-12",
    "100%",
    "—",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_harmless_text_is_left_alone(text: str) -> None:
    assert neutralise(text) == text


@given(st.text())
def test_no_neutralised_text_starts_with_a_trigger_unless_it_is_a_number(text: str) -> None:
    safe = neutralise(text)
    assert not is_risky(safe)
    assert neutralise(safe) == safe
    if safe[:1] in TRIGGERS:
        assert safe == "-" or float(safe.rstrip("%")) <= 0


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv_module.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_csv_opens_in_excel_with_bom_and_crlf() -> None:
    content = csv.render(["名称", "人数"], [["青河镇", 12]])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b"\r\n")
    assert read_csv(content) == [["名称", "人数"], ["青河镇", "12"]]


def test_csv_keeps_numbers_numeric_and_quotes_every_text() -> None:
    content = csv.render(["a"], [[-3, Decimal("-2.50"), 1.5, "x;y", None, True]]).decode(
        "utf-8-sig"
    )
    assert content.splitlines()[1] == '-3,-2.50,1.5,"x;y","","是"'


def test_csv_neutralises_header_and_cells() -> None:
    rows = read_csv(csv.render(["=A1"], [["=HYPERLINK(1)"], ["多行\n第二行"]]))
    assert rows == [["'=A1"], ["'=HYPERLINK(1)"], ["多行\n第二行"]]


@given(st.lists(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]))), max_size=4))
def test_csv_gives_back_what_went_in(rows: list[list[str]]) -> None:
    rows = [row for row in rows if row]
    found = read_csv(csv.render(["头"], rows))[1:]
    assert found == [[neutralise(text) for text in row] for row in rows]


def test_a_lone_surrogate_does_not_break_the_export() -> None:
    assert "?" in csv.render(["a"], [["\ud800"]]).decode("utf-8-sig")


def load(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("text", FORMULAS)
def test_xlsx_stores_every_text_as_text(text: str) -> None:
    cell = load(xlsx.render([xlsx.Sheet("表", ["头"], [[text]])])).active["A2"]
    assert cell.data_type == "s"
    assert cell.value.replace("\n", "\r") == xlsx.clean(text).replace("\n", "\r")
    assert cell.quotePrefix


def test_xlsx_keeps_numbers_as_numbers() -> None:
    sheet = load(
        xlsx.render([xlsx.Sheet("表", ["头"], [[-3, Decimal("2.5"), "-3", float("nan")]])])
    ).active
    assert [(c.value, c.data_type) for c in sheet[2]][:3] == [(-3, "n"), (2.5, "n"), ("-3", "s")]
    assert sheet["D2"].value == "nan"


def test_xlsx_drops_characters_xml_forbids() -> None:
    sheet = load(xlsx.render([xlsx.Sheet("表", ["头"], [["a\x00b\x0bc\ud800d\ufffee"]])])).active
    assert sheet["A2"].value == "abcde"


def test_xlsx_cuts_what_a_cell_cannot_hold_and_says_so() -> None:
    sheet = load(xlsx.render([xlsx.Sheet("表", ["头"], [["长" * 40_000]])])).active
    assert len(sheet["A2"].value) == xlsx.MAX_CELL_CHARACTERS
    assert sheet["A2"].value.endswith("…")


def test_xlsx_titles_are_legal_and_different() -> None:
    names = ["a/b:c", "a b c", "很长" * 30, "很长" * 30, "", "'x'"]
    book = load(xlsx.render([xlsx.Sheet(name, ["头"], []) for name in names]))
    assert len(book.sheetnames) == len({name.lower() for name in book.sheetnames}) == 6
    assert all(0 < len(name) <= 31 for name in book.sheetnames)


def test_an_empty_workbook_still_opens() -> None:
    assert load(xlsx.render([])).sheetnames == ["1"]


def test_a_sheet_excel_cannot_open_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    with pytest.raises(xlsx.TooManyRows) as refused:
        xlsx.render([xlsx.Sheet("表", ["头"], [[1], [2], [3]])])
    assert refused.value.title == "表"
