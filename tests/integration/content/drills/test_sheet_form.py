"""The form of an evaluation sheet: a row of fields for each indicator, with or without a script."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from content.drills.models import Sheet
from tests.samples.controls import forms_of


def filled_from(answer):
    """What the form of the page would send as it stands."""
    page = BeautifulSoup(answer.content, "html.parser")
    form = next(form for sent_to, _words, form in forms_of(page) if sent_to == "")
    values = {name: list(one.values) for name, one in form.controls.items()}
    return {
        name: value[0] if value else ""
        for name, value in values.items()
        if name != "csrfmiddlewaretoken"
    }


def filled(client, address):
    return filled_from(client.get(address))


@pytest.fixture
def sheet_page(client, world):
    """The form of the live sheet, its rows emptied, with limits and source."""
    client.force_login(world.administrator)
    address = reverse("drills:sheet", args=["live"])

    def run(*rows):
        typed = {
            name: "" if name.split("_")[0] in ("aspect", "name", "weight", "guide") else value
            for name, value in filled(client, address).items()
        }
        typed |= {"excellent": "90", "good": "80", "passed": "60", "source": "县应急局议定"}
        for at, row in enumerate(rows):
            for column, value in zip(("aspect", "name", "weight", "guide"), row, strict=False):
                typed[f"{column}_{at}"] = value
        return address, typed

    return run


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "至少写一项指标"),
        ([("预案的合理性与可操作性", "", "")], "至少写一项指标"),
        ([("指挥", "", "100")], "写上指标"),
        ([("指挥", "及时", "60"), ("处置", "到位", "39")], "权重加起来是 99，要正好 100。"),
        ([("指挥", "及时", "好")], "写上权重"),
        ([("指挥", "及时\u202e", "100")], "看不见的字符"),
        ([("指挥", "及时", "50"), ("指挥", "及时", "50")], "和前面一行重复"),
        ([("指挥", "及时", "100", "长" * 201)], "200"),
    ],
)
def test_a_row_that_cannot_be_is_said_where_it_stands_and_kept(client, sheet_page, rows, said):
    address, typed = sheet_page(*rows)
    answer = client.post(address, typed)
    assert answer.status_code == 422 and said in answer.content.decode()
    kept = filled_from(answer)
    assert all(kept[name] == value for name, value in typed.items() if name != "seen")
    assert not Sheet.objects.exists()


def test_one_more_row_keeps_what_was_typed_and_looks_at_nothing(client, sheet_page):
    address, typed = sheet_page(("指挥", "及时", "六十"), ("处置", "到位", "40.5"))
    rows = sum(name.startswith("aspect_") for name in typed)
    answer = client.post(address, typed | {"more": "1"})
    page = answer.content.decode()
    assert answer.status_code == 200 and 'class="summary"' not in page
    kept = filled_from(answer)
    assert all(kept[name] == value for name, value in typed.items())
    assert sum(name.startswith("aspect_") for name in kept) == rows + 1
    assert re.search(r"<b [^>]*data-sum>40.5</b>", page)
    typed = kept | {"weight_0": "59.5"}
    assert client.post(address, typed).status_code == 302
    assert [str(line) for line in Sheet.objects.get().lines.all()] == ["及时", "到位"]


def test_there_are_no_more_rows_than_a_sheet_may_have(client, sheet_page):
    address, typed = sheet_page()
    typed |= {f"name_{at}": "项" for at in range(200)}
    page = client.post(address, typed | {"more": "1"})
    kept = filled_from(page)
    assert sum(name.startswith("aspect_") for name in kept) == 60
    assert 'name="more"' not in page.content.decode()
    assert client.post(address, typed).status_code == 422


def test_a_sheet_is_set_once_and_an_older_page_undoes_nothing(client, sheet_page):
    address, typed = sheet_page(("指挥", "及时", "60"), ("处置", "到位", "40", "看记录"))
    assert client.post(address, typed | {"good": "95"}).status_code == 422
    for _twice in range(2):
        assert client.post(address, typed).status_code == 302
    assert Sheet.objects.get().number == 1
    untouched = {**typed, "source": "另议定", **{name: "" for name in typed if "_" in name}}
    older = client.post(address, untouched | {"aspect_0": "预案的合理性与可操作性"})
    assert older.status_code == 422 and Sheet.objects.count() == 1
    mine = client.post(address, typed | {"name_0": "另一项"})
    assert mine.status_code == 422 and filled_from(mine)["name_0"] == "另一项"
    assert "指标和权重" in mine.content.decode()
    assert client.post(address, filled_from(mine)).status_code == 302
    assert Sheet.objects.count() == 2


def test_rows_nobody_touched_become_what_others_set_meanwhile(client, sheet_page):
    address, first = sheet_page(("指挥", "及时", "60"), ("处置", "到位", "40"))
    assert client.post(address, first).status_code == 302
    old = filled(client, address)
    rows = {"name_0": "接报及时", "weight_0": "30", "aspect_2": "装备", "name_2": "响了",
            "weight_2": "30"}  # fmt: skip
    assert client.post(address, filled(client, address) | rows).status_code == 302
    answer = client.post(address, old | {"source": "我的依据"})
    assert answer.status_code == 422
    kept = filled_from(answer)
    assert (kept["name_0"], kept["name_2"], kept["source"]) == ("接报及时", "响了", "我的依据")
    assert client.post(address, kept).status_code == 302
    assert Sheet.objects.first().source == "我的依据"
