"""Real documents, and the check that nothing was lost."""

import json
import types
from pathlib import Path

import pytest

from content.plans.domain import serial
from content.plans.domain.parse import NodeKind
from content.plans.domain.spans import SpanKind, verify
from tests.samples.word import W, docx, paragraph

ROOT = Path(__file__).parents[5]
SHARED = ROOT.parent / "shared" / "plans"
DEMONSTRATION = ROOT / "portal" / "operations" / "demonstration" / "documents"
OUTLINES = ROOT / "tests" / "data" / "outlines"


def assert_nothing_lost(parsed):
    """The cover is gap-free, and what is shown is what was written, in order."""
    verify(parsed.original, parsed.spans)
    kinds = set(SpanKind)
    sizes = {
        SpanKind.HEADER: len(parsed.fields),
        SpanKind.HEADING: len(parsed.nodes),
        SpanKind.CLAUSE: len(parsed.nodes),
        SpanKind.CELL: len(parsed.cells),
        SpanKind.REPAIR: len(parsed.repairs),
    }
    shown = []
    for span in parsed.spans:
        assert span.kind in kinds
        assert 0 <= span.owner < sizes[span.kind]
        if span.kind is SpanKind.REPAIR:
            repair = parsed.repairs[span.owner]
            assert repair.start <= span.start
            assert span.end <= repair.end
            assert parsed.original[repair.start : repair.end] == repair.original
            # A repair of one stretch replaces it; a block that is left out shows nothing.
            shown.append(repair.replacement)
        else:
            shown.append(parsed.original[span.start : span.end])
    read = "".join("".join(shown).split())
    held = sorted(
        [
            *("".join(f.raw.split()) for f in parsed.fields),
            *("".join(c.text.split()) for c in parsed.cells),
            *("".join((n.number + n.heading + n.mark + n.text).split()) for n in parsed.nodes),
        ],
        key=len,
    )
    assert sum(len(piece) for piece in held) == len(read)
    position = 0
    # Nodes stand in reading order: each is found behind the one before it.
    for node in parsed.nodes:
        for piece in (node.number, node.heading, node.mark, *node.text.split("\n")):
            needle = "".join(piece.split())
            found = read.find(needle, position)
            assert found >= 0, needle
            position = found + len(needle)
    assert serial.load(serial.dump(parsed)) == parsed


def tree_of(parsed):
    """(depth, number, heading) of every clause and annex with a heading."""
    return [
        (node.depth + 1, node.number, node.heading)
        for node in parsed.nodes
        if node.heading and node.kind in (NodeKind.CLAUSE, NodeKind.ANNEX)
    ]


@pytest.fixture
def shared_plan():
    def read(name):
        file = SHARED / name
        if not file.exists():
            pytest.skip(f"{name} is not beside the repository; put it into ../shared/plans")
        return file.read_bytes()

    return read


@pytest.fixture
def word():
    """Builders of Word files: word.docx(body, …), word.paragraph(text, …)."""
    return types.SimpleNamespace(docx=docx, paragraph=paragraph, W=W)


@pytest.fixture(scope="session")
def web_page():
    """A page of a county's site as such sites write them."""
    return (ROOT / "tests" / "data" / "plans" / "county-site.html").read_bytes()


@pytest.fixture(scope="session")
def nothing_lost():
    return assert_nothing_lost


@pytest.fixture(scope="session")
def tree():
    return tree_of


@pytest.fixture(scope="session")
def outlines():
    """(file, outline) of the county's own documents."""
    found = []
    for file in sorted(DEMONSTRATION.glob("*")):
        outline = OUTLINES / f"{file.stem}.json"
        if file.suffix in (".txt", ".md", ".docx") and outline.exists():
            found.append((file, json.loads(outline.read_text(encoding="utf-8"))))
    return found
