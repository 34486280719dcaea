import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from content.taxonomy.seed import HAZARDS
from search import engines, registry, selectors
from search.documents import Document
from search.documents import services as documents
from search.documents.services import row_of
from search.engines import Batch, ElasticsearchEngine, EmbeddedEngine
from search.engines.elasticsearch import connect
from search.indexing import services as indexing
from search.indexing.entries import entry
from search.query import Chosen
from search.registry import Hazard
from tests.samples import findable
from tests.servers import elasticsearch

PUBLIC = frozenset({"public"})


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings) -> Path:
    """An index of its own for every test."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def embedded_engine() -> EmbeddedEngine:
    return engines.embedded()


@pytest.fixture
def engine(embedded_engine) -> EmbeddedEngine:
    return embedded_engine


@pytest.fixture(scope="session")
def elasticsearch_address() -> Iterator[str]:
    """The server that the suite started for all its processes, or one of this process's own."""
    if address := os.environ.get("ANLAN_ELASTICSEARCH"):
        elasticsearch.wait_for(address)
        yield address
        return
    if reason := elasticsearch.missing():
        pytest.skip(reason)
    with elasticsearch.starting() as address:
        elasticsearch.wait_for(address)
        yield address


@pytest.fixture(scope="session")
def new_server(elasticsearch_address) -> Iterator[Callable[[], ElasticsearchEngine]]:
    """Engines on the server, each with indexes of its own."""
    client = connect(elasticsearch_address)
    made: list[str] = []

    def make() -> ElasticsearchEngine:
        made.append(f"test-{uuid.uuid4().hex}")
        return ElasticsearchEngine(client, made[-1])

    yield make
    for prefix in made:
        for name in client.indices.get(index=f"{prefix}-*"):
            client.indices.delete(index=name)


@pytest.fixture
def server(new_server) -> ElasticsearchEngine:
    return new_server()


@pytest.fixture
def make_document() -> Callable[..., Document]:
    def make(number: int = 1, **values: object) -> Document:
        given = {
            "key": f"clause:{number}",
            "kind": "clause",
            "group_key": "plan:1",
            "title": "",
            "path": ("安澜县总体应急预案", "3 监测预警"),
            "text": "县级人民政府每年至少组织两次综合应急演练。",
            "url": f"/plans/1/#clause-{number}",
            "grants": PUBLIC,
        } | values
        return Document(**given)  # type: ignore[arg-type]  # a test gives what it likes

    return make


@pytest.fixture
def offered(monkeypatch):
    """Kinds and hazards of the test alone, whatever the installed apps register."""
    monkeypatch.setattr(registry, "_kinds", {})
    monkeypatch.setattr(registry, "_hazard_sources", [])
    registry.register_kind("clause", label="预案条文", rebuild=lambda: [])
    registry.register_kind("guide", label="避险指南", rebuild=lambda: [], is_advice=True)
    registry.register_hazards(
        lambda: [
            Hazard("earthquake", "地震", "/guides/earthquake/", "earthquake"),
            Hazard("flood", "洪水", pictogram="flood"),
            Hazard("drought", "干旱", pictogram="drought"),
        ]
    )


@pytest.fixture
def library(offered, make_document):
    clauses = [
        make_document(
            number,
            title=f"3.{number} 应急演练",
            text=f"第{number}项：每年至少组织应急演练两次，检验预案。",
            hazards=("earthquake",),
            year=2026,
        )
        for number in range(1, 6)
    ]
    documents.put(
        [
            *clauses,
            make_document(
                10,
                group_key="plan:2",
                path=("增城市2015年應急管理工作計畫", "三、日常工作"),
                title="(一)健全預案",
                text="加大應急演練頻次，檢驗預案科學性。",
                status="historic",
                lang="zh-Hant",
                year=2015,
                hazards=("flood",),
            ),
            make_document(
                20,
                kind="guide",
                group_key="guide:1",
                title="地震了，先这样做",
                path=(),
                text="伏地、遮挡、抓牢。平时参加应急演练。",
                url="/guides/earthquake/",
                hazards=("earthquake",),
                year=2021,
            ),
            make_document(30, text="<b>脚本</b> & 应急演练脚本", grants=frozenset({"unit:7"})),
        ]
    )
    indexing.drain()


@pytest.fixture(scope="package")
def held():
    """The demonstration county, which has one guide: of earthquakes."""
    found = (*findable.guide(), *findable.lessons(), *findable.clauses())
    return {document.key: document for document in found}


@pytest.fixture(scope="package")
def county(held, tmp_path_factory):
    engine = EmbeddedEngine(tmp_path_factory.mktemp("county"))
    list(engine.rebuild([county_batch(held)], mark=0))
    return engine


def county_batch(held) -> Batch:
    return Batch("", tuple(entry(row_of(held[key])) for key in sorted(held)))


@pytest.fixture
def named_hazards(monkeypatch) -> None:
    rows = [
        Hazard(
            hazard.slug,
            hazard.name,
            "/guides/earthquake/" if hazard.slug == "earthquake" else "",
            hazard.slug,
            hazard.plain_name,
        )
        for hazard in HAZARDS
    ]
    monkeypatch.setattr(registry, "_hazard_sources", [lambda: rows])


@pytest.fixture
def ask(county, named_hazards, monkeypatch, db):
    monkeypatch.setattr(engines, "embedded", lambda: county)
    return lambda text: selectors.find(text, Chosen(values={}), PUBLIC)
