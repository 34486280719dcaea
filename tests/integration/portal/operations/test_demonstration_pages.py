"""What a reader of the demonstration county sees about who checked its pages."""

import pytest

from content.courses.models import CoursePage, LessonPage
from content.experts.models import ExpertPage
from content.guides.models import GuidePage
from content.pages.enums import Confidence
from content.pages.models import PageSource
from content.plans.models import PlanDocument
from portal.operations.demonstration import accounts, county, library, pages
from search.documents.models import SearchDocument

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client, settings, tmp_path):
    """Loads the county and reads its pages. Dear, so that one test asks everything."""
    settings.PAGECACHE_ENABLED = False
    settings.DATA_DIR = tmp_path
    county.load_units()
    accounts.create()
    county.load_people()
    library.load()
    pages.load()

    def html(page, part: str = "") -> str:
        response = client.get(page.get_url() + part)
        assert response.status_code == 200
        return response.content.decode().replace("<wbr>", "").replace("\u00a0", " ")

    return html


def _refutations_and_people(read, guide):
    before = read(guide, "before/")
    assert "不实：“天上有地震云，就要地震”。" in before and "，2025）" in before
    for part in ("", "warning/", "before/", "after/"):
        assert "多想着这些人" in read(guide, part)
    assert "走不了，打119" in read(guide, "after/")
    assert "走不了，打119" not in read(guide)


def _sources_of_each_phase(read, guide):
    """Of what a phase rests on, its reader is shown first what most of it rests on, an issuer's
    own page before a relayed one."""
    firsts = {"": "Q7", "warning/": "Q4", "before/": "Q9", "after/": "BJ"}
    for part, code in firsts.items():
        title = guide.sources.get(code=code).title
        shown = read(guide, part).split('<dl class="src dl">')[1].split("</dl>")[0]
        assert title in shown.split("<dt>来源</dt>")[1].split("</div>")[0], part


def test_nothing_in_the_demonstration_passes_for_checked_by_a_real_expert(read):
    guide = GuidePage.objects.get()
    lessons = list(LessonPage.objects.live())
    for page in [guide, CoursePage.objects.get(), *lessons]:
        shown = read(page)
        assert "示范内容，未经专家审定" in shown
        assert "审核（虚构）" in shown and "审核日期（虚构）" in shown
        assert f"{page.reviewed_on:%Y-%m-%d} 审核" not in shown
    front = read(guide.get_parent().get_parent())
    assert "示范内容，未经专家审定" in front
    assert f"{guide.reviewed_on:%Y-%m-%d}" not in front
    for expert in ExpertPage.objects.live():
        assert "没有真实的专家审过本站的内容" in read(expert)

    # The county is no authority among the sources.
    ours = PageSource.objects.filter(issuer__contains="安澜县")
    assert {source.confidence for source in ours} == {Confidence.LOCAL}
    others = PageSource.objects.exclude(issuer__contains="安澜县")
    assert others.exists() and not others.filter(confidence=Confidence.LOCAL).exists()
    assert "本县安排，只说明本地怎么做" in read(guide)
    _refutations_and_people(read, guide)
    _sources_of_each_phase(read, guide)

    found = SearchDocument.objects.filter(kind__in=["guide", "course", "lesson"])
    assert found.exists() and not found.exclude(is_demonstration=True).exists()
    assert PlanDocument.objects.count() >= 9
    assert all(plan.is_demonstration for plan in PlanDocument.objects.select_related("division"))

    # A lesson lists what its sentences rest on.
    assert all(lesson.sources.exists() for lesson in lessons)
    what_volunteers_do = next(one for one in lessons if one.slug == "what-volunteers-do")
    assert "《森林防火条例》第三十五条" in read(what_volunteers_do)
