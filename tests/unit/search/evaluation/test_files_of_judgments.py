"""Files of judged queries, our own and those of others."""

import pytest

from search.documents.models import SearchDocument
from search.documents.services import row_of
from search.evaluation import judged, places
from search.evaluation.judged import BadFile, Place
from tests.samples.judged_documents import documents, shared_files

HEAD = "query\tclass\tset\tgrade\tdocument\tclause\twords"


def text_of(*lines: str) -> str:
    return "\n".join([HEAD, *lines])


def row(
    title: str = "", path: tuple[str, ...] = ("甲县预案",), text: str = "正文"
) -> SearchDocument:
    return SearchDocument(
        key=f"{path}{title}{text}", group_key=path[0], title=title, path=list(path), text=text
    )


ROWS = [
    row("1.1 编制目的", ("甲县预案", "1 总则")),
    row("4.2 先期处置", ("甲县预案", "4 处置")),
    row("4.2.1 转移", ("甲县预案", "4 处置", "4.2 先期处置")),
    row("(一)", ("甲县预案", "4 处置", "4.2 先期处置"), "先救人"),
    row("", ("甲县预案", "4 处置", "4.2.1 转移"), "响应级别"),
    row("", ("甲县预案",), "为做好工作"),
    row("(一)", ("乙县预案", "二、 任务"), "建站"),
]


@pytest.mark.parametrize(
    ("place", "found"),
    [
        (Place("甲县", ("4.2",)), "4.2 先期处置"),
        (Place("甲县", ("4.2.1",)), "4.2.1 转移"),
        (Place("甲县", ("4", "4.2", "㈠")), "(一)"),
        (Place("甲县", ("4.2", "（一）"), "先救"), "(一)"),
        (Place("甲县", ("1.1 编制目的",)), "1.1 编制目的"),
    ],
)
def test_a_clause_is_named_as_it_is_printed(place: Place, found: str) -> None:
    rows = [one for one in ROWS if one.group_key == "甲县预案"]
    assert [one.title for one in rows if places.is_at(place, one)] == [found]


def test_what_has_no_heading_is_named_by_its_first_words() -> None:
    table = Place("甲县", ("4.2.1",), "响应 级别")
    assert [one.text for one in ROWS if places.is_at(table, one)] == ["响应级别"]
    preamble = Place("甲县", (), "为做好")
    assert [one.text for one in ROWS if places.is_at(preamble, one)] == ["为做好工作"]


def test_queries_keep_their_order_class_and_set() -> None:
    read = judged.read_text(
        text_of(
            "# 说明",
            "怎么撤\t口语\theld_out\t3\t甲县\t4.2.1\t",
            "建站\t\t\t2\t乙县\t㈠\t",
            "怎么撤\t口语\theld_out\t1\t甲县\t1.1\t",
        )
    )
    assert [(one.text, one.kind, one.is_held_out) for one in read] == [
        ("怎么撤", "口语", True),
        ("建站", "", False),
    ]
    asked = places.questions(read, ROWS)
    assert [list(one.grades.values()) for one in asked.asked] == [[3, 1], [2]]
    assert asked.absent == ()


def test_documents_that_are_not_here_cost_only_their_own_judgments() -> None:
    read = judged.read_text(
        text_of(
            "怎么撤\t\t\t3\t甲县\t4.2.1\t",
            "怎么撤\t\t\t3\t丙县\t9\t",
            "别处\t\t\t3\t丙县\t9\t",
        )
    )
    asked = places.questions(read, ROWS)
    assert [one.text for one in asked.asked] == ["怎么撤"]
    assert (asked.absent, asked.skipped) == (("丙县",), ("怎么撤", "别处"))
    assert {one.group_key for one in asked.rows} == {"甲县预案"}


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 0, "没有内容"),
        (HEAD, 0, "没有判断"),
        ("query,grade,document\n", 1, "制表符"),
        (text_of("怎么撤\t\t\t5\t甲县\t4.2\t"), 2, "3、2、1"),
        (text_of("怎么撤\t\t\t\t甲县\t4.2\t"), 2, "grade 是空的"),
        (text_of("\t\t\t3\t甲县\t4.2\t"), 2, "query 是空的"),
        (text_of("怎么撤\t\t\t3\t甲县\t\t"), 2, "clause 和 words"),
        (text_of("怎么撤\t\t\t3\t甲县\t4.2\t\t多"), 2, "多出几格"),
        (text_of(*["怎么撤\t\t\t3\t甲县\t4.2\t"] * 2), 3, "判断了两次"),
        (
            text_of("怎么撤\t甲\t\t3\t甲县\t4.2\t", "怎么撤\t乙\t\t3\t甲县\t1.1\t"),
            3,
            "前后不一样",
        ),
        (text_of("怎么撤\t\t\t3\t甲县\t9.9\t"), 2, "找不到“甲县 9.9”"),
        (text_of("怎么撤\t\t\t3\t县\t4.2\t"), 2, "写长一些"),
        (text_of("怎么撤\t\t\t3\t甲县\t4.2\t", "怎么撤\t\t\t2\t甲县\t4.2 先期\t"), 3, "两次"),
    ],
)
def test_a_bad_file_says_which_line_and_what_to_do(text: str, line: int, says: str) -> None:
    with pytest.raises(BadFile) as refused:
        places.questions(judged.read_text(text), ROWS)
    assert refused.value.line == line
    assert says in str(refused.value)


def test_files_that_are_no_text_are_refused(tmp_path) -> None:
    with pytest.raises(BadFile, match="打不开"):
        judged.read(tmp_path / "没有.tsv")
    with pytest.raises(BadFile, match="打不开"):
        judged.read(tmp_path)
    coded = tmp_path / "gbk.tsv"
    coded.write_bytes(text_of("怎么撤\t\t\t3\t甲县\t4.2\t").encode("gb18030"))
    with pytest.raises(BadFile, match="UTF-8"):
        judged.read(coded)
    huge = tmp_path / "huge.tsv"
    huge.write_bytes(b"#" * (judged.LARGEST + 1))
    with pytest.raises(BadFile, match="5 MB"):
        judged.read(huge)


def test_a_byte_order_mark_of_a_spreadsheet_does_no_harm(tmp_path) -> None:
    file = tmp_path / "表.tsv"
    file.write_text(text_of("怎么撤\t\t\t3\t甲县\t4.2\t"), "utf-8-sig")
    assert [one.text for one in judged.read(file)] == ["怎么撤"]


@pytest.fixture(scope="module")
def own() -> list[judged.Judged]:
    return judged.read(judged.OWN)


@pytest.mark.parametrize("beside", [False, True])
def test_every_clause_that_is_judged_is_there(own, beside: bool) -> None:
    if beside and len(shared_files()) < 3:
        pytest.skip("the three published plans lie outside the repository (../shared/plans)")
    found = places.questions(own, map(row_of, documents(shared=beside)))
    assert len(found.absent) == (0 if beside else 3)
    assert len(found.asked) >= 80
    assert all(max(one.grades.values()) >= 2 for one in found.asked if beside)


def test_half_of_our_own_queries_is_kept_apart(own) -> None:
    apart = sum(one.is_held_out for one in own)
    assert abs(len(own) - 2 * apart) <= 1
    kinds = {one.kind for one in own}
    assert kinds == {one.kind for one in own if one.is_held_out}
    assert kinds == {one.kind for one in own if not one.is_held_out}
    assert len(kinds) == 11


def test_the_nine_documents_are_all_judged(own) -> None:
    found = places.questions(own, map(row_of, documents(shared=False)))
    assert len({one.group_key for one in found.rows}) == 9
