"""The judged queries, asked of every search side by side."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from modelsearch.conf import get_app_config

from search import engines
from search.documents import services as documents
from search.documents.models import SearchDocument
from search.evaluation import judged, measure, places, systems
from search.indexing import services as indexing
from tests.integration.search.conftest import PUBLIC
from tests.samples import judged_documents
from tests.samples.indexed import build

pytestmark = pytest.mark.django_db

HEAD = "query\tclass\tset\tgrade\tdocument\tclause\twords\n"
FLOOR = 0.6
"""Of nDCG@10 over the queries of every day; a change of the search that falls below it is none."""


@pytest.fixture
def county(data_dir) -> None:
    documents.put(judged_documents.documents(shared=False))
    indexing.rebuild(engines.embedded())


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "判过的.tsv"
    path.write_text(
        HEAD
        + "禁火令\t常用词\t\t3\t森林草原火灾\t3.1\t\n"
        + '"\t\t\t2\t森林草原火灾\t3.2\t\n'
        + "县防指\t简称\theld_out\t3\t防汛抗旱\t2.1\t\n"
        + "怎么办\t\t\t3\t外县预案\t1\t\n",
        "utf-8",
    )
    return path


def evaluated(*arguments, **options) -> str:
    told = StringIO()
    call_command("evaluate_search", *map(str, arguments), stdout=told, **options)
    return told.getvalue()


def test_the_portal_and_what_wagtail_offers_stand_side_by_side(county, file) -> None:
    told = evaluated(file)
    assert "没有收录 外县预案：1 个查询缺了判断" in told
    assert "2 个查询" in told
    assert "县防指" not in told
    lines = [line.split() for line in told.splitlines()]
    assert ["全部", "2", "tantivy"] in [line[:3] for line in lines]
    assert ["常用词", "1", "tantivy", "1.000", "1.000", "1.000", "0.0%"] in lines
    assert ["wagtail", "0.000", "0.000", "0.000", "100.0%"] in lines


def test_what_is_kept_apart_is_asked_for_by_name(county, file) -> None:
    assert "1 个查询" in evaluated(file, set="held_out")
    assert "3 个查询" in evaluated(file, set="all")


def test_wagtails_own_index_is_left_as_it_was(county, file) -> None:
    entries = get_app_config().get_model("IndexEntry").objects
    before = entries.count()
    with systems.wagtail(list(SearchDocument.objects.all())) as ask:
        assert entries.count() == before + SearchDocument.objects.count()
        assert ask('"') == []
        assert ask("禁火令") == []
        assert ask("安政办发 应急管理局") == []
    assert entries.count() == before


def test_wagtails_search_finds_what_it_can(county) -> None:
    rows = list(SearchDocument.objects.filter(group_key="plan:earthquake-plan"))
    whole = next(row for row in rows if row.title == "7.3 评估与修订")
    with systems.wagtail(rows) as ask:
        assert whole.key in ask("7.3")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD, "没有判断"),
        (HEAD + "怎么撤\t\t\t9\t总体应急预案\t4.2\t", "第 2 行：grade 只能写 3、2、1"),
        (HEAD + "怎么撤\t\t\t3\t总体应急预案\t44\t", "第 2 行：找不到"),
        (HEAD + "怎么撤\t\t\t3\t外县预案\t4.2\t", "先导入"),
    ],
)
def test_a_bad_file_is_refused_in_words(county, tmp_path, text: str, says: str) -> None:
    file = tmp_path / "坏的.tsv"
    file.write_text(text, "utf-8")
    with pytest.raises(CommandError, match=says):
        evaluated(file)


def test_without_an_index_it_says_how_to_build_one(file) -> None:
    documents.put(judged_documents.documents(shared=False))
    engines.embedded().discard()
    with pytest.raises(CommandError, match="rebuild_search"):
        evaluated(file)


def test_a_server_that_is_not_set_up_is_not_asked(county, file, settings) -> None:
    settings.ELASTICSEARCH_URL = ""
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        evaluated(file, engine="elasticsearch")


def test_what_the_public_may_not_find_is_not_measured(county, file) -> None:
    row = SearchDocument.objects.get(title="3.1 防火期与禁火令")
    SearchDocument.objects.filter(pk=row.pk).update(grants=["unit:1"])
    with pytest.raises(CommandError, match=r"找不到“森林草原火灾 3\.1”"):
        evaluated(file)


def test_our_own_queries_stay_above_the_floor(county) -> None:
    found = places.questions(judged.read(judged.OWN), SearchDocument.objects.order_by("pk"))
    daily = [one for one in found.asked if not one.is_held_out]
    measured = measure.side_by_side(daily, found.rows, [engines.embedded()], PUBLIC)
    ours, wagtail, icontains = (one.all for one in measured)
    assert ours.ndcg >= FLOOR
    assert ours.ndcg > 2 * max(wagtail.ndcg, icontains.ndcg)


@pytest.mark.slow
def test_both_engines_answer_every_judged_query_alike(server, data_dir, monkeypatch) -> None:
    """As many hits, and the same ten first ones."""
    held = judged_documents.documents(shared=True)
    own = engines.embedded()
    for engine in (own, server):
        build(engine, held)
    differ = {}
    for query in judged.read(judged.OWN):
        told = []
        for engine in (own, server):
            answer = systems.answer(engine, query.text, ("clause",), PUBLIC)
            told.append((answer.total, {hit.key for hit in answer.hits[:10]}))
        if told[0] != told[1]:
            differ[query.text] = told
    assert differ == {}
