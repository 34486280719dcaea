"""What was read out of a plan is read anew after an update that changed how: the digest covers
every module that reading needs, and no other."""

import ast
from collections.abc import Iterator
from pathlib import Path

from content.plans.selectors import extracts

ROOT = Path(__file__).resolve().parents[2]
START = "content.plans.services.extracts"
ROOMS = ("content.plans.domain", "content.plans.selectors", "search.analysis")
LEAVES = {
    # Who reads which clause is part of the key of an extract, not of what it holds.
    "content.plans.selectors.readable",
    "content.plans.enums",
    "content.plans.models.clause",
}


def path_of(module: str) -> Path | None:
    stem = ROOT.joinpath(*module.split("."))
    return next((p for p in (stem.with_suffix(".py"), stem / "__init__.py") if p.exists()), None)


def imported(module: str) -> Iterator[str]:
    """Modules of the house that one imports, by the names it takes from them."""
    path = path_of(module)
    assert path is not None
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if path_of(each.name))
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            source = ".".join([*above, node.module or ""]).strip(".") if node.level else node.module
            for each in node.names:
                if source == "content.plans.models":
                    yield f"{source}.{each.name.lower()}"
                elif source and path_of(f"{source}.{each.name}"):
                    yield f"{source}.{each.name}"
                elif source and path_of(source):
                    yield source


def reading() -> set[str]:
    found: set[str] = set()
    waiting = [one for one in imported(START) if one.startswith(ROOMS)]
    while waiting:
        module = waiting.pop()
        if module in found:
            continue
        found.add(module)
        if module not in LEAVES:
            waiting += [one for one in imported(module) if one.startswith(ROOMS) or one in LEAVES]
    return found


def test_the_digest_covers_what_reads_a_text_and_nothing_else():
    paths = [path for module in reading() if (path := path_of(module))]
    assert set(extracts.READ_BY) == {
        path.relative_to(ROOT).with_suffix("").as_posix() for path in paths
    }


def test_it_reaches_what_folds_the_words_and_what_names_a_clause():
    found = reading()
    assert {"search.analysis.script", "content.plans.models.clause"} <= found
    assert "content.plans.domain.dues" not in found
