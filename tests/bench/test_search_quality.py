"""How well the search finds, beside what Wagtail offers, by class of query; printed.

The same table as `manage.py evaluate_search`, over the county's documents and, where they lie
beside the repository, three published ones.
"""

from collections.abc import Iterator

import pytest

from search import engines
from search.documents import services as documents
from search.documents.models import SearchDocument
from search.engines import ElasticsearchEngine, Engine
from search.engines.elasticsearch import connect
from search.evaluation import judged, measure, places
from search.evaluation.report import table
from search.terms.services import rebuild_terms
from tests.samples import judged_documents
from tests.samples.indexed import build
from tests.servers import elasticsearch

pytestmark = pytest.mark.django_db

PUBLIC = frozenset({"public"})


@pytest.fixture
def both(tmp_path, settings) -> Iterator[list[Engine]]:
    settings.DATA_DIR = tmp_path
    held = judged_documents.documents(shared=True)
    documents.put(held)
    rebuild_terms(afresh=True)
    if reason := elasticsearch.missing():
        print(f"\nElasticsearch：{reason}")
        build(engines.embedded(), held)
        yield [engines.embedded()]
        return
    with elasticsearch.starting() as address:
        elasticsearch.wait_for(address)
        asked: list[Engine] = [engines.embedded(), ElasticsearchEngine(connect(address), "bench")]
        for engine in asked:
            build(engine, held)
        yield asked


def test_the_judged_queries_side_by_side(both) -> None:
    found = places.questions(judged.read(judged.OWN), SearchDocument.objects.order_by("pk"))
    for name, is_held_out in (("平时的一半", False), ("留到最后的一半", True)):
        asked = [one for one in found.asked if one.is_held_out == is_held_out]
        measured = measure.side_by_side(asked, found.rows, both, PUBLIC)
        print(f"\n{name}：{len(asked)} 个查询，{len(found.rows)} 条条文\n{table(measured)}")
        assert all(one.all is not None for one in measured)
    if found.absent:
        print(f"没有收录：{'、'.join(found.absent)}")
