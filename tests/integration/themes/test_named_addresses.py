"""`{% url … as … %}` keeps silent about a name that nobody knows and leaves the link empty."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.urls import URLPattern, URLResolver, get_resolver

TEMPLATES = Path(__file__).resolve().parents[3] / "themes" / "templates"
KEPT = re.compile(r"""\{%-?\s*url\s+["']([\w:.-]+)["'][^%]*?\sas\s+\w+\s*-?%\}""")


def names(patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            below = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from names(pattern.url_patterns, below)
        elif pattern.name:
            yield ":".join((*spaces, pattern.name))


def test_every_name_that_a_template_keeps_is_an_address():
    known = set(names(get_resolver().url_patterns))
    kept = {
        (path.relative_to(TEMPLATES).as_posix(), name)
        for path in TEMPLATES.rglob("*.html")
        for name in KEPT.findall(path.read_text(encoding="utf-8"))
    }
    assert len(kept) > 50
    assert not {(path, name) for path, name in kept if name not in known}
