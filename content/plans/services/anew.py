"""The stored text of a version, read anew."""

from typing import Any

from django.utils.translation import gettext as _

from content.plans.domain.corrections.model import Correction
from content.plans.domain.errors import PlanImportError
from content.plans.domain.parse import Parse
from content.plans.models import PlanVersion
from content.plans.services.originals import OriginalLost, bytes_of
from content.plans.services.reading import read_parse
from content.plans.services.register import PlanRefused
from portal.foundation.files.domain import FileRefused


def text_of(version: PlanVersion, corrections: list[Correction]) -> Parse:
    """The stored text read anew: from its file, which knows what the format marked, else from
    the text itself. Raises PlanRefused where the file now gives another text."""
    source: dict[str, Any] = {"text": version.original}
    if version.upload is not None:
        try:
            data = bytes_of(version.upload)
        except OriginalLost as lost:
            raise PlanRefused(str(lost.message)) from lost
        source = {"data": data, "name": version.source_name}
        if not version.source_name:
            source = {"text": data.decode("utf-8")}
    try:
        parsed = read_parse(**source, corrections=corrections)
    except (PlanImportError, FileRefused) as refusal:
        raise PlanRefused(refusal.message) from refusal
    if parsed.original != version.original:
        raise PlanRefused(
            _(
                "从原件读出的文字和这一版不同了，多半是读取程序更新过。没有改正。"
                "请下载原件，作为新版本导入，以前的改正都接着用。"
            )
        )
    return parsed
