"""Exceptions can be re-raised by anybody."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENDINGS = ("Error", "Exception", "Warning")


def classes() -> dict[str, tuple[Path, ast.ClassDef]]:
    return {
        node.name: (path, node)
        for group in ("portal", "content", "quizzes", "search", "themes")
        for path in sorted((ROOT / group).rglob("*.py"))
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }


def is_raised(name: str, known: dict[str, tuple[Path, ast.ClassDef]]) -> bool:
    if name not in known:
        return name.endswith(ENDINGS) or name in {"LookupError", "Http404", "PermissionDenied"}
    return any(
        is_raised(base.id if isinstance(base, ast.Name) else base.attr, known)
        for base in known[name][1].bases
        if isinstance(base, ast.Name | ast.Attribute)
        and (base.id if isinstance(base, ast.Name) else base.attr) != name
    )


def frozen(node: ast.ClassDef) -> bool:
    return any(
        isinstance(decorator, ast.Call)
        and any(k.arg == "frozen" and ast.literal_eval(k.value) for k in decorator.keywords)
        for decorator in node.decorator_list
    )


def test_no_exception_is_frozen():
    """A context manager made from a generator writes the traceback of what passes through it,
    which a frozen dataclass refuses: the reader would get a TypeError instead of the reason."""
    known = classes()
    assert sum(is_raised(name, known) for name in known) > 20
    assert not [
        f"{path.relative_to(ROOT)}:{node.lineno} {name}"
        for name, (path, node) in known.items()
        if frozen(node) and is_raised(name, known)
    ]
