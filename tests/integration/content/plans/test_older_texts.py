"""An older text of the same name is cited: it is no document that says its own name."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

pytestmark = pytest.mark.django_db

OLDER = "安澜县地震避险计划\n\n安政办发〔2025〕18号\n\n一、总则\n\n（一）{}\n"


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (
            "2019年印发的《安澜县地震避险计划》（安政办发〔2019〕23号）同时废止。",
            "安澜县地震避险计划（安政办发〔2019〕23号）",
        ),
        ("2019年印发的《安澜县地震避险计划》同时废止。", "安澜县地震避险计划"),
        (
            "原《安澜县地震避险计划》、《安澜县地震预案》自本计划印发之日起停止执行。",
            "安澜县地震避险计划",
        ),
        (
            "在《安澜县地震避险计划》（安政办发〔2019〕23号）的基础上修订。",
            "安澜县地震避险计划（安政办发〔2019〕23号）",
        ),
    ],
)
def test_an_older_text_of_its_own_name_is_cited_with_its_number(client, import_small, said, named):
    plan = import_small(OLDER.format(said)).document
    soup = BeautifulSoup(
        client.get(reverse("plans:references", args=[plan.slug])).content, "html.parser"
    )
    row = soup.select_one(".dash li")
    assert row.span.get_text() == named and row.span.a is None
    assert "库里没有" not in row.get_text()


@pytest.mark.parametrize(
    "said",
    [
        "《安澜县地震避险计划》自印发之日起施行，原有规定同时废止。",
        "《安澜县地震避险计划》（安政办发〔2025〕18号）由县应急管理局解释。",
        "《安澜县地震避险计划》（以下简称本计划）由县应急管理局解释。",
    ],
)
def test_its_own_name_is_no_older_text_where_another_is_ended_or_its_own_number_follows(
    client, import_small, said
):
    made = import_small(OLDER.format(said))
    assert made.version.document_number == "安政办发〔2025〕18号"
    page = client.get(made.document.get_absolute_url()).content.decode()
    assert "依据与引用" not in page
