from datetime import date
from uuid import UUID, uuid4

import pytest
from django import forms

from content.taxonomy.models import Hazard
from portal.foundation.fields import (
    TokenField,
    date_field,
    no_personal_number,
    offer,
    offer_choices,
)


class Sample(forms.Form):
    day = date_field(required=False)
    kind = forms.ChoiceField(required=False)
    hazard = forms.ModelChoiceField(None, required=False)
    token = TokenField()


def test_a_date_is_drawn_in_the_one_form_that_browsers_read():
    assert 'value="2026-11-24"' in str(Sample(initial={"day": date(2026, 11, 24)})["day"])


def test_a_date_is_read_with_hyphens_and_with_strokes():
    for typed in ("2026-11-24", "2026/11/24"):
        form = Sample({"day": typed})
        assert form.is_valid() and form.cleaned_data["day"] == date(2026, 11, 24)


def test_what_is_no_date_is_refused_in_words_and_kept():
    form = Sample({"day": "下周二"})
    assert form.errors["day"] == ["日期要像 2026-11-24 这样"]
    assert 'value="下周二"' in str(form["day"])


def test_only_a_field_that_chooses_from_rows_is_given_rows():
    with pytest.raises(TypeError, match="day"):
        offer(Sample(), "day", None)


def test_only_a_field_that_chooses_from_a_list_is_given_choices():
    form = Sample()
    offer_choices(form, "kind", [("", "选一个"), ("plan", "计划")])
    assert "选一个" in str(form["kind"])
    with pytest.raises(TypeError, match="day"):
        offer_choices(form, "day", [])


@pytest.mark.parametrize(("said", "shown"), [({}, "选一个"), ({"empty": "没有"}, "没有")])
def test_nothing_chosen_yet_is_said_in_words_and_never_by_dashes(said, shown):
    form = Sample()
    assert form.fields["hazard"].empty_label == "---------"
    offer(form, "hazard", Hazard.objects.none(), **said)
    assert f'<option value="" selected>{shown}</option>' in str(form["hazard"])


def test_a_field_says_itself_what_an_empty_choice_means():
    form = Sample()
    form.fields["hazard"].empty_label = "全部"
    offer(form, "hazard", Hazard.objects.none())
    assert "全部" in str(form["hazard"])


@pytest.mark.parametrize("text", ["hotline-13812345678", "138 1234 5678", "a@b.cn"])
def test_a_number_of_a_person_is_refused_in_words(text):
    with pytest.raises(forms.ValidationError, match="像手机号、邮箱或证件号"):
        no_personal_number(text)


@pytest.mark.parametrize("text", ["drills-held-2026-05", "少写了一个零"])
def test_what_tells_of_nobody_is_taken(text):
    no_personal_number(text)


@pytest.mark.parametrize("sent", [{}, {"token": ""}, {"token": "x"}, {"token": "\x00" * 5000}])
def test_in_the_place_of_a_token_that_is_missing_or_spoiled_comes_a_new_one(sent):
    tokens = {
        form.cleaned_data["token"] for form in (Sample(sent), Sample(sent)) if form.is_valid()
    }
    assert len(tokens) == 2 and all(isinstance(token, UUID) for token in tokens)


def test_a_token_comes_back_as_it_was_drawn_and_no_other_page_has_the_same():
    drawn = Sample()["token"].value()
    form = Sample({"token": str(drawn)})
    assert form.is_valid() and str(form.cleaned_data["token"]) == drawn
    assert Sample()["token"].value() != drawn
    assert Sample({"token": str(uuid4())})["token"].is_hidden
