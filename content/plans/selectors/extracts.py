"""What was read out of a text once, so that not every page reads it anew.

It is kept in a table and not in the cache of pages: a publication anywhere empties that one, the
search asks across all plans, and a reader must not pay for what another process forgot. A request
never writes it; one that finds nothing reads the text itself and says the same.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from content.plans.domain.kept import load
from content.plans.models import Extract
from content.plans.selectors.readable import ReadableText

_ROOT: Final = Path(__file__).parents[3]
_READ_BY: Final = {
    "content/plans": "enums models/clause",
    "content/plans/domain": (
        "actor_following actor_items actor_kin actor_limits actor_mentions actor_named "
        "actor_objects actor_offices actor_reader actor_told actor_words actors assignments "
        "corrections/model deciding duty_labels duty_tables kept level_names level_tables paths "
        "response_common response_deciders response_items response_ladders response_parts "
        "response_rows response_starts response_tables response_told responses script "
        "situation_actors situation_going_on situation_limits situation_reader situation_told "
        "situation_triggers situation_warnings situation_words situations"
    ),
    "content/plans/selectors": "acting extracts readable responses roles spoken",
    "search/analysis": "alphabet edits script",
}
READ_BY: Final = [
    f"{folder}/{name}" for folder, names in _READ_BY.items() for name in names.split()
]
"""Every module that a text goes through on its way into an extract; a test follows the imports."""


@cache
def code_version() -> str:
    """Another one as soon as any line that reads a text is another: what was read before is then
    read anew. What reads none may change, and nothing is."""
    read = hashlib.sha256()
    for name in READ_BY:
        read.update(name.encode() + (_ROOT / f"{name}.py").read_bytes())
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
