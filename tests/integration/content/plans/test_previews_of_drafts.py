"""谁做什么, 什么情况做什么 and 响应级别 of a draft, before it is published."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from content.plans.enums import Visibility
from content.plans.selectors.situations import situations_by_chapter
from content.plans.services.visibility import set_visibility

PLAN = """安澜县防汛应急预案

1 总则

1.1 目的

为了防汛，制定本预案。

2 应急处置

2.1 先期处置

发现<b>管涌</b>的，县水利局应当立即到场。县水利局负责汛情监测。

2.2 响应启动条件

（1）Ⅰ级：水位超过保证水位。

（2）Ⅱ级：水位超过警戒水位。
"""
VIEWS = {
    "roles": "县水利局",
    "situations": "发现&lt;b&gt;管涌&lt;/b&gt;的",
    "levels": "水位超过保证水位",
}


@pytest.fixture
def draft(import_small):
    return import_small(PLAN, publish=False).version


def address(name, version, *arguments):
    return reverse(f"plans_desk:{name}", args=[version.pk, *arguments])


def addresses_of(version):
    return [
        *(address(name, version) for name in VIEWS), address("role", version, "xianshuiliju"),
    ]  # fmt: skip


def test_the_proof_of_a_draft_leads_to_what_readers_will_see_of_it(client, world, draft):
    client.force_login(world.editor)
    proof = client.get(address("review", draft)).content.decode()
    for name, words in VIEWS.items():
        assert f'href="{address(name, draft)}"' in proof
        page = client.get(address(name, draft)).content.decode()
        assert words in page and "草稿，还没有发布。" in page
        assert f'href="{address(name, draft)}" aria-current="page"' in page
    role = client.get(address("role", draft, "xianshuiliju")).content.decode()
    assert "负责汛情监测" in role and "草稿，还没有发布。" in role
    assert client.get(address("role", draft, "xiangongganju")).status_code == 404


def test_every_link_of_a_preview_leads_somewhere_on_the_desk(client, world, draft):
    client.force_login(world.editor)
    proof = client.get(address("review", draft)).content.decode()
    led = 0
    for url in addresses_of(draft):
        main = client.get(url).content.decode().split("<h1>")[1].split("</main>")[0]
        for target in re.findall(r'href="([^"]+)"', main):
            assert client.get(target).status_code == 200, (url, target)
            if "#c-" in target:
                assert f'id="{target.split("#")[1]}"' in proof
                led += 1
        assert "打印" not in main and f"/{draft.document.slug}/" not in main
    assert led > len(VIEWS)


def test_a_clause_on_a_later_page_of_the_proof_is_led_to_on_that_page(client, world, draft):
    draft.clauses.filter(heading="先期处置").update(page=3)
    client.force_login(world.editor)
    clause = draft.clauses.get(heading="先期处置")
    expected = f"{address('review', draft)}?page=3#c-{clause.anchor}"
    assert expected in client.get(address("role", draft, "xianshuiliju")).content.decode()


def test_the_reviewer_sees_a_preview_and_nobody_keeps_it(client, world, draft):
    client.force_login(world.reviewer)
    for url in addresses_of(draft):
        response = client.get(url)
        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store, private"


def test_whoever_does_not_make_the_plan_finds_no_preview(client, world, draft):
    for url in addresses_of(draft):
        client.logout()
        assert client.get(url).status_code == 302
        for person in (world.other_editor, world.auditor, world.learner):
            client.force_login(person)
            refused = client.get(url)
            assert refused.status_code in (403, 404)
            assert "水利局" not in refused.content.decode()


def test_a_clause_that_readers_will_not_see_is_in_the_preview_of_its_makers(client, world, draft):
    clause = draft.clauses.get(heading="先期处置")
    set_visibility(clause=clause, visibility=Visibility.RESTRICTED, actor=world.editor)
    client.force_login(world.editor)
    assert "县水利局" in client.get(address("roles", draft)).content.decode()


def test_a_published_version_has_pages_of_its_own_and_no_preview(client, world, import_small):
    version = import_small(PLAN).version
    client.force_login(world.editor)
    assert 'id="previews"' not in client.get(address("review", version)).content.decode()
    for url in addresses_of(version):
        assert client.get(url)["Location"] == address("review", version)


def test_a_planning_document_has_no_situations_to_look_at(client, world, import_small):
    draft = import_small(PLAN, publish=False, family="planning", kind="work_plan").version
    client.force_login(world.editor)
    proof = client.get(address("review", draft)).content.decode()
    assert address("roles", draft) in proof
    assert address("situations", draft) not in proof and address("levels", draft) not in proof


def test_a_long_draft_is_previewed_with_as_many_queries_as_a_short_one(
    client, world, import_small, draft
):
    longer = PLAN + "".join(f"\n2.{n} 第{n}处\n\n第{n}村负责值守{n}号点。\n" for n in range(3, 60))
    client.force_login(world.editor)

    def queries(version):
        counts = []
        for name in VIEWS:
            client.get(address(name, version))
            with CaptureQueriesContext(connection) as found:
                client.get(address(name, version))
            counts.append(len(found))
        return counts

    other = import_small(longer, title="乙预案", publish=False).version
    assert queries(other) == queries(draft)


def test_a_clause_that_is_gone_by_now_is_led_to_the_proof(client, world, draft, monkeypatch):
    monkeypatch.setattr("content.plans.views.previews.situations_by_chapter", _then_gone)
    client.force_login(world.editor)
    page = client.get(address("situations", draft))
    assert page.status_code == 200
    assert f'href="{address("review", draft)}#proof" aria-label="看条文：' in page.content.decode()


def _then_gone(text):
    found = situations_by_chapter(text)
    text.clauses.filter(heading="先期处置").delete()
    return found
