"""What the parts of an Office file point at: ECMA-376 part 2, 6.5 (relationships)."""

import re
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from portal.foundation.files.domain.errors import ParserFailed

_INTERNAL: Final = "internal"
_OWN: Final = re.compile(r"file:///[A-Za-z]:.*|[^:/\\]+", re.DOTALL)
"""The template on the writer's own disk, which most Word files name; never one on a network."""
_OTHER_FILES: Final = ("oleobject", "package", "control", "afchunk")


@dataclass(frozen=True, slots=True)
class Relationship:
    """`kind` is the end of its type, in small letters."""

    kind: str
    target: str
    is_external: bool

    @property
    def reaches_out(self) -> bool:
        """Whether whoever opens the file is sent elsewhere without pressing anything."""
        own_template = self.kind == "attachedtemplate" and _OWN.fullmatch(self.target)
        return self.is_external and self.kind != "hyperlink" and not own_template

    @property
    def carries_a_file(self) -> bool:
        return self.kind in _OTHER_FILES


def relationships(markup: bytes) -> list[Relationship]:
    """Of a part whose name ends in .rels. Raises ParserFailed where it is no XML."""
    try:
        root = fromstring(markup, forbid_dtd=True)
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:
        raise ParserFailed(kind=type(error).__name__) from error
    return [
        Relationship(
            kind=one.get("Type", "").strip().rsplit("/", 1)[-1].casefold(),
            target=one.get("Target", "").strip(),
            is_external=one.get("TargetMode", _INTERNAL).strip().casefold() != _INTERNAL,
        )
        for one in root.iter()
        if str(one.tag).rsplit("}", 1)[-1] == "Relationship"
    ]
