"""A county's units from a table: all or nothing, in any order, twice the same, errors by line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.foundation.audit.models import AuditEvent
from portal.people.models import Unit, UnitParent

pytestmark = pytest.mark.django_db

HEAD = "编码,名称,类别,上级编码,区划代码,设立日期\n"
GOOD = HEAD + (
    "xincun,新村,村,xinzhen,,2026-09-01\n"  # before its parent
    "xinzhen,新镇,乡镇、街道,anlan,,2026-09-01\n"
    "zhongxue,新镇中学,学校,xinzhen,,\n"
)


@pytest.fixture
def load(world, tmp_path):
    def run(text: str | bytes, *options: str) -> str:
        path = tmp_path / "单位.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        said = StringIO()
        call_command("import_units", path, *options, stdout=said)
        return said.getvalue()

    return run


def refused(load, text: str | bytes) -> str:
    before = set(Unit.objects.values_list("code", "name", "kind")), AuditEvent.objects.count()
    with pytest.raises(CommandError) as error:
        load(text)
    after = set(Unit.objects.values_list("code", "name", "kind")), AuditEvent.objects.count()
    assert before == after, "half of it was written"
    return str(error.value)


def test_units_come_in_whatever_order_they_stand_and_a_second_time_changes_nothing(load):
    assert "新增 3" in load(GOOD)
    assert UnitParent.objects.get(unit__code="xincun").parent.code == "xinzhen"
    assert UnitParent.objects.get(unit__code="xinzhen").parent.code == "anlan"
    assert "新增 0，改动 0，没变 3" in load(GOOD)
    assert AuditEvent.objects.filter(action="people.unit.added").count() == 3


def test_a_new_name_in_the_table_renames_and_nothing_else(load):
    load(GOOD)
    assert "改动 1，没变 2" in load(GOOD.replace("新镇中学", "新镇第一中学"))
    assert Unit.objects.get(code="zhongxue").name == "新镇第一中学"


def test_kinds_that_hang_on_each_other_change_together_in_whatever_order_they_stand(load):
    city = HEAD + "anlan,安澜市,市、州、盟,,,\nqinghe,青河县,县,anlan,,\n"
    county = HEAD + "anlan,安澜县,县,,,\nqinghe,青河镇,乡镇、街道,anlan,,\n"
    upside_down = HEAD + "qinghe,青河县,县,anlan,,\nanlan,安澜市,市、州、盟,,,\n"
    for table in (city, county, upside_down):
        assert "改动 2" in load(table)
    assert "没变 2" in load(upside_down)


def test_a_check_says_what_would_come_and_writes_nothing(load):
    assert "会新增 3" in load(GOOD, "--check")
    assert not Unit.objects.filter(code="xinzhen").exists()


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("新村,新村,村,anlan,,", "编码只能用"),
        (f"{'x' * 41},新村,村,anlan,,", "最多 40"),
        ("xincun,,村,anlan,,", "名称要 1 到 80"),
        (f"xincun,{'村' * 81},村,anlan,,", "名称要 1 到 80"),
        ("xincun,新村,公司,anlan,,", "没有类别“公司”"),
        ("xincun,新村,村,,,", "要填上级编码"),
        ("xincun,新村,村,nowhere,,", "不在库里"),
        ("xincun,新村,村,xincun,,", "互为上级"),
        ("xincun,新村,村,anlan,000000,", "没有区划代码"),
        ("xincun,新村,村,anlan,,去年", "日期要像"),
        ("xincun,新村,村,anlan,,2026-02-30", "日期要像"),
        ("xincun,新村,老村,村,anlan,,", "格数比列名多"),
        ("xincun,新村,村,anlan,,99999999999-1-1", "日期要像"),
        ("xincun,新\0村,村,anlan,,", "坏字符"),
        ("xincun,新\u202e村,村,anlan,,", "看不见"),
        ("xincun,新\u200b村,村,anlan,,", "看不见"),
        ("xincun,新\t村,村,anlan,,", "换行或看不见"),
        ("xinxian,新县,县,qinghe,,", "下面不能有县"),
        ("anlan,安澜县,乡镇、街道,,,", "安澜县是最上级，类别只能是县或市、州、盟"),
        ("liushu,柳树村,县,qinghe,,", "下面不能有县"),
        ("liushu,柳树村,村,anlan,,", "移动要写明日期"),
        ("liushu,柳树村,村,qinghe,,2026-01-01", "导入不改日期"),
        ('xincun,"新村,村,anlan,,', "引号没有配对"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_nothing_is_written(load, row, word):
    said = refused(load, f"{HEAD}zhongxue,青河中学,学校,qinghe,,\n{row}\n")
    assert "第 3 行" in said and word in said


def test_a_code_twice_and_two_units_under_each_other_are_refused(load):
    twice = f"{HEAD}a,甲村,村,qinghe,,\na,乙村,村,qinghe,,\n"
    assert "第 3 行：编码 a 在第 2 行已经写过" in refused(load, twice)
    said = refused(load, f"{HEAD}a,甲村,村,b,,\nb,乙村,村,a,,\n")
    assert "第 2 行" in said and "第 3 行" in said and "互为上级" in said


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "第一行要有这些列名"),
        (HEAD.strip() + ",name\na,甲,村,anlan,,,乙\n", "列名 name 写了不止一次"),
        ("code,name\nx,y\n", "第一行要有这些列名"),
        (HEAD.encode("gbk"), "不是 UTF-8"),
        (b"\xff\xfe\x00", "不是 UTF-8"),
        ((HEAD + "x" * 5_000_001).encode(), "超过 5 MB"),
        (HEAD + "a," + "灾" * 200_000 + ",村,anlan,,\n", "读不出来"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused_in_chinese(load, text, word):
    assert word in refused(load, text)


def test_very_many_errors_are_counted_not_listed(load):
    rows = "".join(f"u{number},,村,anlan,,\n" for number in range(200))
    said = refused(load, HEAD + rows)
    assert said.count("第 ") == 50 and "另有 150 行有错" in said


def test_a_missing_file_is_said_in_chinese(world):
    with pytest.raises(CommandError, match="没有找到文件"):
        call_command("import_units", "/nowhere/单位.csv")
