import re
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page

from content.courses.models import CoursePage, LessonPage
from content.experts.models import ExpertPage
from content.guides.models import GuideIndexPage, GuidePage
from content.pages.services import withdraw
from content.plans.models import PlanDocument
from content.plans.services import import_document
from portal.home.models import HomePage
from portal.people.models import Division
from tests.samples import pages as samples
from tests.samples.reviewed_plans import published

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(world: Any) -> HomePage:
    return samples.home()


def html(client: Client, *, elder: bool = False) -> str:
    if elder:
        client.get("/display/set/?elder=1&next=/")
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode().replace("<wbr>", "")


def links(page: str) -> set[str]:
    return set(re.findall(r'href="(/[^"#?]*)', page))


def test_an_empty_house_still_tells_whom_to_call(client: Client, home: HomePage) -> None:
    page = html(client)
    for number in ("110", "119", "120", "122", "12356", "12345"):
        assert f'href="tel:{number}"' in page
    urgent, _heading, rest = page.partition("不紧急的：")
    assert "tel:12345" not in urgent and "tel:12345" in rest
    assert "现在该怎么办" in page


@pytest.mark.parametrize("elder", [False, True])
def test_whoever_may_harm_himself_is_told_whom_to_call_and_never_that_it_can_wait(
    client: Client, home: HomePage, elder: bool
) -> None:
    page = html(client, elder=elder)
    crisis = page[page.index("想伤害自己") :].partition("</p>")[0]
    for number in ("12356", "120", "110"):
        assert f'href="tel:{number}"' in crisis
    assert "不紧急" not in crisis
    assert "12356" not in page.partition("不紧急的：")[2]


def test_nothing_is_said_about_warnings_that_no_source_says(client: Client, home: HomePage) -> None:
    page = html(client)
    assert "没有生效的预警" not in page
    assert "本站不发布预警" in page
    assert "12379" not in page  # it sends messages; nobody answers there


def test_a_hazard_with_a_guide_leads_straight_to_what_to_do(
    client: Client, world: Any, home: HomePage
) -> None:
    samples.guide(samples.guides(home), world.county)
    page = html(client)
    assert re.search(r'<a href="/guides/earthquake/">.*?地震</a>', page, re.S)
    assert len(re.findall(r"<li><a [^>]*>", page[page.index('class="haz"') :])) >= 12


def test_a_hazard_without_a_guide_says_so_and_names_whom_to_call(
    client: Client, world: Any, home: HomePage
) -> None:
    samples.guide(samples.guides(home), world.county)
    assert 'href="/guides/?hazard=electricity"' in html(client)
    page = client.get("/guides/?hazard=electricity").content.decode().replace("<wbr>", "")
    assert "“触电”的指南还没有写好" in page and 'href="tel:120"' in page
    assert 'href="/guides/earthquake/"' not in page
    assert 'href="/guides/earthquake/"' in client.get("/guides/?hazard=none").content.decode()


def test_a_withdrawn_guide_is_not_offered(client: Client, world: Any, home: HomePage) -> None:
    guide = samples.guide(samples.guides(home), world.county)
    withdraw(page=guide, actor=world.reviewer, reason="旧了")
    assert "/guides/earthquake/" not in html(client)


def test_elder_mode_puts_five_hazards_first_and_the_search_below(
    client: Client, world: Any, home: HomePage
) -> None:
    samples.guide(samples.guides(home), world.county)
    page = html(client, elder=True)
    tiles = page[page.index('class="haz"') : page.index("</ul>", page.index('class="haz"'))]
    assert tiles.count("<li>") == 6
    assert "着火" in tiles and "煤气" in tiles and "全部" in tiles
    assert page.index('class="haz"') < page.index("本站不发布预警")
    grid = page[page.index('class="tels"') :].partition("</ul>")[0]
    assert grid.count('href="tel:') == 3


def test_every_link_of_the_front_page_leads_somewhere(
    client: Client, world: Any, home: HomePage
) -> None:
    samples.guide(samples.guides(home), world.county)
    samples.course(samples.courses(home), world.county)
    samples.experts(home)
    for address in sorted(links(html(client))):
        if address.startswith("/static/"):
            continue
        assert client.get(address).status_code in {200, 302}, address


