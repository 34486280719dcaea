"""All China to county level resolves, historic codes to what they became."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from portal.foundation.audit.models import AuditEvent
from portal.people.divisions import current_successor
from portal.people.import_problems import ImportRefused
from portal.people.models import Division
from portal.people.services import division_import
from portal.people.services.division_import import import_below_county

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("code", "today", "name"),
    [
        ("440183", "440118", "增城区"),
        ("652700", "652700", "博尔塔拉蒙古自治州"),
        ("360281", "360281", "乐平市"),
        ("520000", "520000", "贵州省"),
        ("450700", "450700", "钦州市"),
    ],
)
def test_the_codes_of_the_five_source_documents_resolve(code, today, name):
    division = current_successor(code)
    assert (division.code, division.name) == (today, name)
    assert division.is_current


def test_a_historic_code_keeps_its_name_parent_and_validity():
    old = Division.objects.get(code="440183")
    assert (old.name, old.parent.code, old.valid_to.year) == ("增城市", "440100", 2014)


def test_a_renamed_prefecture_keeps_its_former_name():
    assert Division.objects.get(code="420600").former_names[0]["name"] == "襄樊市"


def test_an_unknown_code_resolves_to_nothing():
    assert current_successor("000000") is None


def test_the_table_holds_every_province_and_a_plausible_number_of_counties():
    current = Division.objects.filter(valid_to=None)
    assert current.filter(level="province").count() == 34
    assert 2800 < current.filter(level="county").count() < 3100
    assert not current.filter(level="county", parent=None).exists()


def test_towns_and_villages_are_imported_once_however_often_the_file_is_read():
    lines = ["code,name", "440118001,荔城街道", "440118001001,荔城社区居委会"]
    assert import_below_county(lines).created == 2
    again = import_below_county(lines)
    assert (again.created, again.unchanged) == (0, 2)
    assert Division.objects.get(code="440118001001").parent.name == "荔城街道"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([], "列名"),
        (["a,b", "1,2"], "列名"),
        (["code,name", "44011x,坏"], "9 位或 12 位"),
        (["code,name", "440118001,"], "1 到 60"),
        (["code,name", f"440118001,{'街' * 61}"], "1 到 60"),
        (["code,name", "440118001,荔\0城"], "1 到 60"),
        (["code,name", "４４０１１８００１,全角"], "9 位或 12 位"),
        (["code,name", "440118001"], "1 到 60"),
        (["code,name", '440118001,"没有配对'], "引号没有配对"),
        (["code,name", f"440118001,{'街' * 200_000}"], "读不出来"),
        (["code,name", "999999001,无上级"], "上级不在库里"),
        (["code,name", "440118001,甲", "440118001,乙"], "另一个名称"),
        (["code,name", '440118001,"荔城\n', '街道"'], "不能换行"),
        (["code,name", "440118001,荔\t城"], "看不见"),
        (["code,name", "440118001,荔\u202e城"], "看不见"),
        (["code,name", "440118001,荔\u200b城"], "看不见"),
        (["code,name,name", "440118001,甲,乙"], "列名 name 写了不止一次"),
        (["code,name,valid_from", "440118001,甲,99999999999-1-1"], "日期要像"),
        (
            [
                "code,name,valid_to,replaced_by",
                "440118001,甲,,",
                "440118001001,甲村,2024-01-01,440118001",
            ],
            "村的只能改为村的",
        ),
    ],
)
def test_a_bad_file_is_refused_whole_with_what_to_do(lines, says):
    before = Division.objects.count()
    with pytest.raises(ImportRefused) as refused:
        import_below_county(lines)
    assert says in str(refused.value)
    assert Division.objects.count() == before


def test_one_bad_row_keeps_the_good_ones_out():
    with pytest.raises(ImportRefused):
        import_below_county(["code,name", "440118001,荔城街道", "999999001,无上级"])
    assert not Division.objects.filter(code="440118001").exists()


def test_a_division_in_use_hangs_from_one_in_use():
    in_use = Division.objects.filter(valid_to__isnull=True)
    assert not in_use.filter(parent__valid_to__isnull=False).exists()
    assert not in_use.exclude(level="province").filter(parent__isnull=True).exists()
    assert Division.objects.get(code="429004").parent.code == "420000"


@pytest.mark.django_db
def test_a_town_listed_under_the_old_code_of_its_county_hangs_from_the_new_one() -> None:
    import_below_county(["code,name", "440183100,某镇"])
    assert Division.objects.get(code="440183100").parent.code == "440118"


HEAD = "code,name,valid_from,valid_to,replaced_by"
MERGED = [
    HEAD,
    "440118100,旧镇,1990-01-01,2024-07-01,440118101",
    "440118101,新街道,2024-07-01,,",
    "440118100001,旧村,,2024-07-01,440118101001",
    "440118101001,新社区,2024-07-01,,",
    "440118100002,还在的村,,,",
]


def test_a_retired_code_is_kept_with_its_days_and_leads_to_what_it_became():
    report = import_below_county(MERGED)
    assert (report.rows, report.created, report.changed) == (5, 5, 0)
    old = Division.objects.get(code="440118100001")
    assert old.valid_to == date(2024, 7, 1) and old.parent.code == "440118100"
    assert current_successor("440118100001").code == "440118101001"
    assert Division.objects.get(code="440118100002").parent.code == "440118101"


def test_a_table_with_days_and_successors_changes_nothing_the_second_time():
    import_below_county(MERGED)
    again = import_below_county([*MERGED, MERGED[1]])
    assert again == division_import.DivisionImportReport(
        rows=6, created=0, changed=0, unchanged=5, repeated=1
    )


def test_an_import_that_wrote_is_one_event_with_its_counts_and_one_that_did_not_is_none():
    import_below_county(MERGED)
    import_below_county(MERGED)
    with pytest.raises(ImportRefused):
        import_below_county(["code,name", "440118100,镇", "4401,镇"])
    event = AuditEvent.objects.get(action="people.divisions.imported")
    assert event.data == {"rows": 5, "created": 5, "changed": 0}
    assert event.actor_public_id is None


def test_a_town_that_is_retired_later_keeps_its_row_and_is_counted_as_changed():
    import_below_county(["code,name", "440118100,旧镇", "440118100002,还在的村"])
    assert import_below_county(MERGED).changed == 2
    import_below_county(["code,name", "440118100,旧镇"])
    assert Division.objects.get(code="440118100").valid_to == date(2024, 7, 1)


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (["440118100,甲,昨天,,"], "日期要像 2026-11-24 这样"),
        (["440118100,甲,2024-01-01,2024-01-01,"], "停用日期要晚于起用日期"),
        (["440118100,甲,,,440118101", "440118101,乙,,,"], "也要写停用日期"),
        (["440118100,甲,,2024-01-01,440118999"], "不在库里，也不在表里"),
        (["440118100,甲,,2024-01-01,440118100"], "要另一个 9 位或 12 位"),
        (["440118100,甲,,2024-01-01,x"], "要另一个 9 位或 12 位"),
        (["440118100,甲,,2024-01-01,440118101", "440118101,乙,,2024-01-01,440118100"],
         "又改回它自己"),
        (["440118100,甲,,,", "440118100,甲,2024-01-01,,"], "另一个名称或日期"),
        (["440118100,甲,,,,多"], "格数比列名多"),
    ],
)  # fmt: skip
def test_days_and_successors_that_cannot_be_are_refused_whole(rows, says):
    before = Division.objects.count()
    with pytest.raises(ImportRefused, match=says):
        import_below_county([HEAD, *rows])
    assert Division.objects.count() == before


def test_the_command_counts_what_is_right_and_names_what_is_wrong(tmp_path):
    table = tmp_path / "t.csv"
    table.write_text("code,name\n440118100,甲\n44011810x,乙\n999999001,丙\n", "utf-8")
    with pytest.raises(CommandError) as refused:
        call_command("import_divisions", table)
    said = str(refused.value)
    assert "没有导入任何一行。共 3 行：1 行能用，2 行有错。" in said
    assert "第 3 行：代码要" in said and "第 4 行：代码 999999001 的上级" in said


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path):
    table = tmp_path / "t.csv"
    table.write_bytes(b"code,name\n" + b"x" * 5_000_000)
    with pytest.raises(CommandError, match="超过 5 MB"):
        call_command("import_divisions", table)


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(division_import, "MOST_ROWS", 1)
    with pytest.raises(ImportRefused, match="最多 1 行"):
        import_below_county(["code,name", "440118100,甲", "440118101,乙"])


def test_a_long_table_tells_how_far_it_is(tmp_path, capsys):
    table = tmp_path / "t.csv"
    rows = [f"440118{town:03},镇{town}" for town in range(1, 3)]
    rows += [f"440118001{village:03},村{village}" for village in range(1, 1000)]
    table.write_text("\n".join(["code,name", *rows]), "utf-8")
    call_command("import_divisions", table)
    said = capsys.readouterr().out
    assert "已处理 2 / 1001 个代码" in said and "已处理 1001 / 1001 个代码" in said
    assert "共 1001 行：新增 1001，改动 0，没变 0，重复 0。" in said
