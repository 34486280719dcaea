"""What narrows and sorts the hits of the search page."""

from datetime import date

import pytest

from portal.people.models import Division
from search.documents import services as documents
from search.indexing import services as indexing
from tests.samples.asking import get

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_places(library, make_document):
    """The same in two counties, older in the nearer one."""
    for number, code, day in ((61, "652700", 1), (62, "360281", 2)):
        documents.put(
            [
                make_document(
                    number,
                    group_key=f"plan:{code}",
                    path=(f"{code}的预案",),
                    text="溃坝了往高处走。",
                    division=code,
                    published_on=date(2026, 1, day),
                    weight=10 - number % 60,
                )
            ]
        )
    indexing.drain()


def test_places_are_counted_and_narrow(two_places) -> None:
    for code, name in (("652700", "博尔塔拉"), ("360281", "乐平市")):
        Division.objects.update_or_create(
            code=code, defaults={"name": name, "fictional": False, "level": "county"}
        )
    body = get("/search/?q=溃坝")
    assert '<h2 class="hd">地区</h2>' in body and "乐平市" in body
    narrowed = get("/search/?q=溃坝&division=360281")
    assert "找到 1 条" in narrowed and "360281的预案" in narrowed
    assert "652700的预案" not in narrowed


def test_the_newest_may_stand_first(two_places) -> None:
    fitting, newest = get("/search/?q=溃坝"), get("/search/?q=溃坝&sort=new")
    assert fitting.index("652700的预案") < fitting.index("360281的预案")
    assert newest.index("360281的预案") < newest.index("652700的预案")
    assert "?q=%E6%BA%83%E5%9D%9D&sort=new" in fitting
    assert "最接近的在前" in newest
    assert "最接近的在前" not in get("/search/?q=溃坝&sort=别的")
