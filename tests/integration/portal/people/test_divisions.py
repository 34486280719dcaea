"""All China to county level resolves, historic codes to what they became."""

import pytest

from portal.people.divisions import ImportRefused, current_successor, import_below_county
from portal.people.models import Division

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
