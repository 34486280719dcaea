"""A card on a wall whose name the version in force has no more leads to those it has."""

import re

import pytest
from django.urls import reverse

from content.plans import services
from content.plans.selectors.roles import key_of
from content.plans.services.extracts import make_extracts

OLD, NEW = "村级转移责任人", "村级包保责任人"
PLAN = """安澜县防汛应急预案

1 总则

1.1 分工

县水利局负责调度。

1.2 转移

{name}应当组织群众转移。
"""
PAGES = ("role", "role_card")


def words_of(response):
    """Without the code for phones of the address that was asked for."""
    body = re.sub(r"<svg.*?</svg>", "", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"cunjizhuanyizerenren-[0-9a-f]{6}", "KEY", body)


def address(plan, name, *key):
    return reverse(f"plans:{name}", args=[plan.document.slug, *key])


@pytest.mark.parametrize("page", PAGES)
def test_the_old_code_leads_to_who_acts_now_and_to_what_changed(
    client, import_small, settings, tmp_path, page
):
    settings.DATA_DIR = tmp_path
    first = import_small(PLAN.format(name=OLD), title="安澜县防汛应急预案")
    assert client.get(address(first, "role_card", key_of(OLD))).status_code == 200
    import_small(PLAN.format(name=NEW), title="安澜县防汛应急预案", slug=first.document.slug)
    response = client.get(address(first, page, key_of(OLD)))
    shown = response.content.decode()
    assert response.status_code == 404
    assert "现行的一版里没有这个名称" in shown and "安澜县防汛应急预案" in shown
    for where in (
        address(first, "roles"), address(first, "changes"), address(first, "role", key_of(NEW)),
    ):  # fmt: skip
        assert f'href="{where}"' in shown.split("现行的一版里没有这个名称")[1]
    assert f'href="{address(first, "role", key_of("县水利局"))}"' not in shown


@pytest.mark.parametrize("page", PAGES)
def test_a_name_of_restricted_clauses_leaves_no_trace(client, import_small, world, page):
    plan = import_small(PLAN.format(name=OLD), title="安澜县防汛应急预案")
    clause = plan.version.clauses.get(heading="转移")
    services.set_visibility(clause=clause, visibility="restricted", actor=world.editor)
    make_extracts(plan.document)
    hidden, never = key_of(OLD), f"{key_of(OLD)[:-6]}000000"
    answers = [client.get(address(plan, page, key)) for key in (hidden, never)]
    assert [one.status_code for one in answers] == [404, 404]
    bodies = [words_of(one) for one in answers]
    assert bodies[0] == bodies[1]
    assert OLD not in bodies[0] and "改了什么</a>" not in bodies[0]


def test_a_plan_of_others_says_nothing(client, import_small):
    plan = import_small(PLAN.format(name=OLD), visibility="internal")
    response = client.get(address(plan, "role", "nobody"))
    assert response.status_code == 404
    assert "现行的一版里没有这个名称" not in response.content.decode()


def test_letters_that_several_names_share_lead_to_each(client, import_small):
    both = import_small(PLAN.format(name="县税务局").replace("县水利局", "县水务局"))
    shown = client.get(address(both, "role", "xianshuiwuju")).content.decode()
    for name in ("县税务局", "县水务局"):
        assert f'href="{address(both, "role", key_of(name))}"' in shown


@pytest.mark.parametrize("key", ["x", "-", "0" * 80, "0" * 5000])
def test_what_was_made_up_is_near_nothing(client, import_small, key):
    plan = import_small(PLAN.format(name=OLD))
    response = client.get(address(plan, "role", key))
    assert response.status_code == 404
    assert "读音相近" not in response.content.decode()


@pytest.mark.parametrize("key", ["xianshuiwuju", "xianshuiwuju-2"])
def test_an_old_address_of_two_that_are_spelt_alike_is_never_called_gone(client, import_small, key):
    text = PLAN.format(name="县税务局").replace("县水利局", "县水务局")
    plan = import_small(text, title="安澜县防汛应急预案")
    shown = client.get(address(plan, "role", key)).content.decode()
    assert "分不清说的是谁" in shown and "没有这个名称。" not in shown
    for name in ("县税务局", "县水务局"):
        assert f'href="{address(plan, "role", key_of(name))}"' in shown
