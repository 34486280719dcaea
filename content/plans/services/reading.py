"""Getting a parse out of an untrusted file, in a child process."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, cast

from content.plans.domain import serial
from content.plans.domain.corrections import model as stored
from content.plans.domain.corrections.model import Correction
from content.plans.domain.errors import LoneSurrogates, TooLarge
from content.plans.domain.limits import SIZE_LIMIT
from content.plans.domain.parse import Parse
from portal.foundation.files.domain import Limits
from portal.foundation.files.domain.limits import MEGABYTE
from portal.foundation.files.services import run_isolated

LIMITS: Final = Limits(
    input_mb=SIZE_LIMIT // MEGABYTE, result_mb=128, memory_mb=1536, cpu_seconds=30,
    wall_seconds=60,
)  # fmt: skip


def read_parse(
    *,
    data: bytes | None = None,
    text: str | None = None,
    name: str = "",
    corrections: Sequence[Correction] = (),
) -> Parse:
    """Parse of a file's bytes or of a pasted text, with what the editors said of it.

    Raises PlanImportError subclasses and `portal.foundation.files` FileRefused; both carry a
    Chinese `message`.
    """
    pasted = data is None
    if data is None:
        try:
            data = (text or "").encode("utf-8")
        except UnicodeEncodeError as error:
            broken = sum(1 for ch in text or "" if "\ud800" <= ch <= "\udfff")
            raise LoneSurrogates(count=broken, position=error.start + 1) from None
    if len(data) > SIZE_LIMIT:
        raise TooLarge(size=-(-len(data) // MEGABYTE), limit=SIZE_LIMIT // MEGABYTE)
    with tempfile.TemporaryDirectory(prefix="anlan-plan-") as folder:
        path = Path(folder) / "document"
        path.write_bytes(data)
        result = run_isolated(
            "content.plans.domain.pipeline:parse_file",
            path=path,
            arguments={
                "name": name or "document.txt",
                "pasted": pasted,
                "corrections": [stored.dump(one) for one in corrections],
            },
            limits=LIMITS,
        )
    return serial.load(cast(dict[str, Any], result))
