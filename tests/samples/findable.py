"""The demonstration county as the search holds it: guide, lessons and plans, without a database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from search.documents import Document
from tests.samples.demonstration import COURSE, GUIDE, imported

PUBLIC = frozenset({"public"})
PLANS: dict[str, tuple[str, tuple[str, ...]]] = {
    "annual-work-points.txt": ("安澜县2026年应急管理工作要点", ()),
    "earthquake-plan.txt": ("安澜县地震应急预案", ("earthquake",)),
    "five-year-plan.md": ("安澜县应急体系建设规划", ()),
    "flood-drought-plan.txt": ("安澜县防汛抗旱应急预案", ("flood", "drought")),
    "forest-fire-plan.txt": ("安澜县森林草原火灾应急预案", ("forest-fire",)),
    "general-plan.md": ("安澜县突发事件总体应急预案", ()),
    "public-health-plan.md": ("安澜县突发公共卫生事件应急预案", ("infectious-disease",)),
    "school-plan.txt": ("学校突发事件应急预案", ()),
    "town-plan.txt": ("青河镇突发事件应急预案", ()),
}


def guide() -> Iterator[Document]:
    """The sections and phases of the one guide, which is about earthquakes."""
    for phase in GUIDE["phases"]:
        lines = [
            step[part]
            for step in phase["steps"]
            for part in ("title", "detail", "more")
            if step.get(part)
        ]
        yield _advice(
            "guide",
            f"guide:{phase['phase']}",
            phase["situation"],
            (GUIDE["title"],),
            [*lines, *phase["dos"], *phase["donts"], "地震"],
            weight=15 if phase["phase"] == "during" else 10,
        )
        for number, section in enumerate(phase["sections"]):
            yield _advice(
                "guide",
                f"guide:{phase['phase']}:{number}",
                section["title"],
                (GUIDE["title"], phase["situation"]),
                section["items"],
                weight=10,
            )


def lessons() -> Iterator[Document]:
    for lesson in COURSE["lessons"]:
        lines = [
            block["value"] if isinstance(block["value"], str) else "\n".join(block["value"])
            for block in lesson["body"]
            if block["type"] != "reference"
        ]
        key = f"lesson:{lesson['slug']}"
        yield _advice("lesson", key, lesson["title"], (COURSE["title"],), lines, weight=0)


def clauses() -> Iterator[Document]:
    """Every clause of a plan under its headings, as the importer reads them."""
    for name, (title, hazards) in PLANS.items():
        above: dict[int, tuple[str, ...]] = {}
        for number, node in enumerate(imported(Path(name).stem)):
            gap = " " if node["number"][-1:].isalnum() else ""
            label = f"{node['number']}{gap}{node['heading']}".strip()
            path = above.get(node["parent"], ()) if node["parent"] is not None else ()
            above[number] = (*path, label) if label and node["kind"] != "title" else path
            if node["kind"] in {"title", "notice", "closing"} or not node["text"].strip():
                continue
            yield Document(
                key=f"clause:{name}:{number:04d}",
                kind="clause",
                group_key=name,
                title=label,
                path=(title, *path),
                text=node["text"],
                url=f"/{name}/#{number}",
                hazards=hazards,
                grants=PUBLIC,
            )


def _advice(
    kind: str, key: str, title: str, path: tuple[str, ...], lines: list[Any], *, weight: int
) -> Document:
    return Document(
        key=key,
        kind=kind,
        group_key=f"{kind}:earthquake",
        title=title,
        path=path,
        text="\n".join(lines),
        url=f"/{key}/",
        hazards=("earthquake",),
        grants=PUBLIC,
        weight=weight,
        is_demonstration=True,
    )
