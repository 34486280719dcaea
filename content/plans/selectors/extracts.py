"""What was read out of a text once, so that not every page reads it anew.

It is kept in a table and not in the cache of pages: a publication anywhere empties that one, the
search asks across all plans, and a reader must not pay for what another process forgot. A request
never writes it; one that finds nothing reads the text itself and says the same.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from content.plans import domain
from content.plans.domain.kept import load
from content.plans.models import Extract
from content.plans.selectors.readable import ReadableText

_OWN: Final = ("acting", "responses", "roles", "situations", "spoken")
"""Beside this file: what hands a text to the domain and names what comes back."""


@cache
def code_version() -> str:
    """Another one as soon as any line that reads a text is another: what was read before is then
    read anew, and nobody has to remember that."""
    read = hashlib.sha256()
    beside = Path(__file__).parent
    for path in [
        *sorted(Path(domain.__path__[0]).glob("*.py")),
        *(beside / f"{n}.py" for n in _OWN),
    ]:
        read.update(path.name.encode() + path.read_bytes())
    return read.hexdigest()


def kept(text: ReadableText, part: str) -> list[Any] | None:
    """The values of one part (`actors`, `situations`, `levels`); None where the text is to be
    read. Two queries."""
    data = column(text, part)
    return load(bytes(data)) if data is not None else None


def column(text: ReadableText, name: str) -> Any | None:
    """One column of the extract that holds for this reader. Two queries."""
    found = Extract.objects.filter(
        version=text.version, omits=text.omits(), code=code_version()
    ).values_list(name, flat=True)  # fmt: skip
    return found.first()
