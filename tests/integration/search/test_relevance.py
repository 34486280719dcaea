"""A floor under the ranking, on the nine documents of the demonstration county."""

import json
from pathlib import Path

import pytest

from search import engines
from search.documents import Document
from search.documents.services import row_of
from search.engines import Batch
from search.indexing.entries import entry
from search.query import Filters, plan

ROOT = Path(__file__).resolve().parents[3]
JUDGED = json.loads((ROOT / "tests/data/search/judged.json").read_text("utf-8"))
FOLDER = ROOT / "portal/operations/demonstration/documents"
TITLES = {
    "annual-work-points": "安澜县2026年应急管理工作要点",
    "earthquake-plan": "安澜县地震应急预案",
    "five-year-plan": "安澜县应急体系建设规划",
    "flood-drought-plan": "安澜县防汛抗旱应急预案",
    "forest-fire-plan": "安澜县森林草原火灾应急预案",
    "general-plan": "安澜县突发事件总体应急预案",
    "public-health-plan": "安澜县突发公共卫生事件应急预案",
    "school-plan": "学校突发事件应急预案",
    "town-plan": "青河镇突发事件应急预案",
}
SHORTEST = 15
"""Characters; shorter lines are headings and signatures."""

FLOOR = 0.95
"""Share of the judged queries with a fitting line among the first three."""


def documents():
    for path in sorted(FOLDER.iterdir()):
        if path.suffix not in {".md", ".txt"}:
            continue
        lines = [line.strip("# ").strip() for line in path.read_text("utf-8").splitlines()]
        title = TITLES[path.stem]
        heading = ""
        for number, line in enumerate(lines):
            if len(line) < SHORTEST:
                heading = line or heading
                continue
            yield Document(
                key=f"line:{path.stem}:{number:04d}",
                kind="clause",
                group_key=path.stem,
                title="",
                path=(title, heading),
                text=line,
                url=f"/{path.stem}/#{number}",
                grants=frozenset({"public"}),
            )


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    held = list(documents())
    engine = engines.EmbeddedEngine(tmp_path_factory.mktemp("judged"))
    entries = tuple(entry(row_of(document)) for document in held)
    list(engine.rebuild([Batch("", entries)], mark=0))
    return engine, {document.key: document for document in held}


def first_three(library, text: str) -> list[str]:
    engine, held = library
    asked = plan(text, Filters(grants=frozenset({"public"})))
    return [
        f"{hit.group_key} {' '.join(held[hit.key].path)} {held[hit.key].text}"
        for hit in engine.search(asked, limit=3).best
    ]


def fits(judged: dict, found: list[str]) -> bool:
    return any(all(part in text for part in judged["expected"]) for text in found)


def test_every_judged_answer_exists_in_the_documents(library) -> None:
    _engine, held = library
    texts = [f"{d.group_key} {' '.join(d.path)} {d.text}" for d in held.values()]
    for judged in JUDGED:
        assert fits(judged, texts), judged


def test_a_fitting_line_is_among_the_first_three(library) -> None:
    missed = {
        judged["query"]: [text[:60] for text in found]
        for judged in JUDGED
        if not fits(judged, found := first_three(library, judged["query"]))
    }
    share = 1 - len(missed) / len(JUDGED)
    assert share >= FLOOR, missed


def test_traditional_script_finds_what_simplified_finds(library) -> None:
    assert first_three(library, "應急避難場所啟用") == first_three(library, "应急避难场所启用")
