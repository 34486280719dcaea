import json
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import Page, Revision

from content.experts.enums import ExpertCategory
from content.experts.models import ExpertContact, ExpertPage, Participation
from search.documents.models import SearchDocument
from tests.samples import pages as samples

pytestmark = pytest.mark.django_db

PHONE, EMAIL = "+8613900000000", "chen@anlan.example"


@pytest.fixture
def index(world: Any) -> Page:
    return samples.experts(samples.home())


@pytest.fixture
def expert(world: Any, index: Page) -> ExpertPage:
    page = samples.expert(index, world.county)
    ExpertContact.objects.create(expert=page, phone=PHONE, email=EMAIL)
    return page


def html(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode().replace("<wbr>", "")


def test_only_what_the_expert_agreed_to_is_shown_and_found(
    client: Client, world: Any, index: Page
) -> None:
    samples.expert(index, world.county, public_fields=["post"])
    page = html(client, "/experts/chen-shuisheng/")
    row = SearchDocument.objects.get(kind="expert")
    for shown in (page, row.text):
        assert "高级工程师" in shown and "自然灾害" in shown
        for hidden in ("水利局", "堤防抢险", "二十年", "2098-01-01"):
            assert hidden not in shown, hidden
    assert "水利局" not in html(client, "/experts/")


def test_a_contact_is_on_no_page_in_no_revision_and_in_no_index(
    client: Client, expert: ExpertPage
) -> None:
    expert.save_revision().publish()
    texts = [html(client, "/experts/"), html(client, "/experts/chen-shuisheng/")]
    texts += [json.dumps(revision.content) for revision in Revision.objects.all()]
    texts += [json.dumps([row.text, row.title]) for row in SearchDocument.objects.all()]
    for text in texts:
        assert PHONE not in text and EMAIL not in text


def test_a_contact_goes_with_its_expert(expert: ExpertPage) -> None:
    expert.delete()
    assert not ExpertContact.objects.exists()


def test_the_coverage_table_names_the_categories_without_anybody(
    client: Client, world: Any, index: Page, expert: ExpertPage
) -> None:
    samples.expert(
        index, world.county, title="旧专家", slug="old", category="health",
        term_start=date(2020, 1, 1), term_end=date(2021, 1, 1),
    )  # fmt: skip
    page = html(client, "/experts/")
    assert page.count("还没有人") == len(ExpertCategory) - 1
    assert "在任 1 人" in page.replace("\xa0", " ") and "任期已满" in page
    assert html(client, "/experts/?category=security").count("这一类还没有专家") == 1
    assert "陈水生" in html(client, "/experts/?category=%22%3E")


def test_participation_is_listed_newest_first_and_only_if_agreed(
    client: Client, expert: ExpertPage
) -> None:
    expert.participations = [
        Participation(on=date(2025, 5, 1), kind="drill", what="防汛演练"),
        Participation(on=date(2026, 5, 1), kind="review", what="预案评审"),
    ]
    expert.save_revision().publish()
    page = html(client, "/experts/chen-shuisheng/")
    assert page.index("预案评审") < page.index("防汛演练")
    expert.public_fields = []
    expert.save_revision().publish()
    assert "防汛演练" not in html(client, "/experts/chen-shuisheng/")
    assert "防汛演练" not in SearchDocument.objects.get(kind="expert").text


def test_nobody_is_published_without_consent(world: Any, index: Page) -> None:
    draft = ExpertPage(
        title="没同意", slug="no", owner_unit=world.county, category="natural",
        term_start=date(2025, 1, 1), term_end=date(2098, 1, 1), live=False,
    )  # fmt: skip
    index.add_child(instance=draft)
    with pytest.raises(ValidationError) as refused:
        draft.save_revision().publish()
    assert "书面同意" in str(refused.value)
    draft.refresh_from_db()
    assert not draft.live and not SearchDocument.objects.filter(kind="expert").exists()


def test_a_term_that_ends_before_it_begins_is_refused_by_form_and_database(
    expert: ExpertPage,
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ExpertPage.objects.update(term_end=date(2020, 1, 1))
    expert.term_end = date(2020, 1, 1)
    with pytest.raises(ValidationError, match="结束日期要晚于开始日期"):
        expert.full_clean()


def test_a_hostile_name_is_only_a_name(client: Client, world: Any, index: Page) -> None:
    samples.expert(index, world.county, title="<script>陈</script>", slug="x")
    for address in ("/experts/", "/experts/x/"):
        assert "<script>陈" not in html(client, address)


def test_the_list_costs_a_fixed_number_of_queries(
    client: Client, world: Any, index: Page, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        samples.expert(index, world.county, title=f"专家{number}", slug=f"e{number}")
    client.get("/experts/")
    with django_assert_max_num_queries(8):
        client.get("/experts/")
