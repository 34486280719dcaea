"""What was read out of a plan, where one role or one situation has hundreds of sentences."""

import re

import pytest
from django.urls import reverse

from content.plans.services import make_extracts

LOCAL = "".join(f"发现险情的，村委会应当立即到{n}号河段转移群众。" for n in range(1, 401))
DUTIES = "".join(
    f"县水利局负责{n}号河段的巡查，{'每天向县应急管理局报告' * 3}。" for n in range(1, 401)
)
PLAN = f"安澜县防汛预案\n\n1 处置\n\n1.1 险情\n\n{LOCAL}\n\n2 职责\n\n2.1 单位\n\n{DUTIES}\n"
MOST = 100_000


@pytest.fixture
def plan(import_small):
    document = import_small(PLAN).document
    make_extracts(document)
    return document


def pages(client, address):
    first = client.get(address)
    last = first.context["page_obj"].paginator.num_pages
    return [first, *(client.get(f"{address}?page={n}") for n in range(2, last + 1))]


def all_light(found):
    return all(len(one.content) < MOST for one in found)


def test_one_situation_of_many_sentences_goes_on_from_page_to_page(client, plan):
    found = pages(client, reverse("plans:situations", args=[plan.slug]))
    assert len(found) > 1 and all_light(found)
    numbers = [re.findall(r"到(\d+)号河段转移", one.content.decode()) for one in found]
    assert [int(one) for page in numbers for one in page] == [*range(1, 401)]
    for one in found:
        assert (
            "发现险情的"
            in re.search(r"<nav class=\"screen\".*?</nav>", one.content.decode(), re.S)[0]
        )


def test_what_a_clause_says_again_and_again_is_one_sentence(client, import_small):
    text = "停电时，县电力公司立即抢修。" * 900
    document = import_small(f"安澜县防汛预案\n\n1 处置\n\n1.1 停电\n\n{text}\n").document
    (page,) = pages(client, reverse("plans:situations", args=[document.slug]))
    assert page.content.decode().count('<li id="s-') == 1


def test_one_role_of_many_duties_is_paged(client, plan):
    address = reverse("plans:role", args=[plan.slug, "xianshuiliju"])
    found = pages(client, address)
    assert len(found) > 1 and all_light(found)
    numbers = [re.findall(r"负责(\d+)号河段", one.content.decode()) for one in found]
    assert [int(one) for page in numbers for one in page] == [*range(1, 401)]
    for one in found:
        assert "共 400 句" in one.content.decode()
        assert [case for case, _ in one.context["chapters"]] == ["2 职责"]
    names = [re.search("<title>(.*?)</title>", one.content.decode())[1] for one in found]
    assert len({*names}) == len(found) and names[1].startswith("县水利局，第 2 页 - ")
    last = client.get(f"{address}?page=99999")
    assert last.context["page_obj"].number == len(found)
    assert client.get(f"{address}?page=x").context["page_obj"].number == 1


def test_what_only_names_a_role_stands_behind_its_last_duty(client, import_small):
    document = import_small(PLAN + "\n3 其他\n\n3.1 说明\n\n以上见县水利局网站。\n").document
    make_extracts(document)
    found = pages(client, reverse("plans:role", args=[document.slug, "xianshuiliju"]))
    assert [*map(only_names, found)] == [False] * (len(found) - 1) + [True]


def only_names(page):
    return "文中还提到它的条文" in page.content.decode()


def test_a_role_of_a_long_draft_is_paged_as_well(client, import_small, world):
    version = import_small(PLAN, publish=False).version
    client.force_login(world.editor)
    found = pages(client, reverse("plans_desk:role", args=[version.pk, "xianshuiliju"]))
    assert len(found) > 1 and all(one.status_code == 200 for one in found)
