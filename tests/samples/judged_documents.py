"""The documents that the judged queries are about, cut into clauses as the portal cuts them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from content.plans.domain.parse import NodeKind, Parse
from content.plans.domain.paths import Paths
from content.plans.domain.pipeline import parse_bytes
from search.documents import Document

ROOT = Path(__file__).resolve().parents[2]
COUNTY = ROOT / "portal/operations/demonstration/documents"
SHARED = ROOT.parent / "shared" / "plans"
NAMED = {"leping-14th-five-year-plan": "乐平市应急管理事业发展规划"}
"""Titles of files that bear none."""
SKIPPED = (NodeKind.TITLE, NodeKind.NOTICE, NodeKind.CLOSING)


def shared_files() -> list[Path]:
    return sorted(SHARED.glob("*.txt"))


def county_files() -> list[Path]:
    """The school's plan lies there twice, as Word and as text."""
    return sorted(path for path in COUNTY.iterdir() if path.suffix in {".md", ".txt"})


@cache
def documents(*, shared: bool) -> tuple[Document, ...]:
    """One for each clause with a text, of the county and, if wanted, of the plans beside the
    repository."""
    files = [*county_files(), *(shared_files() if shared else ())]
    return tuple(document for path in files for document in _documents(path))


def _documents(path: Path) -> Iterator[Document]:
    parsed = parse_bytes(path.read_bytes(), path.name)
    title = NAMED.get(path.stem) or parsed.metadata.title
    paths, texts = Paths(), _texts(parsed)
    for index, node in enumerate(parsed.nodes):
        if node.kind == NodeKind.TITLE:
            continue
        gap = " " if node.number[-1:].isalnum() else ""
        label = f"{node.number}{gap}{node.heading}".strip()
        above = paths.above(index, node.parent, label)
        if node.kind in SKIPPED or not texts[index]:
            continue
        yield Document(
            key=f"clause:{path.stem}:{index:04d}",
            kind="clause",
            group_key=f"plan:{path.stem}",
            title=label,
            path=(title, *above),
            text=texts[index],
            url=f"/plans/{path.stem}/#c-{index}",
            grants=frozenset({"public"}),
            lang="zh-Hant" if parsed.metadata.script == "hant" else "zh-Hans",
        )


def _texts(parsed: Parse) -> list[str]:
    texts = [node.text for node in parsed.nodes]
    for cell in parsed.cells:
        at = parsed.tables[cell.table].node
        texts[at] = f"{texts[at]}\n{cell.text}"
    return [text.strip() for text in texts]
