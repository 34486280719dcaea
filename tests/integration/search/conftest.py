from collections.abc import Callable
from pathlib import Path

import pytest

from search import engines
from search.documents import Document
from search.engines import EmbeddedEngine

PUBLIC = frozenset({"public"})


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings) -> Path:
    """An index of its own for every test."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def engine() -> EmbeddedEngine:
    return engines.embedded()


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
        return Document(**given)  # type: ignore[arg-type]

    return make
