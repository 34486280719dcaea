"""Real documents, and the check that nothing was lost."""

import json
import re
import types
from pathlib import Path

import pytest

from content.plans.domain import serial
from content.plans.domain.extracted import RepairKind
from content.plans.domain.parse import NodeKind
from content.plans.domain.spans import SpanKind, verify
from tests.samples.word import W, docx, paragraph

ROOT = Path(__file__).parents[5]
SHARED = ROOT.parent / "shared" / "plans"
DEMONSTRATION = ROOT / "portal" / "operations" / "demonstration" / "documents"
OUTLINES = ROOT / "tests" / "data" / "outlines"


LOOKS = {
    RepairKind.PINYIN: r"[^\u3400-\u9fff]+",
    RepairKind.LIGATURE: r".",
    RepairKind.ODD_SPACE: r"\s+",
    RepairKind.INVISIBLE: r"[^\w，。；：、]+",
    RepairKind.QUOTE: r'"',
    RepairKind.MARKUP: r"[^\u3400-\u9fff]+",
    RepairKind.PAGE_NUMBER: r"(?:[^\u3400-\u9fff]|第\s*\d+\s*页|共\s*\d+\s*页)+",
    RepairKind.TABLE_BAR: r"[^\u3400-\u9fff\w]+",
    RepairKind.LINE_BREAK: r"\s+",
}
"""What a repair may hold; of the other kinds any line."""


def assert_repairs_are_few(parsed, left_out):
    """Each repair is what it is called. `left_out`: the lines that may not be shown, and all of
    them; None where that is not known: then half of the document at most."""
    for repair in parsed.repairs:
        if repair.kind in LOOKS:
            assert re.fullmatch(LOOKS[repair.kind], repair.original, re.DOTALL), repair
    gone = [
        "".join(line.split())
        for repair in parsed.repairs
        if not repair.replacement
        and (repair.kind not in LOOKS or repair.kind is RepairKind.PAGE_NUMBER)
        for line in repair.original.splitlines()
        if line.strip()
    ]
    if left_out is not None:
        assert sorted(gone) == sorted("".join(line.split()) for line in left_out)
    else:
        assert 2 * len("".join(gone)) <= len("".join(parsed.original.split())), gone


def assert_nothing_lost(parsed, left_out=None, *, few=True):
    """The cover is gap-free, and what is shown is what was written, in order. `left_out`: see
    assert_repairs_are_few, which is not asked of documents of nothing but noise (`few`)."""
    if few:
        assert_repairs_are_few(parsed, left_out)
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