def test_doors_stand_only_where_there_is_something_behind(
    client: Client, world: Any, home: HomePage
) -> None:
    assert 'class="doors"' not in html(client)
    samples.course(samples.courses(home), world.county)
    page = html(client)
    assert "学习" in page and "志愿者第一响应" in page and "平时做好" not in page


def plan(world: Any, title: str, kind: str, level: str = "county") -> PlanDocument:
    imported = import_document(
        actor=world.editor, owner_unit=world.county, title=title, kind=kind, level=level,
        text=f"{title}\n\n第一章 总则\n\n第一条 {title}由县应急管理局负责解释。\n",
    )  # fmt: skip
    published(imported.version, world.editor, world.reviewer)
    return imported.document


@pytest.mark.parametrize("elder", [False, True], ids=["plain", "elder"])
def test_the_general_plan_is_one_tap_away_however_many_plans_came_after_it(
    client: Client, world: Any, home: HomePage, elder: bool
) -> None:
    general = plan(world, "安澜县突发事件总体应急预案", "general")
    for number in range(4):
        plan(world, f"安澜县第{number}号专项应急预案", "special")
    town = plan(world, "青河镇突发事件总体应急预案", "general", "town")
    page = html(client, elder=elder)
    main = page[page.index("<main") : page.index("<footer")]
    shown = re.findall(r'href="/plans/([^/"]+)/"', main)
    assert shown[0] == general.slug
    assert len(shown) == len(set(shown)) == (1 if elder else 3)
    assert (town.slug in shown) is not elder  # new among the others, first nowhere


@pytest.mark.parametrize("elder", [False, True], ids=["plain", "elder"])
def test_a_plan_of_an_invented_place_says_so_in_its_row(
    client: Client, world: Any, home: HomePage, elder: bool
) -> None:
    general = plan(world, "安澜县突发事件总体应急预案", "general")
    PlanDocument.objects.filter(pk=general.pk).update(division=world.division)
    for fictional in (True, False):
        Division.objects.filter(pk=world.division.pk).update(fictional=fictional)
        page = html(client, elder=elder)
        row = page[page.index(f'href="/plans/{general.slug}/"') :].split("</li>")[0]
        assert ("示范文件，未经专家审定" in row) is fictional


def test_a_general_plan_that_is_history_gives_its_place_up(
    client: Client, world: Any, home: HomePage
) -> None:
    general = plan(world, "安澜县突发事件总体应急预案", "general")
    PlanDocument.objects.filter(pk=general.pk).update(status="historic")
    assert f"/plans/{general.slug}/" not in html(client, elder=True)


def test_the_front_page_does_not_take_the_header_s_doors_away(
    client: Client, world: Any, home: HomePage
) -> None:
    samples.guide(samples.guides(home), world.county)
    page = html(client)
    header = page[page.index("<header") : page.index("</header>")]
    assert 'href="/guides/"' in header and "看全部课程" not in header


def test_the_front_page_is_light_and_sets_no_cookie(
    client: Client, world: Any, home: HomePage
) -> None:
    samples.guide(samples.guides(home), world.county)
    response = client.get("/")
    page = response.content.decode()
    assert len(response.content) < 50 * 1024
    assert not response.cookies and " style=" not in page and "csrf" not in page


def test_the_front_page_costs_a_fixed_number_of_queries(
    client: Client, world: Any, home: HomePage, django_assert_max_num_queries: Any
) -> None:
    index = samples.guides(home)
    for number in range(5):
        samples.guide(index, world.county, samples.DURING, title=f"指南{number}", slug=f"g{number}")
    samples.course(samples.courses(home), world.county)
    client.get("/")
    with django_assert_max_num_queries(17):
        client.get("/")


def test_the_page_tree_allows_what_belongs_together(home: HomePage) -> None:
    guides = samples.guides(home)
    assert not GuideIndexPage.can_create_at(home)  # one is enough
    assert GuidePage.can_create_at(guides) and not GuidePage.can_create_at(home)
    assert not CoursePage.can_create_at(guides) and not LessonPage.can_create_at(home)
    assert not ExpertPage.can_create_at(guides)
    assert not HomePage.can_create_at(Page.objects.get(depth=1))
    assert HomePage.allowed_subpage_models() == list(HomePage.subpage_types)
