"""The demonstration guide, course, questions and papers as their files hold them."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from content.plans.domain.pipeline import parse_file

ROOT = Path(__file__).resolve().parents[2]
DEMONSTRATION = ROOT / "portal/operations/demonstration"
OUTLINES = ROOT / "tests/data/outlines"
PHASES = ("before", "warning", "during", "after")


def read(name: str) -> dict[str, Any]:
    return json.loads((DEMONSTRATION / "content" / name).read_text(encoding="utf-8"))


GUIDE = read("guide-earthquake.json")
COURSE = read("course-first-response.json")
QUESTIONS = read("questions.json")["questions"]
PAPERS = read("papers.json")["papers"]
BY_ID = {question["id"]: question for question in QUESTIONS}
EXPERTS = json.loads((DEMONSTRATION / "experts.json").read_text(encoding="utf-8"))["experts"]


def phase_of(key: str) -> dict[str, Any]:
    return next(phase for phase in GUIDE["phases"] if phase["phase"] == key)


def actions(phase: dict[str, Any]) -> list[str]:
    """Texts a question may quote: step titles, dos and don'ts."""
    return [step["title"] for step in phase["steps"]] + phase["dos"] + phase["donts"]


def sourced(phase: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Every sentence of a phase with its codes."""
    found = []
    for step in phase["steps"]:
        found += [(text, step["basis"]) for text in (step["title"], step["detail"])]
        if "more" in step:
            found.append((step["more"], step["basis"]))
    for field in ("dos", "donts"):
        found += zip(phase[field], phase[f"{field}_basis"], strict=True)
    for section in phase["sections"]:
        found += zip(section["items"], section["items_basis"], strict=True)
    return found


def file_of(stem: str) -> Path:
    folder = DEMONSTRATION / "documents"
    return next(path for path in (folder / f"{stem}.md", folder / f"{stem}.txt") if path.exists())


@cache
def document(stem: str) -> str:
    return file_of(stem).read_text(encoding="utf-8")


@cache
def clauses(stem: str) -> dict[str, str]:
    """Clause number → text up to the next clause of the same or a higher level. Arabic
    numbers stand alone (4.1.2); others repeat in every chapter, so they come with their
    path (三、（三）)."""
    text, at = document(stem), 0
    rows = json.loads((OUTLINES / f"{stem}.json").read_text(encoding="utf-8"))["headings"]
    starts = []
    for level, number, title in rows:
        heading = re.compile(
            rf"^[#\s]*{re.escape(number)}\s*{re.escape(title)}(?=[。\s])", re.MULTILINE
        )
        found = heading.search(text, at)
        assert found, (stem, number, title)
        at = found.end()
        starts.append((level, number, found.start()))
    pieces, path = {}, []
    for index, (level, number, start) in enumerate(starts):
        later = (other for rank, _, other in starts[index + 1 :] if rank <= level)
        path = [*path[: level - 1], number]
        key = number if re.fullmatch(r"\d+(\.\d+)*", number) else "".join(path)
        pieces[key] = text[start : next(later, len(text))]
    return pieces


@cache
def imported(stem: str) -> list[dict[str, Any]]:
    """Nodes of the document as the importer sees it, the cells of a table in its text."""
    parsed = parse_file(file_of(stem))
    nodes: list[dict[str, Any]] = parsed["nodes"]
    for cell in parsed["cells"]:
        nodes[parsed["tables"][cell["table"]]["node"]]["text"] += cell["text"] + "\n"
    return nodes
