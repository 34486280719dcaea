"""A plan that names more than a page of who does what can hold says what is left out."""

from itertools import islice, product

import fastjsonschema
import pytest
from django.urls import reverse

from content.plans.models import Extract
from content.plans.services.extracts import make_extracts

SIGNS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"
UNITS = ["县" + "".join(one) + "局" for one in islice(product(SIGNS, repeat=3), 700)]
# A line of more characters would be cut when it is read, and a name with it.
LISTS = "\n\n".join(
    f"责任单位：{'、'.join(UNITS[at : at + 100])}。" for at in range(0, len(UNITS), 100)
)
TEXT = f"""安澜县防汛应急预案

1 职责

1.1 巡查

巡查水库和堤防。

{LISTS}
"""


@pytest.fixture
def plan(import_small):
    return import_small(TEXT).document


def page_of(client, plan):
    return client.get(reverse("plans:roles", args=[plan.slug])).content.decode()


def test_the_page_says_how_many_are_left_out_before_and_after_it_was_read_out(client, plan):
    before = page_of(client, plan)
    assert "只列先写到的 300 个，还有 400 个没有列" in before
    assert "有 1 句一次点了太多单位" in before
    Extract.objects.all().delete()
    make_extracts(plan)
    extract = Extract.objects.get(omits="", version=plan.current_version)
    assert len(extract.actors) + len(extract.beside) < 300_000
    assert page_of(client, plan) == before


def test_the_data_says_it_too(client, plan):
    answer = client.get(reverse("plans:json", args=[plan.slug]))
    fastjsonschema.compile(client.get(reverse("plans:schema")).json())(answer.json())
    assert answer.json()["actors_left_out"] == {"actors": 400, "sentences": 1}
    assert len(answer.content) < 1_000_000


def test_a_plan_of_which_nothing_is_left_out_says_nothing_of_it(client, import_small):
    plan = import_small("安澜县防汛预案\n\n1 总则\n\n县水利局负责监测。\n").document
    assert "没有列" not in page_of(client, plan) and "太多单位" not in page_of(client, plan)
